"""The invented office's monthly paperwork, made from one seed."""
