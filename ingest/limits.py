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
# So many may be looked through for the last row that says anything: the rows of a sheet, twelve columns wide.
MAX_LOOKED_CELLS = 1_048_576 * 12
# What the process that reads may set aside; with the programs it maps it stays below one gigabyte.
MAX_READER_MEMORY = 850 * 1024 * 1024
# An ordinary month's file takes some tens of megabytes beyond the hundred of the program itself.
READER_STARTS_AFRESH_BYTES = 300 * 1024 * 1024
# Of the processor's time, which a busy machine does not use up: the largest allowed sheet takes eight seconds.
MAX_READER_SECONDS = 120
# On the clock, for a reader that hangs: a file that gets a fifth of a processor has them within it.
MAX_READER_WAIT_SECONDS = 600
# A file that was touched less than this ago is looked at once more before it is taken.
SETTLE_SECONDS = 2.0
# The longest title ever filed had some hundreds of characters; longer cells are whole articles pasted in.
MAX_CELL_CHARS = 20_000
# A workbook has some tens of parts.
MAX_ARCHIVE_MEMBERS = 5_000
# Pages nest some tens of elements; the parser needs time with the square of the depth, a third of a second at this one.
MAX_NESTING = 10_000
# A register of 100,000 rows and six columns, saved as a page, has 1.4 million; each may take half a kilobyte.
MAX_TAGS = 1_500_000
# The text of a Word file of a thousand pages; its tree takes twenty times as much memory.
MAX_DOCUMENT_BYTES = 24 * 1024 * 1024
# A hundred thousand articles of an export, a year of a busy feed; their objects take twenty times as much.
MAX_JSON_BYTES = 20 * 1024 * 1024
MAX_FEED_BYTES = 10 * 1024 * 1024
# An issue of a bulletin has some tens of pages, and a page some thousand characters.
MAX_PDF_PAGES = 300
MAX_PDF_PAGE_BYTES = 4 * 1024 * 1024
# On the clock: starting the program takes up to twenty seconds on a slow machine; less than a reader may take in all.
MAX_CONVERTING_SECONDS = 500
# A zip in a zip in a zip is somebody's folder, packed twice; deeper ones are made to be bottomless.
MAX_ARCHIVE_DEPTH = 3
