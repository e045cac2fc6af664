"""A unit's own sheet, in Word and as a page."""
