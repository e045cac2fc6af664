"""What there is in the home, as a page."""
