"""What rule lines ask of real records: how many met it, how many are blank where it asks, which registers lack the column."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import duckdb

# A register has a column if one of its tables has the heading of one that fills it.
_ASKED = """
    with condition as (
        select
            scheme_code, rule_version, rule_line_id, condition_id, column_name,
            any_value(column_label) as column_label,
            any_value(registers) as registers,
            sum(record_count)::bigint as record_count,
            sum(met_count)::bigint as met_count,
            sum(blank_count)::bigint as blank_count
        from marts.fct_rule_condition
        where $months is null or list_contains($months, month_code)
        group by scheme_code, rule_version, rule_line_id, condition_id, column_name
    ),

    wanted as (
        select distinct scheme_code, rule_version, column_name, month_code, unnest(registers) as register, delivered
        from marts.fct_rule_condition
        where column_name != '' and ($months is null or list_contains($months, month_code))
    ),

    delivery as (
        select distinct delivery_id, register, month_code
        from marts.fct_record
        semi join marts.fct_delivery_column using (delivery_id, register)
        where outcome = 'accepted'
    ),

    headed as (
        select
            wanted.scheme_code,
            wanted.rule_version,
            wanted.column_name,
            wanted.register,
            delivery.delivery_id,
            coalesce(bool_or(list_contains(wanted.delivered, has.column_name)), false) as has_it
        from wanted
        inner join delivery using (register, month_code)
        left join marts.fct_delivery_column as has using (delivery_id, register)
        group by all
    ),

    counted as (
        select
            scheme_code,
            rule_version,
            column_name,
            register,
            count(*)::bigint as register_count,
            count(*) filter (where not has_it)::bigint as lacking_count
        from headed
        group by all
    )

    select
        condition.scheme_code,
        condition.rule_version,
        condition.rule_line_id,
        condition.condition_id,
        condition.column_name,
        condition.column_label,
        condition.record_count,
        condition.met_count,
        condition.blank_count,
        coalesce(sum(counted.register_count), 0)::bigint as register_count,
        coalesce(sum(counted.lacking_count), 0)::bigint as lacking_count
    from condition
    left join counted
        on
            condition.scheme_code = counted.scheme_code
            and condition.rule_version = counted.rule_version
            and condition.column_name = counted.column_name
            and list_contains(condition.registers, counted.register)
    group by all
    order by
        condition.scheme_code, condition.rule_version, condition.rule_line_id, condition.condition_id,
        condition.column_name
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """One column that a rule line asks of records; a line that asks only what the office's lists say has no column.

    `record_count`: real records that meet the line, or would if what they leave blank were filled in.
    `register_count`: deliveries with a table of such records; `lacking_count`: those whose tables lack the column.
    """

    scheme_code: str
    rule_version: str
    rule_line_id: str
    condition_id: str
    column_name: str
    column_label: str | None
    record_count: int
    met_count: int
    blank_count: int
    register_count: int
    lacking_count: int

    @property
    def zh(self) -> str:
        """What is blank, e.g. `T4 问稿件形式：412条中412条空白，9份登记表中7份没有这一栏`."""
        lacking = (
            f"，{self.register_count}份登记表中{self.lacking_count}份没有这一栏" if self.lacking_count else ""
        )
        return (
            f"{self.rule_line_id} 问{self.column_label}：{self.record_count}条中{self.blank_count}条空白{lacking}"
        )

    @property
    def en(self) -> str:
        """The same in English."""
        lacking = (
            f"; {self.lacking_count} of {self.register_count} registers lack the column" if self.lacking_count else ""
        )
        return (
            f"{self.rule_line_id} asks {self.column_name}: {self.blank_count} of {self.record_count} are blank{lacking}"
        )


def conditions(con: duckdb.DuckDBPyConnection, months: Sequence[str] | None = None) -> tuple[Condition, ...]:
    """Return what each rule line asks, over some months or all there are; ordered by scheme, version and line."""
    found = con.execute(_ASKED, {"months": list(months) if months is not None else None}).fetchall()
    return tuple(Condition(*row) for row in found)


def blanks(asked: Iterable[Condition]) -> tuple[Condition, ...]:
    """Return those that some record leaves blank: it counts as if it did not meet the line, and nobody has said so."""
    return tuple(condition for condition in asked if condition.blank_count)


def by_version(asked: Iterable[Condition]) -> Iterator[tuple[tuple[str, str], tuple[Condition, ...]]]:
    """Yield the conditions of each rule version under its scheme and version."""
    for key, members in groupby(asked, key=lambda each: (each.scheme_code, each.rule_version)):
        yield key, tuple(members)
