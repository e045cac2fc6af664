"""The account of a file: what became of every table in it, which columns were understood and as what, what was not read.

One row of the role "account" for each table; what it says is one JSON object.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pyarrow.compute as pc

from ingest import count_sheets, headers
from ingest.columns import columns_of
from ingest.grids import Grid, is_blank
from ingest.headers import Header
from ingest.layouts import IGNORE, Layouts
from ingest.parts import PartRead
from ingest.reading import ADOPTION, Row, record_count
from ingest.several import Label

Why = Literal["no_header", "hidden", "guide"]
_EXAMPLES = 3
_LOOK_AT_ROWS = 500
_MOST_CHARS = 60
_MOST_TEXTS = 20
_WHY = {
    "no_header": "没有登记表的表头，未读取",
    "hidden": "是隐藏的，也没有登记表的表头，未读取",
    "guide": "按填表说明或样表处理，其中的行不计",
}


@dataclass(frozen=True, slots=True)
class TableAccount:
    """What is said of one table of a file."""

    grid: Grid
    row_number: int
    register: str
    said: Mapping[str, object]


def rows(told: Sequence[TableAccount]) -> list[Row]:
    """Return the accounts of a file's tables, numbered from 1, as they are landed."""
    return [
        Row(
            one.grid.sheet_name,
            one.row_number,
            "account",
            register=one.register,
            place_in_row=str(one.grid.left + 1) if one.grid.left else None,
            account=json.dumps({"number": number, **one.said}, ensure_ascii=False),
        )
        for number, one in enumerate(told, start=1)
    ]


def of_table(grid: Grid, header: Header, layouts: Layouts, taken: PartRead, *, goes_on: bool) -> TableAccount:
    """Return the account of a table that was read; one that goes on from another has that one's headings."""
    labels = [] if goes_on else headers.labels_of(grid, header.top, header.depth, layouts)
    said = {
        "what": "goes_on" if goes_on else "table",
        "depth": 0 if goes_on else header.depth,
        "records": record_count(taken.rows),
        "columns": _understood(grid, header, labels, layouts),
        "unknown": _unknown(grid, header, labels, taken.unheaded),
        "text_count": len(taken.texts),
        "texts": [{"row": number, "text": _short(text)} for number, text in taken.texts[:_MOST_TEXTS]],
    }
    number = 0 if goes_on else grid.row_numbers[header.top]
    return TableAccount(grid, number, header.register, said)


def of_counts(
    grid: Grid, rows: Sequence[Row], layouts: Layouts, texts: Sequence[tuple[int, str]] = ()
) -> TableAccount:
    """Return the account of a sheet of counts, or of one that says there is nothing.

    Columns that sum up, score or rank are no counts of this period.
    """
    left_out = count_sheets.left_out(grid, layouts)
    said = {
        "what": "counts",
        "depth": 0,
        "records": sum(row.role == "record" for row in rows),
        "columns": [],
        "unknown": [],
        "text_count": len(texts),
        "texts": [{"row": number, "text": _short(text)} for number, text in texts[:_MOST_TEXTS]],
        "left_out": [{"place": grid.left + at + 1, "heading": text} for at, text in left_out.items()],
    }
    return TableAccount(grid, rows[0].row_number, rows[0].register, said)


def passed_over(grid: Grid, why: Why, cause: str | None = None) -> TableAccount:
    """Return the account of a table that was not read."""
    texts = [text.strip() for row in grid.rows for text in row if not is_blank(text)]
    place = f"工作表“{grid.sheet_name}”" if grid.sheet_name else "文件"
    beside = f"第{grid.left + 1}列起的一块" if grid.left else ""
    shown = f"（{'、'.join(map(_short, texts[:_EXAMPLES]))}）" if beside else ""
    said = {
        "what": "passed_over",
        "why": why,
        "cell_count": len(texts),
        "examples": [_short(text) for text in texts[:_EXAMPLES]],
        "sentence": f"{place}{beside}{shown}{cause or _WHY[why]}",
    }
    return TableAccount(grid, 0, ADOPTION, said)


def _understood(grid: Grid, header: Header, labels: Sequence[Label], layouts: Layouts) -> list[dict[str, object]]:
    """Return the columns that are ours; one under the name of an outlet or a tier stands for the outlet."""
    places = {at: name for name, at in header.columns.items()}
    places |= {at: name for own in header.several for name, at in own.columns.items()}
    places |= {own.place: "outlet_name" for own in header.several if own.is_marked}
    places |= {at: name for name, parts in header.days.items() for at in parts.values()}
    places |= dict.fromkeys(header.co_authors, "co_author") | dict.fromkeys(header.co_units, "unit_name")
    places |= {} if header.subtitle is None else {header.subtitle: "article_title"}
    places |= dict.fromkeys(header.ignored, IGNORE)
    return [
        {**_column(grid, labels, at), "column": name, "means": layouts.labels.get(name, "")}
        for at, name in sorted(places.items())
    ]


def _column(grid: Grid, labels: Sequence[Label], at: int) -> dict[str, object]:
    text = labels[at][0] if at < len(labels) else ""
    return {"place": grid.left + at + 1, "heading": text or grid.number_of(at)}


def _unknown(
    grid: Grid, header: Header, labels: Sequence[Label], unheaded: Sequence[int]
) -> list[dict[str, object]]:
    """Return the columns that are none of ours with some of their cells; a blank one is nothing that could be lost."""
    arrays = columns_of(grid.rows).arrays
    parts_of_days = {at for one in header.days.values() for at in one.values()}
    found = []
    for at in sorted({*header.extras.values(), *unheaded} - parts_of_days):
        cells = (
            pc.unique(arrays[at].slice(header.bottom + 1, _LOOK_AT_ROWS).drop_null())
            if at < len(arrays)
            else []
        )
        said = [text for cell in cells if not is_blank(text := cell.as_py())]
        if said:
            found.append(
                {**_column(grid, labels, at), "examples": [_short(text) for text in said[:_EXAMPLES]]}
            )
    return found


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST_CHARS else f"{text[:_MOST_CHARS]}…"
