"""What was reported held against what publishers show."""
