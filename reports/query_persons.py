"""Authors and elections: persons with their places, pieces with their votes and the marks of the jury."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.beside import Candidate, Person, PersonQuota
from reports.query_progress import Done
from reports.rows import rows
from warehouse.office import measure_of

if TYPE_CHECKING:
    import duckdb

    from reports.parts import Piece
    from reports.when import OfficePeriod
    from warehouse.office import Office

# Only a rule that counts persons has lines for them; an office may count units by one rule and persons by another.
_PERSONS = """
    with scored as (
        select
            scheme_code,
            person,
            reporting_unit_name as unit_name,
            count(distinct adoption_id)::integer as adoption_count,
            sum(points)::decimal(18, 4) as points
        from marts.fct_score_line as line
        inner join marts.dim_unit_lineage as lineage
            on line.unit_code = lineage.unit_code and lineage.period_code = $period
        where person is not null and month_code between $first_month and $last_month
        group by scheme_code, person, reporting_unit_code, reporting_unit_name
    ),

    one_scheme as (
        select * from scored where scheme_code = (select min(scheme_code) from scored)
    )

    select
        person,
        unit_name,
        rank() over (order by points desc)::integer,
        count(*) over (partition by points) > 1,
        adoption_count,
        points
    from one_scheme
    order by points desc, person, unit_name
"""

_PERSONS_KNOWN = "select count(*) from marts.fct_score_line where person is not null"

_DONE = """
    select distinct_adoption.person, outlet_code, tier_order, line_code, month_code, count(*)
    from (select distinct person, adoption_id from marts.fct_score_line where person is not null) as distinct_adoption
    inner join marts.fct_adoption using (adoption_id)
    inner join marts.dim_tier using (tier_code)
    where is_lead and month_code between $first_month and $last_month
    group by all
"""

_MARKS = """
    select
        replace(piece_id::varchar, '-', ''),
        sum(score) filter (where kind_text like '%票%')::decimal(18, 4),
        round(avg(score) filter (where kind_text is null or kind_text not like '%票%'), 2)::decimal(18, 2)
    from (
        select distinct record_id, piece_id, kind_text, score, month_code
        from marts.fct_jury_score
    )
    where piece_id is not null and month_code between $first_month and $last_month
    group by piece_id
"""


def persons(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> tuple[Person, ...]:
    """Return the authors by their points; none where no rule counts persons."""
    parameters: dict[str, object] = {"period": period.code, **period.months.bounds}
    return tuple(Person(*row) for row in rows(con, _PERSONS, parameters))


def person_quotas(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod) -> tuple[PersonQuota, ...]:
    """Return what authors owe of the year and of a period like this one, with what is done by its end.

    Where no rule counts persons nobody knows what they did, and nothing is returned.
    """
    if not any(count for (count,) in rows(con, _PERSONS_KNOWN, {})):
        return ()
    # Of a year both are the same span.
    spans = {period.grain: period.months, "year": period.so_far}
    done = {grain: Done(list(rows(con, _DONE, {**span.bounds}))) for grain, span in spans.items()}
    result = []
    for quota in office.quotas:
        if quota.person and quota.year == period.year and quota.period in done:
            got = done[quota.period].of(quota.person, measure_of(quota.what, office)).total()
            short = max(quota.quota - got, 0)
            result.append(PersonQuota(quota.person, quota.unit, quota.what, quota.quota, got, short))
    return tuple(result)


def candidates(
    con: duckdb.DuckDBPyConnection, period: OfficePeriod, pieces: tuple[Piece, ...]
) -> tuple[Candidate, ...]:
    """Return the pieces that were voted on or marked in the period, in the order of their points."""
    marks = {piece: tuple(marks) for piece, *marks in rows(con, _MARKS, {**period.months.bounds})}
    return tuple(
        Candidate(piece.article_title, piece.unit_name, piece.points, *marks[piece.piece_id])
        for piece in pieces
        if piece.piece_id in marks
    )
