"""Layout: where a subject's sentence or table stands in which document."""
