"""Connections: sites, feeds and shared folders an office has listed, fetched into its inbox as they are.

Nothing here reads a table. Without connections.toml in the office's folder nothing here does anything.
"""
