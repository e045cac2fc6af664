"""Editions: what is issued, frozen with all it was made from, revised, and proven again."""
