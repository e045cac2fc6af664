"""Two rules side by side, as a page."""
