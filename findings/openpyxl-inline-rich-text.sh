#!/usr/bin/env bash
# openpyxl reads runs of a text that stands in its cell (`inlineStr`) as rich text when a workbook is opened in full with
# rich_text=True, and as plain text when it is opened read-only with the same option.
#
# Guessed: `rich_text` means the same in both modes. Seen with the version below: in read-only mode an inline text comes
# as a plain one, and what is struck within it can not be told from the rest.
#
# Fails if that changes.
set -euo pipefail
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m venv "$work/venv"
"$work/venv/bin/pip" install openpyxl==3.1.5 --quiet --quiet --disable-pip-version-check

cat > "$work/show.py" <<'PY'
import sys
import zipfile

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

path = sys.argv[1]
book = openpyxl.Workbook()
book.active["A1"] = CellRichText([TextBlock(InlineFont(strike=True), "500"), "800"])
book.save(path)
with zipfile.ZipFile(path) as archive:
    assert b't="inlineStr"' in archive.read("xl/worksheets/sheet1.xml")
for read_only in (False, True):
    book = openpyxl.load_workbook(path, rich_text=True, read_only=read_only)
    value = next(book.active.iter_rows())[0].value
    print(type(value).__name__, str(value))
    book.close()
PY
seen=$("$work/venv/bin/python" "$work/show.py" "$work/book.xlsx")
[ "$seen" = $'CellRichText 500800\nstr 500800' ] || { printf 'something else is seen:\n%s\n' "$seen" >&2; exit 1; }
echo 'openpyxl 3.1.5: runs of an inline text are rich when a workbook is read in full, plain in read-only mode'
