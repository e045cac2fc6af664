"""Earlier periods: as they were published, and by this period's version of the rule."""
