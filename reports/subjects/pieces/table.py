"""The best pieces, the front pages, the topics and kinds; every adoption with its record; every score line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.pieces.value import Pieces

_FOREMOST = "稿件选题"


def tables(found: Pieces, told: Told) -> Iterator[Table]:
    """Yield what is foremost, then the whole lists."""
    yield from _foremost(found, told)
    yield _adoptions(found, told)
    yield _score_lines(found, told)


def _foremost(found: Pieces, told: Told) -> Iterator[Table]:
    noun = told.measure.noun
    title, unit = Column("标题", "text", sheet=46, page=True), Column("单位", "text", sheet=24, page=True)
    best = (
        title, unit, Column("刊物媒体", "text", sheet=30), Column("最高层级", "word", sheet=10),
        Column("采用篇次", "count", sheet=10), Column("篇次", "count", page=True), Column(noun, "points", sheet=10),
        Column(told.measure.head, "points", page=True),
    )  # fmt: skip
    rows = [
        (piece.article_title, piece.unit_name, piece.outlet_names, plain.tier(piece.highest_tier), piece.adoption_count,
         piece.adoption_count, piece.points, piece.points)
        for piece in found.best
    ]  # fmt: skip
    yield Table(_FOREMOST, f"{noun}最高的稿件", best, rows, remark=f"（第一单位{noun}）")
    front = (
        title, unit, Column("刊物媒体", "text", sheet=30, page=True), Column("层级", "word", sheet=10),
        Column("版位", "word", sheet=10, page=True), Column(noun, "points", sheet=10),
    )  # fmt: skip
    pages = [
        (each.article_title, each.unit_name, each.outlet_name, plain.tier(each.tier), each.placement, each.points)
        for each in found.front_pages
    ]
    yield Table(_FOREMOST, "头版刊发", front, pages)
    topics = (
        Column("选题", "text", sheet=46, page=True), Column("本期篇数", "count", sheet=24, page=True),
        Column("今年篇数", "wanted", sheet=30, page=True),
    )  # fmt: skip
    planned = [(each.name, each.piece_count, each.year_piece_count) for each in found.topics]
    yield Table(_FOREMOST, "年度选题", topics, planned)
    if found.kinds:
        kinds = (
            Column("体裁", "text", sheet=46, page=True), Column("采用篇次", "count", sheet=24, page=True),
            Column("占比", "percent", sheet=30, page=True),
        )  # fmt: skip
        yield Table(_FOREMOST, "稿件体裁", kinds, [(kind.name, kind.count, kind.share) for kind in found.kinds])


def _adoptions(found: Pieces, told: Told) -> Table:
    noun = told.measure.noun
    columns = (
        Column("序号", "count", 11, 6),
        Column("层级", "day", sheet=8, page=True, order=tuple(map(plain.tier, told.tiers))),
        Column("刊物媒体", "name", 26, 18, page=True),
        Column("标题", "long", 65, 46, page=True),
        Column("单位", "text", sheet=20),
        Column("合写单位", "text", sheet=16),
        Column("单位", "text", 28, page=True),
        Column("采用日期", "day", sheet=12, page=True),
        Column("日期", "word", 16),
        Column("版面", "word", sheet=9),
        Column("版位", "word", sheet=10, page=True),
        Column(noun, "points", 10, 9),
        Column(told.measure.head, "points", page=True),
        Column("来件", "text", sheet=26, is_evidence=True),
        Column("工作表", "text", sheet=12, is_evidence=True),
        Column("行", "count", sheet=6, is_evidence=True),
        Column("出处", "code", page=True),
        Column("记录编号", "text", sheet=36, is_evidence=True),
    )
    rows = [
        (number, plain.tier(each.tier), each.outlet_name, each.article_title, each.unit_name, each.co_units or "",
         "、".join(filter(None, (each.unit_name, each.co_units))), each.adopted_on, _day(each.adopted_on, told.period.year),
         each.page or "", each.placement, each.points, each.points, each.file_name, each.sheet_name, each.row_number,
         f"{each.file_name} {each.sheet_name} 第{each.row_number}行", each.record_id)
        for number, each in enumerate(found.adoptions, start=1)
    ]  # fmt: skip
    return Table("采用明细", "采用明细", columns, rows, f"共 {len(rows)} 篇次；{noun}为第一单位所得")


def _day(code: str, own_year: int) -> str:
    """Print a day; with its year where that is not the one of the office's period, which may lie in two."""
    year, month, *day = (int(part) for part in code.split("-"))
    said = f"{month}月{day[0]}日" if day else f"{month}月"
    return said if year == own_year else f"{year}年{said}"


def _score_lines(found: Pieces, told: Told) -> Table:
    noun = told.measure.noun
    columns = (
        Column("单位", "text", sheet=22), Column("采用日期", "day", sheet=12), Column("刊物媒体", "text", sheet=18),
        Column("标题", "text", sheet=46), Column(noun, "points", sheet=9), Column("计分说明", "text", sheet=52),
        Column("办法版本", "word", sheet=9), Column("条款", "word", sheet=9),
        Column("明细编号", "text", sheet=36, is_evidence=True),
    )  # fmt: skip
    rows = [
        (each.unit_name, each.adopted_on, each.outlet_name, each.article_title, each.points, each.explanation,
         each.rule_version, each.rule_line_id, each.score_line_id)
        for each in found.score_lines
    ]  # fmt: skip
    return Table("得分明细", "得分明细", columns, rows, f"按单位筛选后，{noun}之和即该单位{noun}")
