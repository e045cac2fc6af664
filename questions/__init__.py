"""Questions to the clerk: marts -> one workbook; its answers -> dated, signed rows of the office's folder."""
