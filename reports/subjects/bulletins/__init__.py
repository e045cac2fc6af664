"""Bulletins that number their issues."""
