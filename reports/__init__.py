"""Marts -> one value -> workbook, page and circular -> drafts of a period."""
