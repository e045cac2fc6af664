"""What units sent in, and how much of it was adopted."""
