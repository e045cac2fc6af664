"""What comes up after a period was published: objections, and records that arrived late."""
