"""Rule files -> validated, dated rule rows."""
