"""Remarks of leaders on pieces."""
