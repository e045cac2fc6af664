"""Persons: what each earned under each rule that counts them, and what each owes."""
