"""Things nobody here wrote: published rules and circulars, and an inbox with its expected results."""
