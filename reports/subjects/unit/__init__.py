"""Everything of one unit, nothing of another."""
