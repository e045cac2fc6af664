"""How figures and sentences are written: the same in every document."""
