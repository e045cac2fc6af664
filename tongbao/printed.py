"""Printed against computed: what an office once printed, held against what its rule gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from expectations.outcome import Finding
from rulebook.loading import load_rules
from rulebook.printed import Circular
from rulebook.printed_table import load_printed
from rulebook.rows import write_rule_rows
from tongbao.rules import empty_home
from warehouse.building import run_models
from warehouse.database import read_only
from warehouse.errors import DataError
from warehouse.manifest import DATABASE
from warehouse.office import Office

_FIGURES = """
    select circular, row_number, unit_name, person, column_name, compared, printed, computed, agrees, note
    from marts.fct_printed
    order by circular, row_number nulls last, group_code, column_order
"""


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One result that a circular prints, and what its rule gives."""

    circular: str
    row: int | None  # of the csv; None for a sum in the text
    unit: str
    person: str | None
    column: str
    compared: str
    printed: str
    computed: str | None
    agrees: bool | None  # None where there is nothing to compare with
    note: str


@dataclass(frozen=True, slots=True)
class PrintedComparison:
    """A circular and all the figures in it that were compared."""

    circular: Circular
    figures: tuple[PrintedFigure, ...]

    @property
    def agreeing(self) -> tuple[PrintedFigure, ...]:
        """The figures that the rule gives, too."""
        return tuple(one for one in self.figures if one.agrees)

    @property
    def row_count(self) -> int:
        """The rows in which something was compared; the sums in the text are one each."""
        return len({_row_of(one) for one in self.figures})

    @property
    def reproduced_count(self) -> int:
        """The rows of which every figure agrees."""
        return self.row_count - len({_row_of(one) for one in self.figures if not one.agrees})


def _row_of(figure: PrintedFigure) -> tuple[int | None, str]:
    return figure.row, "" if figure.row else f"{figure.unit}/{figure.column}"


def compare_printed(offices: Sequence[Office], period: str | None = None) -> tuple[PrintedComparison, ...]:
    """Score the printed circulars of offices (of one period, or all) by the warehouse's own models.

    Nothing else is there: no home is needed. Of several offices, tried at once, circulars and schemes must bear
    different names.
    """
    rules = [load_rules(office) for office in offices]
    loaded = [
        one for office, files in zip(offices, rules, strict=True) for one in load_printed(office, files)
    ]
    circulars = [one for one in loaded if period in (None, one.sheet.period)]
    _refuse_nothing(offices, period, circulars)
    _refuse_twice(one.name for one in circulars)
    _refuse_twice(scheme for files in rules for scheme in {file.rule.scheme for file in files})
    whose = {file.path: office for office, files in zip(offices, rules, strict=True) for file in files}
    with empty_home(circulars[0].sheet.scheme) as home:
        write_rule_rows([file for files in rules for file in files], whose, home.build, circulars)
        database = home.build / DATABASE
        run_models(home, database, ["+fct_printed"])
        figures = _figures(database)
    return tuple(
        PrintedComparison(one, tuple(each for each in figures if each.circular == one.name)) for one in circulars
    )


def _refuse_nothing(offices: Sequence[Office], period: str | None, circulars: Sequence[Circular]) -> None:
    if not circulars:
        folder = offices[0].folder / "printed"
        raise DataError(
            f"{folder} 里没有{f' {period} ' if period else ''}印发过的通报：把表存成 csv，旁边写一个同名的 yaml 说明各列",
            f"no printed circular{f' of {period}' if period else ''} in {folder}: "
            "save the table as csv and say in a yaml of the same name what its columns are",
        )


def _refuse_twice(names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise DataError(
                f"“{name}”有 {count} 个：一起核对时名称不能相同", f"{name!r} stands {count} times: rename"
            )


def _figures(database: Path) -> tuple[PrintedFigure, ...]:
    with read_only(database) as connection:
        return tuple(PrintedFigure(*row) for row in connection.execute(_FIGURES).fetchall())


def warnings(comparison: PrintedComparison) -> tuple[Finding, ...]:
    """Name each row that does not reproduce, in one sentence, and the columns that nothing was compared with."""
    circular, figures = comparison.circular, comparison.figures
    told = [one for one in figures if not one.agrees and (circular.file or one.computed is not None)]
    rows = groupby(told, key=lambda one: (one.row, one.unit, one.person))
    return (
        *(() if circular.file else (_no_version(circular),)),
        *(() if figures else (_nothing_printed(circular),)),
        *(_row_finding(circular, tuple(each)) for _, each in rows),
        *_left_alone(circular),
    )


def _no_version(circular: Circular) -> Finding:
    scheme, day = circular.sheet.scheme, circular.last_day
    return Finding(
        "printed.version",
        f"{circular.name}：方案 {scheme} 在 {day} 没有有效的版本，得分、名次等无法核对：请补写那时的 rules/{scheme}/<版本>.yaml",
        f"{circular.name}: no version of {scheme} is in force on {day}: nothing to compare results with",
    )


def _nothing_printed(circular: Circular) -> Finding:
    return Finding(
        "printed.nothing",
        f"{circular.name}：要核对的各列都是空的，没有核对任何数",
        f"{circular.name}: the columns to compare are blank: nothing was compared",
    )


def _left_alone(circular: Circular) -> Iterator[Finding]:
    reasons = {
        name: column.not_compared for name, column in circular.sheet.columns.items() if column.not_compared
    }
    if reasons:
        yield Finding(
            "printed.columns",
            f"{circular.name} 没有核对的列："
            + "；".join(f"{name}（{why}）" for name, why in reasons.items()),
            f"{circular.name} columns not compared: "
            + "; ".join(f"{name} ({why})" for name, why in reasons.items()),
        )


def _row_finding(circular: Circular, figures: tuple[PrintedFigure, ...]) -> Finding:
    first = figures[0]
    who = first.unit + (first.person or "")
    where_zh = f"第 {first.row} 行 {who}" if first.row else f"正文{who}"
    where_en = f"row {first.row} {who}" if first.row else f"text {who}"
    return Finding(
        "printed.row",
        f"{circular.name} {where_zh}：" + "；".join(_figure_zh(one) for one in figures),
        f"{circular.name} {where_en}: " + "; ".join(_figure_en(one) for one in figures),
    )


def _figure_zh(figure: PrintedFigure) -> str:
    if figure.computed is None:
        return f"{figure.column} 印的是 {figure.printed}，无法核对（{figure.note}）"
    note = f"（{figure.note}）" if figure.note else ""
    return f"{figure.column}（{figure.compared}）印的是 {figure.printed}，算得 {figure.computed}{note}"


def _figure_en(figure: PrintedFigure) -> str:
    computed = "nothing to compare with" if figure.computed is None else f"computed {figure.computed}"
    return f"{figure.column} printed {figure.printed}, {computed}"
