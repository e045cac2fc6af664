"""Places and points of the units, group by group."""
