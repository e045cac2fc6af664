"""Persons under every rule that counts them, and what they owe by the office's quotas and by the rules' own tasks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reports.rows import rows
from reports.saying.measure import measure
from reports.subjects.persons.value import (
    Fed,
    Person,
    PersonMark,
    PersonQuota,
    Persons,
    PersonScheme,
    Unsigned,
)
from reports.subjects.tasks.progress import Done, reached, unread
from warehouse.office import measure_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from reports.subject import ReportSource
    from reports.when import OfficePeriod
    from warehouse.office import Office

# The version that holds on the period's last day, else the last one before.
_SCHEMES = """
    select
        scheme_code,
        arg_max(scheme_name, effective_from),
        arg_max(counted_in, effective_from),
        arg_max(is_grouped and effective_to >= last_day, effective_from)
    from marts.dim_rule_version
    inner join marts.dim_period on period_code = $period and effective_from <= last_day
    where scheme_code in (select scheme_code from marts.fct_person_ranking)
    group by scheme_code
    order by scheme_code
"""

_PERSONS = """
    select person, unit_name, group_code, place, is_tied, adoption_count, points, coalesce(award, '')
    from marts.fct_person_ranking
    where scheme_code = $scheme and period_code = $period and (adoption_count > 0 or points != 0)
    order by place nulls last, points desc, unit_order, unit_code, person
"""

_FED = """
    select unit_name, count(distinct person)::integer, sum(points)
    from marts.fct_person_ranking
    where scheme_code = $scheme and period_code = $period and points != 0
    group by unit_code, unit_name, unit_order
    order by unit_order, unit_code
"""

_UNSIGNED = """
    with signed as (
        select distinct adoption_id from marts.fct_adoption_author
    )
    select unit.reporting_unit_name, adoption.article_title, outlet_name, adoption.adopted_on, coalesce(author, '')
    from marts.fct_score_line as line
    inner join marts.dim_rule_version using (scheme_code, rule_version)
    inner join marts.dim_period_month as month
        on line.month_code = month.month_code and month.period_code = $period and month.is_inside
    inner join marts.dim_unit_lineage as unit on line.unit_code = unit.unit_code and unit.period_code = $period
    inner join marts.fct_adoption as adoption
        on line.adoption_id = adoption.adoption_id and line.unit_code = adoption.unit_code
    inner join marts.dim_outlet using (outlet_code)
    left join signed on line.adoption_id = signed.adoption_id
    where
        scheme_code = $scheme and whom = 'persons' and line.person is null and line.step = 'tariff'
        and signed.adoption_id is null
    order by adoption.adopted_on, adoption.article_title, line.unit_code
"""

_DUE = """
    select person, fct_quota.unit_name, period_code, what, owed, done, short
    from marts.fct_quota
    inner join marts.dim_period as due using (period_code)
    inner join marts.dim_period as asked on asked.period_code = $period
    inner join marts.dim_unit using (unit_code)
    where person is not null and due.last_day between asked.first_day and asked.last_day
    order by unit_order, unit_code, person, due.first_day, due.last_day desc, what
"""

_YEAR = """
    select asked.year, year.period_code
    from marts.dim_period as asked
    inner join marts.dim_period as year on asked.year = year.year and year.grain = 'year'
    where asked.period_code = $period and asked.last_day < year.last_day
"""

_BEARERS = """
    select unit_name, reporting_unit_code, reporting_unit_name
    from marts.dim_unit
    inner join marts.dim_unit_lineage using (unit_code)
    where period_code = $period
    order by effective_from, unit_code
"""

# Of the year so far: the months of a period's year up to its own end are its months.
_DONE = """
    select
        reporting_unit_code || ' ' || author.person, outlet_code, tier_order, line_code, month_code, count(*)
    from marts.fct_adoption_author as author
    inner join marts.fct_adoption using (adoption_id, unit_code)
    inner join marts.dim_tier using (tier_code)
    inner join marts.dim_period_month using (month_code)
    inner join marts.dim_unit_lineage using (period_code, unit_code)
    where period_code = $period
    group by all
"""

# Units of which it is not known who wrote what: nothing adopted so far names an author, of the unit or of any.
_UNSIGNED_SO_FAR = """
    with signed as (
        select reporting_unit_code, count(author.person) as author_count
        from marts.fct_adoption as adoption
        inner join marts.dim_unit_lineage as lineage
            on adoption.unit_code = lineage.unit_code and lineage.period_code = $period
        left join marts.fct_adoption_author as author
            on adoption.adoption_id = author.adoption_id and adoption.unit_code = author.unit_code
        where adoption.month_code between $first_month and $last_month
        group by reporting_unit_code
    )
    select reporting_unit_code
    from signed
    where author_count = 0
    union all
    select ''
    from signed
    having sum(author_count) = 0
"""

_MARKS = """
    select person, unit_name, period_code, marks
    from marts.fct_person_ranking
    inner join marts.dim_period as marked using (period_code)
    inner join marts.dim_period as asked on asked.period_code = $period
    where marks is not null and marked.last_day between asked.first_day and asked.last_day
    order by unit_order, unit_code, person, marked.first_day, marked.last_day desc, scheme_code
"""


def read(reading: ReportSource) -> Persons:
    """Return what persons earned and owe."""
    con, office, period = reading.con, reading.office, reading.period
    return Persons(_schemes(con, office, period), _quotas(con, office, period), _marks(con, period))


def _schemes(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod) -> tuple[PersonScheme, ...]:
    """Return every rule that counts persons with what they earned in the period; none where no rule does."""
    groups = ("", *office.settings.groups, *office.settings.unranked_groups)
    return tuple(
        _scheme(con, {"scheme": code, "period": period.code}, name, counted_in, groups if is_grouped else ())
        for code, name, counted_in, is_grouped in rows(con, _SCHEMES, {"period": period.code})
    )


def _scheme(
    con: duckdb.DuckDBPyConnection, wanted: dict[str, object], name: str, counted_in: str, groups: Sequence[str]
) -> PersonScheme:
    persons = [
        Person(person, unit, group if groups else "", *placed)
        for person, unit, group, *placed in rows(con, _PERSONS, wanted)
    ]
    if groups:  # a stable sort: within a group the places keep their order
        persons.sort(key=lambda each: groups.index(each.contest))
    return PersonScheme(
        name=name,
        measure=measure(counted_in),
        persons=tuple(persons),
        units=tuple(Fed(*row) for row in rows(con, _FED, wanted)),
        points=sum((each.points for each in persons), Decimal(0)),
        unsigned=tuple(Unsigned(*row) for row in rows(con, _UNSIGNED, wanted)),
    )


def _quotas(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod) -> tuple[PersonQuota, ...]:
    """Return what persons owed that fell due in the period, and what they owe of the year so far."""
    due = [PersonQuota(*row) for row in rows(con, _DUE, {"period": period.code})]
    return (*due, *_running(con, office, period))


def _running(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod) -> Iterator[PersonQuota]:
    wanted: dict[str, object] = {"period": period.code}
    running = [quota for quota in office.quotas if quota.person and quota.period == "year"]
    for year, year_code in rows(con, _YEAR, wanted) if running else ():
        bearers: dict[str, tuple[Any, ...]] = {name: tuple(who) for name, *who in rows(con, _BEARERS, wanted)}
        done = Done(list(rows(con, _DONE, wanted)))
        so_far = {**wanted, **period.so_far.bounds}
        unsigned, waiting = {code for [code] in rows(con, _UNSIGNED_SO_FAR, so_far)}, unread(con, period)
        for quota in running:
            if quota.year != year or quota.unit not in bearers:
                continue
            code, unit_name = bearers[quota.unit]
            by_month = done.of(f"{code} {quota.person}", measure_of(quota.what, office))
            monthly = [
                by_month.get(month.code, 0)
                if month.is_known and (code, month.code) not in waiting and unsigned.isdisjoint({code, ""})
                else None
                for month in period.so_far.each
            ]
            got, short = reached(quota.quota, monthly)
            yield PersonQuota(
                quota.person or "", unit_name, year_code, quota.what, quota.quota, got, short
            )


def _marks(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> tuple[PersonMark, ...]:
    """Return who is named by a rule for what he has not done in the period or a part of it."""
    return tuple(PersonMark(*row) for row in rows(con, _MARKS, {"period": period.code}))
