"""Pieces and their adoptions: the best, the front pages, the topics, the whole list with its score lines."""
