"""A grid to rows: below a header each row is a record, a total, a note or blank; only blanks are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest import headers, limits
from ingest.grids import Grid, is_blank
from ingest.headers import Header
from ingest.layouts import Layouts
from ingest.reading import Kind, Problem, Reading, Role, Row, problem_reading

_NUMBER = re.compile(r"\d+(\.0)?[.、]?")
_TOTAL = re.compile(
    r".{0,12}(小计|合计|总计|共计|累计)([(（].{0,6}[)）])?[:：]?(\d+(\.\d+)?)?[篇条件个次]?|共\d+[篇条件]"
)
_NOTE = re.compile(
    r"(注|备注|附注|说明|填[表报]说明|填[表报]人|填[表报]单位|填[表报]时间|填[表报]日期|报送人|报送单位|报送时间|报送日期"
    r"|统计人|制表人?|制表时间|经办人|审核人?|复核人?|审批人?|审签人?|签发人?|(单位|部门)?(主要)?负责人|分管领导|主管领导"
    r"|(单位)?领导签字|联系人|联系电话|电话)([(（].*[)）])?[:：].*|.*[(（](盖章|公章|签章|签字)[)）].*",
    re.DOTALL,
)

NO_HEADER = Problem(
    "no_header",
    "没有找到表头（要有“标题”一列，并有“单位”“刊物媒体”“日期”中的至少一列）：请补上表头后重新发送；"
    "如果表头用了别的说法，请写进本单位的 headers.csv",
)
EMPTY_REGISTER = Problem(
    "empty_register", "有表头，但表头下面没有一条记录：请填写后重新发送；如果本期确实没有，请写明“本月无”"
)
_CUT = Problem(
    "too_large", f"单元格文字超过 {limits.MAX_CELL_CHARS} 字，只保留了前面的部分：请改短后重新发送"
)


@dataclass(frozen=True, slots=True)
class _Table:
    """One header of a grid with the rows below it, up to the next header."""

    grid: Grid
    header: Header
    title: str | None
    end: int
    filled: Mapping[int, Mapping[int, str]]

    def rows(self) -> Iterator[Row]:
        for index in range(self.header.bottom + 1, self.end):
            cells = self.grid.rows[index]
            own = [column for column, text in enumerate(cells) if text and not text.isspace()]
            if not own or (len(own) == 1 and _NUMBER.fullmatch(cells[own[0]].strip())):
                continue
            yield self._row(index, cells, self._role(cells, own))

    def _role(self, cells: Sequence[str], own: Sequence[int]) -> Role:
        """Tell records from totals and notes by the first cell that is more than a running number."""
        first = next((column for column in own if not _NUMBER.fullmatch(cells[column].strip())), own[0])
        text = "".join(cells[first][: limits.MAX_CELL_CHARS].split())
        said = self.header.columns
        has_outlet, has_date = said.get("outlet_name", -1) in own, said.get("adopted_on", -1) in own
        in_title = first == said.get("article_title")
        if _TOTAL.fullmatch(text) and not (has_outlet and has_date):
            return "total"
        if _NOTE.fullmatch(text) and not (in_title and (has_outlet or has_date)):
            return "note"
        # A row with nothing but a title is an incomplete record; other lone text is a heading or a remark.
        return "note" if len(own) == 1 and not in_title else "record"

    def _row(self, index: int, delivered: Sequence[str], role: Role) -> Row:
        cells, problem = _cut(delivered)
        shown = list(cells)
        for column, text in self.filled.get(index, {}).items():
            shown.extend([""] * (column + 1 - len(shown)))
            if is_blank(shown[column]):
                shown[column] = text[: limits.MAX_CELL_CHARS]
        is_note = role == "note"
        return Row(
            sheet_name=self.grid.sheet_name,
            row_number=self.grid.row_numbers[index],
            role=role,
            cells=cells,
            values={} if is_note else _pick(shown, self.header.columns),
            extra={} if is_note else _pick(shown, self.header.extras),
            table_title=self.title,
            problem=problem,
            register=self.header.register,
        )


def _cut(cells: Sequence[str]) -> tuple[Sequence[str], Problem | None]:
    if max(map(len, cells)) <= limits.MAX_CELL_CHARS:
        return cells, None
    return [text[: limits.MAX_CELL_CHARS] for text in cells], _CUT


def _pick(cells: Sequence[str], positions: Mapping[str, int]) -> dict[str, str]:
    width = len(cells)
    return {
        name: text
        for name, position in positions.items()
        if position < width and (text := cells[position]) and not text.isspace()
    }


def rows_of(grid: Grid, layouts: Layouts) -> list[Row] | None:
    """Return the rows of every table in the grid; None if it has no header at all."""
    header = headers.find(grid, layouts)
    if header is None:
        return None
    rows: list[Row] = []
    title = _title(grid.rows[: header.top])
    filled = grid.filled_down(header.bottom + 1)
    while header:
        following = _next_header(grid, layouts, header)
        end = following.top if following else len(grid.rows)
        found = list(_Table(grid, header, title, end, filled).rows())
        rows.extend(found)
        header, title = following, _title_below(found) or title
    return rows


def _next_header(grid: Grid, layouts: Layouts, header: Header) -> Header | None:
    """Return the next header of the sheet: the same one repeated, or that of a second table."""
    columns = [column for name, column in header.columns.items() if name in layouts.anchors]
    rows = range(header.top, header.bottom + 1)
    title_words = {grid.text(row, column) for row in rows for column in columns} - {""}
    title_words |= {word for word, (name, _) in layouts.words.items() if name in layouts.anchors}
    for index in range(header.bottom + 1, len(grid.rows)):
        if not title_words.isdisjoint(grid.rows[index]):
            found = headers.at(grid, layouts, index, header.bottom + 1)
            if found:
                return found
    return None


def _title(rows: Sequence[Sequence[str]]) -> str | None:
    texts = [text.strip() for row in rows for text in row if not is_blank(text)]
    return " ".join(texts)[: limits.MAX_CELL_CHARS] or None


def _title_below(rows: Sequence[Row]) -> str | None:
    """Return the headings that close a table: they announce the next one, unless they are its signature."""
    texts: list[str] = []
    for row in reversed(rows):
        text = " ".join(cell.strip() for cell in row.cells if not is_blank(cell))
        if row.role != "note" or _NOTE.fullmatch("".join(text.split())):
            break
        texts.insert(0, text)
    return " ".join(texts) or None


def reading_of(kind: Kind, grids: Sequence[Grid], layouts: Layouts, notes: Sequence[Row] = ()) -> Reading:
    """Read all sheets of a file; a sheet without a header is only noted if another one has it."""
    read = [(grid, rows_of(grid, layouts)) for grid in grids]
    if all(rows is None for _, rows in read):
        return problem_reading(kind, NO_HEADER, len(grids))
    rows = [row for _, found in read for row in found or ()]
    if not any(row.role == "record" for row in rows):
        rows.insert(0, Row("", 0, "record", problem=EMPTY_REGISTER))
    passed_over = [
        sheet_note(grid.sheet_name, "没有登记表的表头，未读取") for grid, found in read if found is None
    ]
    return Reading(kind, (*rows, *passed_over, *notes), len(grids))


def sheet_note(sheet_name: str, what: str) -> Row:
    """Return the note that says why a sheet was passed over."""
    return Row(sheet_name, 0, "note", values={"remark": f"工作表“{sheet_name}”{what}"})
