"""Two rules over the records of one period."""
