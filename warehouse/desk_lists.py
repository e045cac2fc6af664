"""The lists a desk keeps, in whatever spreadsheet and under Chinese headings, as rows of the office's own csv.

`desk_words.csv` holds the words: a row without a column is a name of the file, one without a value a heading, any
other a word in a cell.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from warehouse.errors import DataError
from warehouse.rows import OfficeEntry, row_of, text_of

_WORDS = Path(__file__).parent / "desk_words.csv"
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
_HEAD_WITHIN = 10  # rows: a title and a remark may stand above the headings
_DAYS = ("valid_from", "valid_to", "day")
_SEVERAL = ("aliases", "keywords")
_IDS = {"unit_id": "U", "outlet_id": "M"}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?( 0{1,2}:00(:00)?)?")

_Cells = Mapping[int, Sequence[str]]  # rows under the numbers that a spreadsheet shows


@dataclass(frozen=True, slots=True)
class DeskList:
    """A list as it was given: its rows, checked, and whether it came without numbers of its own."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    numbered: bool = False  # the ids are ours

    def csv(self) -> str:
        """Return it as the office keeps it."""
        target = io.StringIO()
        writer = csv.DictWriter(target, self.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows)
        return target.getvalue()


def find(folder: Path, name: str) -> Path | None:
    """Return the file in a folder that is this list, by its English or a Chinese name; raise `DataError` for two."""
    names = (name, *_words(name, "", ""))
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in (".csv", *_SHEETS) and path.stem.strip().lower() in names
    )
    if len(found) > 1:
        raise DataError(
            f"{'、'.join(path.name for path in found)} 都是同一份名单：请只留一个",
            f"{' and '.join(path.name for path in found)} are the same list: keep one",
        )
    return found[0] if found else None


def names_of(name: str) -> str:
    """Say how a list may be called."""
    return f"{name}.csv（也可以是 xlsx、xls、ods，或叫“{'”“'.join(_words(name, '', '')[:2])}”）"


def read(path: Path, name: str, model: type[OfficeEntry]) -> DeskList:
    """Read a list; raise `DataError` naming file, row, heading and value when something is wrong."""
    cells = _sheet(path) if path.suffix.lower() in _SHEETS else _text(path)
    number, columns = _header(path, name, cells, tuple(model.model_fields))
    ids = next((column for column in _IDS if column in model.model_fields), None)
    _refuse_missing(path, name, model, set(columns.values()) | {ids or ""})
    numbered = ids is not None and ids not in columns.values()
    headings = {column: cells[number][index] for index, column in columns.items()}
    rows: list[dict[str, str]] = []
    for at, row in ((at, row) for at, row in cells.items() if at > number and any(row)):
        _refuse_unheaded(path, at, row, cells[number])
        said = _said(name, columns, row)
        if ids and numbered:
            said[ids] = f"{_IDS[ids]}{len(rows) + 1:03d}"
        row_of(said, model, f"{path.name} 第 {at} 行", f"{path.name} row {at}", headings)
        rows.append(said)
    order = sorted(model.model_fields, key=lambda column: column in _DAYS[:2])
    given = tuple(column for column in order if any(column in row for row in rows))
    return DeskList(name, given, tuple(rows), numbered)


def _said(name: str, columns: Mapping[int, str], row: Sequence[str]) -> dict[str, str]:
    said = {column: _value(name, column, row[index]) for index, column in columns.items() if index < len(row)}
    if name == "quotas" and not said.get("scope"):
        said["scope"] = "person" if said.get("person") else "unit"
    return said


def _refuse_unheaded(path: Path, number: int, row: Sequence[str], head: Sequence[str]) -> None:
    for index, cell in enumerate(row):
        if cell and not (index < len(head) and head[index]):
            raise DataError(
                f"{path.name} 第 {number} 行第 {index + 1} 列“{cell}”上面没有表头：请写上表头或删去这一格",
                f"{path.name} row {number}: {cell!r} stands under no heading",
            )


def _header(path: Path, name: str, cells: _Cells, columns: Sequence[str]) -> tuple[int, dict[int, str]]:
    """Return the number of the row of headings, and the column that each of its cells stands for."""
    known = _headings(name, columns)
    first = [(number, row) for number, row in cells.items() if any(row)][:_HEAD_WITHIN]
    if not first:
        raise DataError(f"{path.name}：文件里没有内容", f"{path.name} is empty")
    number, row = max(first, key=lambda each: (sum(_plain(cell) in known for cell in each[1]), -each[0]))
    unknown = [cell for cell in row if cell and _plain(cell) not in known]
    if unknown:
        choices = "、".join(dict.fromkeys(_heading(name, column) for column in columns))
        raise DataError(
            f"{path.name} 第 {number} 行：不认识的列“{'”“'.join(unknown)}”：可用的列有 {choices}；请改成其中的名称，或删去这一列",
            f"{path.name} row {number}: unknown columns {unknown}; there are: {', '.join(columns)}",
        )
    found = {index: known[_plain(cell)] for index, cell in enumerate(row) if cell}
    found = {index: column for index, column in found.items() if column != "ignore"}
    for column in found.values():
        if list(found.values()).count(column) > 1:
            both = "”“".join(row[index] for index, each in found.items() if each == column)
            raise DataError(
                f"{path.name} 第 {number} 行：“{both}”是同一列：请只留一个",
                f"{path.name}: {column} stands twice",
            )
    return number, found


def _refuse_missing(path: Path, name: str, model: type[OfficeEntry], given: set[str]) -> None:
    needed = {column for column, field in model.model_fields.items() if field.is_required()} - {"scope"}
    if missing := [column for column in model.model_fields if column in needed - given]:
        raise DataError(
            f"{path.name}：缺少列“{'”“'.join(_heading(name, column) for column in missing)}”",
            f"{path.name}: columns {missing} are missing",
        )


def _value(name: str, column: str, cell: str) -> str:
    """Return what a cell says in the words of the office's own csv."""
    for value in {value for each, value, _ in _entries(name) if each == column and value}:
        if cell in _words(name, column, value):
            return value
    if column in _DAYS and (day := _DAY.fullmatch(cell)):
        return f"{int(day[1]):04d}-{int(day[2]):02d}-{int(day[3]):02d}"
    if column in _SEVERAL and "|" not in cell:
        return "|".join(part.strip() for part in re.split(r"[、；;，,\n]", cell) if part.strip())
    return cell.removesuffix("年") if column == "year" else cell


def _text(path: Path) -> _Cells:
    rows = csv.reader(io.StringIO(text_of(path), newline=""))
    return {number: [cell.strip() for cell in row] for number, row in enumerate(rows, start=1)}


def _sheet(path: Path) -> _Cells:
    """Return the first sheet that holds anything; a cell merged downwards holds for all its rows."""
    try:
        with CalamineWorkbook.from_path(path) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                rows = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
                    for row in rows[top : bottom + 1] if left == right else ():
                        row[left] = rows[top][left]
                if any(any(row) for row in rows):
                    return dict(enumerate(rows, start=1))
    except CalamineError as error:
        raise DataError(
            f"{path.name} 打不开：文件损坏或设了密码，请用 Excel 或 WPS 打开后另存为 xlsx 或 csv",
            f"{path.name} cannot be opened: {error}",
        ) from error
    return {}


def _cell(cell: object) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _plain(heading: str) -> str:
    """Reduce a heading to what is compared: no blanks, stars, or remarks in brackets."""
    text = unicodedata.normalize("NFKC", heading).lower()
    return re.sub(r"\(.*?\)|[\s*:]", "", text)


@cache
def _entries(name: str) -> tuple[tuple[str, str, str], ...]:
    with _WORDS.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return tuple((row["column"], row["value"], row["word"]) for row in rows if row["list"] in (name, ""))


def _words(name: str, column: str, value: str) -> tuple[str, ...]:
    return tuple(word for *about, word in _entries(name) if about == [column, value])


def _headings(name: str, columns: Sequence[str]) -> dict[str, str]:
    words = {_plain(word): column for column, value, word in _entries(name) if column and not value}
    return {**words, **{column: column for column in columns}}


def _heading(name: str, column: str) -> str:
    return next(iter(_words(name, column, "")), column)


def sorted_tiers(tiers: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return tiers from the highest down, and those that nobody knows, which come last in the order they have."""
    with (Path(__file__).parent / "tier_ranks.csv").open(encoding="utf-8", newline="") as handle:
        ranks = {row["tier"]: int(row["rank"]) for row in csv.DictReader(handle)}
    of = {tier: ranks.get(tier, ranks.get(tier.removesuffix("级"), len(ranks))) for tier in tiers}
    return tuple(sorted(tiers, key=lambda tier: of[tier])), tuple(
        tier for tier in tiers if of[tier] == len(ranks)
    )
