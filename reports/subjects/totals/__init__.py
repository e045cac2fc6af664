"""Totals of the whole office, and the months of the year so far."""
