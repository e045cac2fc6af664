"""The tables of the circular's annexes: scores and quotas, adopted pieces, data notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.documents import said
from reports.documents import tables as subject_tables
from reports.documents.circular.word_table import GRID, TEXT_WIDTH, Cell, table
from reports.saying import plain
from reports.subjects.totals import table as totals_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from reports.documents.circular.word_table import Align
    from reports.saying.figures_table import Form, Table
    from reports.subjects.ranking.value import Group, Ranked
    from reports.value import Report

_ROW_HEIGHT = 7.0
_HEAD, _SMALL = "TableHead", "TableSmall"
_ANNEX_1 = ("分档情况", "任务完成", "计入考核得分", *subject_tables.BESIDE)
_ALIGNED: dict[Form, Align] = {"text": "left", "long": "left", "code": "left"}


def scores(report: Report) -> Iterator[tuple[str, str]]:
    """Yield a title and a table for each group, or the totals where no ranking is shown, then what subjects print there."""
    for group in report.ranking.groups:
        yield plain.group(group.name), _group(report, group)
    if not report.ranking.groups and not report.ranking.bands:
        yield "总体情况", _totals(report)
    found = subject_tables.by_name(report)
    for name in _ANNEX_1:
        for each in found.get(name, ()):
            table = each.on_paper()
            rows = table.texts[: table.judged]  # of tasks what has fallen due; the rest is progress
            if table.columns and rows:
                yield table.title, _drawn(table, rows, "TableText")


def _drawn(each: Table, rows: Sequence[Sequence[str]], style: str) -> str:
    aligned = [_ALIGNED.get(column.form, "center") for column in each.columns]
    cells = [[Cell(text, align, style) for align, text in zip(aligned, row, strict=True)] for row in rows]
    return table(each.paper_widths(TEXT_WIDTH), [[Cell(text, style=_HEAD) for text in each.heads]], cells, GRID, _ROW_HEIGHT)


def _group(report: Report, group: Group) -> str:
    counts = [max(9.5, 2 + 3.7 * len(plain.tier(tier))) for tier in report.tiers] + [11.0]
    rest = [16.0, 13.0] if report.period.grain == "year" else [16.0, 17.0, 13.0, 13.0]
    place = 12.0
    widths = [place, TEXT_WIDTH - place - sum(counts) - sum(rest), *counts, *rest]
    rows = [*(_ranked(one, report) for one in group.units), _sums(group, report)]
    if group.others:
        rows.append((Cell(f"其余单位：{'、'.join(group.others)}", "left", span=len(widths)),))
    return table(widths, _score_heads(report), rows, GRID, _ROW_HEIGHT)


def _totals(report: Report) -> str:
    heads = [Cell(text, style=_HEAD) for text in ("项目", "本期", "上年同期", "增减", "同比")]
    rows: list[Sequence[Cell]] = []
    for name, counted in totals_table.blocks(report.totals, report.period)[:-1]:
        rows += [(Cell(name, style=_HEAD, span=len(heads)),)] if name else []
        for label, each in counted:
            past = each.year_ago
            cells = (str(each.now), plain.base(past), plain.signed(past.difference if past else None))
            rows.append((Cell(label, "left"), *map(Cell, cells), Cell(plain.growth(past))))
    return table([56, 25, 25, 25, 25], [heads], rows, GRID, _ROW_HEIGHT)


def _score_heads(report: Report) -> tuple[Sequence[Cell], Sequence[Cell]]:
    def head(text: str, span: int = 1) -> Cell:
        return Cell(text, style=_HEAD, span=span)

    tall = [Cell(text, style=_HEAD, merge="restart") for text in ("名次", "单位")]
    below = [Cell("", style=_HEAD, merge="continue")] * 2
    counts = [head(plain.tier(tier)) for tier in report.tiers]
    if report.period.grain == "year":  # it is its own sum since January, and the period before is last year
        points = [Cell(text, style=_HEAD, merge="restart") for text in (report.measure.head, "名次较上年")]
        return (
            (*tall, head("采用篇次", len(counts) + 1), *points),
            (*below, *counts, head("合计"), *below),
        )
    return (
        (*tall, head("采用篇次", len(counts) + 1), head(report.measure.head, 2), head("名次变化", 2)),
        (*below, *counts, head("合计"), head("本期"), head("累计"), head("较上期"), head("较上年")),
    )


def _ranked(one: Ranked, report: Report) -> Sequence[Cell]:
    counts = (*one.by_tier, one.adoption_count)
    points: tuple[Decimal, ...] = (one.points, one.cumulative_points)
    moves: tuple[int | None, ...] = (one.place_change, one.year_ago_place_change)
    if report.period.grain == "year":
        points, moves = points[:1], moves[1:]
    return (
        Cell(plain.placed(one.place, is_tied=one.is_tied)),
        Cell(one.unit_name, "left"),
        *(Cell(str(count)) for count in counts),
        *(Cell(plain.number(each)) for each in points),
        *(Cell(plain.moved(each)) for each in moves),
    )


def _sums(group: Group, report: Report) -> Sequence[Cell]:
    is_year = report.period.grain == "year"
    points = (group.points,) if is_year else (group.points, group.cumulative_points)
    sums: tuple[Decimal | int, ...] = (*group.by_tier, group.adoption_count, *points)
    cells = (Cell(plain.number(each), style=_HEAD) for each in sums)
    return (
        Cell("以上合计" if group.others else "合计", style=_HEAD, span=2),
        *cells,
        *[Cell("")] * (1 if is_year else 2),
    )


def adoptions(report: Report, tiers: Sequence[str]) -> str:
    """Return annex 2: every adoption of these tiers once, or of all if none is named; numbered as it stands there."""
    [each] = subject_tables.by_name(report)[subject_tables.ADOPTIONS]
    table = each.on_paper()
    listed = [
        row
        for row, adoption in zip(table.texts, report.pieces.adoptions, strict=True)
        if not tiers or adoption.tier in tiers
    ]
    return _drawn(table, [(str(number), *row[1:]) for number, row in enumerate(listed, start=1)], _SMALL)


def notes(report: Report) -> str:
    """Return annex 3: where the figures come from."""
    heads = [Cell(text, style=_HEAD) for text in ("项目", "说明")]
    rows = [(Cell(name, style=_HEAD), Cell(text, "left")) for name, text in said.notes(report)]
    return table([28, TEXT_WIDTH - 28], [heads], rows, GRID, _ROW_HEIGHT)
