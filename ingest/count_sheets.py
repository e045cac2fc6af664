"""Sheets of counts, outlets against units: `刊物 × 单位`, in either direction, with no titles.

Each cell that is filled in becomes a row of the register `outlet_count`: unit, outlet, quantity. Columns that sum up the
year so far, points and totals are left in `cells`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest import headers, roles
from ingest.grids import Grid, is_blank
from ingest.layouts import Layouts
from ingest.reading import Row

REGISTER = "outlet_count"
_MAX_ROWS, _MAX_WIDTH = 1_000, 100
_HEADER_WITHIN = 30
_MAX_DEPTH = 3
_COUNT = re.compile(r"\d{1,5}(\.0)?[篇条件个次]?")
_NOTHING = re.compile(r"[-—－/／]+|无")
# Levels of a heading that say how it counts, not whom; and those under which something else is counted.
_HOW = re.compile(
    r"(本|当)(月|期|季度?|周)(采用)?(数量?|篇数|条数|情况)?|\d{1,2}月份?"
    r"|(采用)?(数量?|篇数|条数|情况|篇|条)[(（]?[篇条]?[)）]?"
)
_OTHER = re.compile(
    r".*(累计|本年|全年|年度|上年|去年|同期|同比|环比|得分|分数|分值|积分|字数|名次|排名|位次|占比|率|序号|备注).*"
    r"|\d{1,2}月?[-—－至~]\d{1,2}月.*"
)
_TOTAL = re.compile(r".*(合计|总计|小计|共计|总数|总篇数)")
_UNIT_WORD = re.compile(r"单位|部门|科室|县|区|乡镇")
_OUTLET_WORD = re.compile(r"刊物|媒体|报刊|载体|平台|内刊")
_UNIT_SHAPE = re.compile(
    r".*(县|区|市|州|乡|镇|街道|局|部|委|办|科|室|处|院|校|中心|公司|队|所|会|妇联|政府|组|厅|社区|村)"
)
_OUTLET_SHAPE = re.compile(
    r"《.+》.*|.*(报|网|网站|刊|信息|简报|杂志|台|广播|端|公众号|微信|头条|在线|通讯|专报|内参|生活|参考|动态|新闻|求是|视频号|抖音|党建|学习强国)"
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the counts begin, which column names the rows, and which columns count what."""

    top: int
    first: int
    label_at: int
    names: Mapping[int, str]
    are_rows_units: bool


def rows_of(grid: Grid, layouts: Layouts) -> list[Row] | None:
    """Return the counts of a sheet, its totals and notes; None if it is no such sheet."""
    if len(grid.rows) > _MAX_ROWS or max(map(len, grid.rows), default=0) > _MAX_WIDTH:
        return None
    layout = _layout(grid, layouts)
    if layout is None:
        return None
    texts = [text.strip() for row in grid.rows[: layout.top] for text in row if not is_blank(text)]
    return [
        row
        for at in range(layout.first, len(grid.rows))
        for row in _rows(grid, at, layout, " ".join(texts)[:500] or None)
    ]


def left_out(grid: Grid, layouts: Layouts) -> dict[int, str]:
    """Return the columns of a sheet of counts that count nothing of this period for anybody, with their headings."""
    layout = _layout(grid, layouts)
    if layout is None:
        return {}
    levels = headers.levels(grid, layout.top, layout.first - layout.top)
    labels = ["/".join(dict.fromkeys(filter(None, map(str.strip, texts)))) for texts in zip(*levels, strict=True)]
    return {at: text for at, text in enumerate(labels) if at not in layout.names and at != layout.label_at and text}


def _rows(grid: Grid, at: int, layout: _Layout, title: str | None) -> Iterator[Row]:
    cells = grid.rows[at]
    own = [text for text in cells if not is_blank(text)]
    label = roles.squeezed(grid.text(at, layout.label_at))
    place = (grid.sheet_name, grid.row_numbers[at])
    if not own or at < layout.first:
        return
    if any(_TOTAL.fullmatch(roles.squeezed(text)) for text in own):
        yield Row(*place, "total", cells=cells, table_title=title, register=REGISTER)
    elif len(own) == 1 and not _COUNT.fullmatch(own[0].strip()):
        yield Row(*place, "note", cells=cells, table_title=title, register=REGISTER)
    else:
        for column, name in layout.names.items():
            text = roles.squeezed(grid.text(at, column))
            if text and not _NOTHING.fullmatch(text):
                unit, outlet = (label, name) if layout.are_rows_units else (name, label)
                values = {"unit_name": unit, "outlet_name": outlet, "quantity": text}
                told = {key: value for key, value in values.items() if value}
                yield Row(*place, "record", cells=cells, values=told, table_title=title, register=REGISTER)


def _layout(grid: Grid, layouts: Layouts) -> _Layout | None:
    first = next(
        (at for at in range(1, min(len(grid.rows), _HEADER_WITHIN)) if _is_counts(grid.rows[at])), None
    )
    if first is None:
        return None
    top = first
    while top > 0 and first - top < _MAX_DEPTH and _is_heading(grid.rows[top - 1]):
        top -= 1
    if top == first:
        return None
    label_at = next(at for at, text in enumerate(grid.rows[first]) if _is_name(text))
    levels = headers.levels(grid, top, first - top)
    names = _names(levels, label_at, layouts)
    if len(names) < 2 or len(set(names.values())) < len(names):
        return None
    corner = [roles.squeezed(level[label_at]) for level in levels]
    labels = [
        roles.squeezed(row[label_at])
        for row in grid.rows[first:]
        if label_at < len(row) and _is_name(row[label_at])
    ]
    are_rows_units = _direction(corner, labels, list(names.values()), levels)
    return None if are_rows_units is None else _Layout(top, first, label_at, names, are_rows_units)


def _is_counts(cells: Sequence[str]) -> bool:
    """Tell whether a row is a name, perhaps with its number, and counts, at least one of them."""
    own = [text.strip() for text in cells if not is_blank(text)]
    after = next((at for at, text in enumerate(own) if _is_name(text)), len(own))
    counts = [text for text in own[after + 1 :] if _COUNT.fullmatch(text)]
    others = [
        text for text in own[after + 1 :] if not _COUNT.fullmatch(text) and not _NOTHING.fullmatch(text)
    ]
    return bool(counts) and after <= 1 and len(others) <= 1


def _is_heading(cells: Sequence[str]) -> bool:
    own = [text for text in cells if not is_blank(text)]
    return len(own) > 1 and not any(_COUNT.fullmatch(text.strip()) for text in own)


def _is_name(text: str) -> bool:
    return (
        not is_blank(text) and not roles.NUMBER.fullmatch(text.strip()) and not _COUNT.fullmatch(text.strip())
    )


def _names(levels: Sequence[Sequence[str]], label_at: int, layouts: Layouts) -> dict[int, str]:
    """Return the columns that count for somebody now, with the name in their heading."""
    names: dict[int, str] = {}
    for column in range(label_at + 1, len(levels[0])):
        texts = [roles.squeezed(level[column]) for level in levels if not is_blank(level[column])]
        if any(_OTHER.fullmatch(text) or _TOTAL.fullmatch(text) for text in texts):
            continue
        said = [text for text in texts if not _HOW.fullmatch(text)]
        if said and layouts.match(said[-1]) is None:
            names[column] = said[-1]
    return names


def _direction(
    corner: Sequence[str], labels: Sequence[str], names: Sequence[str], levels: Sequence[Sequence[str]]
) -> bool | None:
    """Tell whether the rows are units and the columns outlets; None if it is not plain that they are either."""
    said = "".join(corner)
    unit_said, outlet_said = _UNIT_WORD.search(said), _OUTLET_WORD.search(said)
    shape = _likeness(labels, _UNIT_SHAPE) + _likeness(names, _OUTLET_SHAPE)
    shape -= _likeness(labels, _OUTLET_SHAPE) + _likeness(names, _UNIT_SHAPE)
    if bool(unit_said) != bool(outlet_said):
        are_rows_units = bool(unit_said)
    elif shape:
        are_rows_units = shape > 0
    else:
        return None
    outlets = names if are_rows_units else labels
    has_word = outlet_said or any(_OUTLET_WORD.search(text) for level in levels for text in level)
    return are_rows_units if has_word or _likeness(outlets, _OUTLET_SHAPE) >= 0.5 else None


def _likeness(texts: Sequence[str], shape: re.Pattern[str]) -> float:
    return sum(shape.fullmatch(text) is not None for text in texts) / len(texts) if texts else 0.0
