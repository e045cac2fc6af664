"""What a revision changed, as a page."""
