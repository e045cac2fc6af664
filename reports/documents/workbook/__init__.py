"""The workbook: one sheet a subject."""
