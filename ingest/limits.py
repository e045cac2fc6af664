"""How much one delivered file may hold: a larger one is a mistake or an attack, never a month's work."""

from __future__ import annotations

# A year of a whole province is about 5 MB; mail systems stop at 50 MB.
MAX_FILE_BYTES = 50 * 1024 * 1024
# A full 200,000-row sheet unpacks to about 150 MB of XML.
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
# Sheets of repeated text pack 30:1 to 60:1; only padding made for the purpose goes beyond 200:1.
MAX_RATIO = 200
# Below this size a high ratio is harmless: an empty style sheet packs well.
RATIO_COUNTS_FROM_BYTES = 4 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 200
# A sheet is laid out as a full rectangle, so two cells in far corners cost as much as all between them.
# Five million is 200,000 rows of 25 columns.
MAX_CELLS = 5_000_000
# What the reader of workbooks may use: twice what the largest allowed sheet takes.
MAX_READER_MEMORY = 2 * 1024 * 1024 * 1024
# The largest allowed sheet takes eight seconds on two cores; slow machines are slower.
MAX_READER_SECONDS = 180
# The longest title ever filed had some hundreds of characters; longer cells are whole articles pasted in.
MAX_CELL_CHARS = 20_000
# A workbook has some tens of parts.
MAX_ARCHIVE_MEMBERS = 5_000
# Pages nest some tens of elements; the parser needs time with the square of the depth, a third of a second at this one.
MAX_NESTING = 10_000
# An issue of a bulletin has some tens of pages.
MAX_PDF_PAGES = 300
# Starting the program takes up to twenty seconds on a slow machine; less than a reader may take in all.
MAX_CONVERTING_SECONDS = 120
