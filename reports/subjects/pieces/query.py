"""Pieces and adoptions of a period: the best, the front pages, the topics, and the whole list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.change import share_of
from reports.rows import rows
from reports.subjects.pieces.value import Adoption, Kind, Piece, Pieces, ScoreLine, TopicCount

if TYPE_CHECKING:
    import duckdb

    from reports.subject import ReportSource
    from reports.when import OfficePeriod
    from warehouse.office import Office

_BEST, _BEST_OF_MONTH = 10, 5
_SIGNED = "署名"
_FRONT_PAGES = ("头版头条", "头版")

# Points of the first unit only: a co-author who is given the same points again does not make a piece better.
_PIECES = """
    with lead_adoption as (
        select *
        from marts.fct_adoption
        where is_lead and month_code between $first_month and $last_month
    ),

    scored as (
        select adoption_id, unit_code, sum(points) as points
        from marts.fct_score_line
        where scheme_code = $scheme
        group by adoption_id, unit_code
    )

    select
        replace(piece.piece_id::varchar, '-', ''),
        piece.article_title,
        arg_min(reporting_unit_name, (lead_adoption.adopted_on, lead_adoption.adoption_id)),
        count(*),
        arg_min(tier.tier_code, tier_order),
        string_agg(distinct outlet_name, '、' order by outlet_name),
        sum(coalesce(points, 0))::decimal(18, 4) as piece_points
    from lead_adoption
    inner join marts.fct_piece as piece using (piece_id)
    inner join marts.dim_outlet using (outlet_code)
    inner join marts.dim_tier as tier on lead_adoption.tier_code = tier.tier_code
    inner join marts.dim_unit_lineage as lineage
        on lead_adoption.unit_code = lineage.unit_code and lineage.period_code = $period
    left join scored
        on lead_adoption.adoption_id = scored.adoption_id and lead_adoption.unit_code = scored.unit_code
    group by piece.piece_id, piece.article_title
    order by piece_points desc, min(tier_order), min(adopted_on), piece.article_title, piece.piece_id
"""

_TOPICS = """
    with touched as (
        select
            topic_code,
            count(distinct piece_id) filter (where month_code >= $inside_from) as piece_count,
            count(distinct piece_id) as year_piece_count
        from marts.fct_adoption
        inner join marts.fct_piece using (piece_id)
        where is_lead and month_code between $first_month and $last_month
        group by topic_code
    )

    select topic_code, coalesce(piece_count, 0), coalesce(year_piece_count, 0)
    from marts.dim_topic
    left join touched using (topic_code)
    order by topic_order, topic_code
"""

_ADOPTIONS = """
    with scored as (
        select adoption_id, unit_code, sum(points) as points
        from marts.fct_score_line
        where scheme_code = $scheme
        group by adoption_id, unit_code
    )

    select
        record_id,
        reporting_unit_name,
        co_units,
        adoption.article_title,
        outlet.outlet_name,
        adoption.tier_code,
        adoption.line_code,
        adoption.medium_code,
        case date_precision when 'month' then adoption.month_code else strftime(adopted_on, '%Y-%m-%d') end,
        page_text,
        placement_code,
        coalesce(points, 0)::decimal(18, 4),
        file_name,
        sheet_name,
        row_number,
        coalesce(kind_text, '')
    from marts.fct_adoption as adoption
    inner join marts.fct_record using (record_id)
    inner join marts.dim_outlet as outlet using (outlet_code)
    inner join marts.dim_tier as tier on adoption.tier_code = tier.tier_code
    inner join marts.dim_unit as unit on adoption.unit_code = unit.unit_code
    inner join marts.dim_unit_lineage as lineage
        on adoption.unit_code = lineage.unit_code and lineage.period_code = $period
    left join scored on adoption.adoption_id = scored.adoption_id and adoption.unit_code = scored.unit_code
    where is_lead and adoption.month_code between $first_month and $last_month
    order by
        tier_order, outlet_order, adopted_on, unit_order, adoption.article_title, adoption.adoption_id
"""

# Score lines have no id of their own in the warehouse (decision 18); documents print this one, and objections name it.
SCORE_LINE_ID = """
        md5(concat_ws(
            '|', scheme_code, line.adoption_id, line.other_record_id, line.piece_id, line.period_code, line.month_code,
            line.unit_code, line.person, step, rule_line_id
        ))
"""
_SCORE_LINES = f"""
    select
        {SCORE_LINE_ID} as score_line_id,
        reporting_unit_name,
        coalesce(adoption.article_title, other.article_title, ''),
        coalesce(dim_outlet.outlet_name, ''),
        case
            when line.adopted_on is null then coalesce(line.period_code, line.month_code)
            when date_precision = 'month' then line.month_code
            else strftime(line.adopted_on, '%Y-%m-%d')
        end,
        rule_version,
        rule_line_id,
        line.points,
        explanation
    from marts.fct_score_line as line
    left join marts.fct_adoption as adoption
        on line.adoption_id = adoption.adoption_id and line.unit_code = adoption.unit_code
    left join marts.dim_outlet using (outlet_code)
    left join marts.fct_record as other on line.other_record_id = other.record_id
    inner join marts.dim_unit_lineage as lineage
        on line.unit_code = lineage.unit_code and lineage.period_code = $period
    inner join marts.dim_unit as reporting on lineage.reporting_unit_code = reporting.unit_code
    where scheme_code = $scheme and line.month_code between $first_month and $last_month
    order by
        reporting.unit_order, reporting.unit_code, line.adopted_on, adoption.adoption_id, line.other_record_id, step desc,
        rule_line_id, line.month_code
"""


def _parameters(office: Office, period: OfficePeriod) -> dict[str, object]:
    return {"scheme": office.settings.scheme, "period": period.code, **period.months.bounds}


def read(reading: ReportSource) -> Pieces:
    """Return what was adopted in the period."""
    con, office, period = reading.con, reading.office, reading.period
    adoptions = _adoptions(con, office, period)
    return Pieces(
        adoptions=adoptions,
        score_lines=_score_lines(con, office, period),
        best=_best(pieces(con, office, period), period),
        front_pages=_front_pages(adoptions),
        signed=tuple(each for each in adoptions if _SIGNED in each.kind),  # by leaders, as the registers word it
        kinds=_kinds(adoptions, reading.wording.percent_decimals),
        topics=_topics(con, period),
    )


def pieces(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod) -> tuple[Piece, ...]:
    """Return every piece adopted in the period, the most points first."""
    return tuple(Piece(*row) for row in rows(con, _PIECES, _parameters(office, period)))


def _best(found: tuple[Piece, ...], period: OfficePeriod) -> tuple[Piece, ...]:
    """Return the pieces with the most points: a few of a month, ten of anything longer."""
    return tuple(piece for piece in found if piece.points)[
        : _BEST_OF_MONTH if period.grain == "month" else _BEST
    ]


def _topics(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> tuple[TopicCount, ...]:
    """Return every topic of the plan, those never touched included."""
    parameters: dict[str, object] = {
        **period.so_far.bounds,
        "inside_from": period.months.codes[0],
    }
    return tuple(TopicCount(*row) for row in rows(con, _TOPICS, parameters))


def _adoptions(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod) -> tuple[Adoption, ...]:
    """Return every adoption of the period, once."""
    return tuple(Adoption(*row) for row in rows(con, _ADOPTIONS, _parameters(office, period)))


def _front_pages(found: tuple[Adoption, ...]) -> tuple[Adoption, ...]:
    """Return the adoptions on a front page, leads first."""
    return tuple(each for placement in _FRONT_PAGES for each in found if each.placement == placement)


def _kinds(found: tuple[Adoption, ...], decimals: int) -> tuple[Kind, ...]:
    """Return the kinds that records state, the most frequent first."""
    counts = Counter(each.kind for each in found if each.kind)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Kind(name, count, share_of(count, counts.total(), decimals)) for name, count in ordered)


def _score_lines(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod) -> tuple[ScoreLine, ...]:
    """Return every score line of the period."""
    return tuple(ScoreLine(*row) for row in rows(con, _SCORE_LINES, _parameters(office, period)))
