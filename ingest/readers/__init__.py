"""Readers: one module per kind of file, each a function `read(path, layouts)` that returns rows of text."""
