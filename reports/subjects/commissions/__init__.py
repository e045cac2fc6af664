"""Pieces asked for by a day, and what came of them."""
