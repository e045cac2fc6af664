"""Elections: pieces with their votes and the marks of the jury."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb

from reports.change import rounded
from reports.rows import rows
from reports.subjects.elections.value import Candidate, Elections
from reports.subjects.pieces import query as query_pieces

if TYPE_CHECKING:
    from reports.subject import ReportSource

_MARKS = """
    select
        replace(piece_id::varchar, '-', ''),
        sum(score) filter (where kind_text like '%票%')::decimal(18, 4),
        sum(score) filter (where kind_text is null or kind_text not like '%票%')::decimal(18, 4),
        count(score) filter (where kind_text is null or kind_text not like '%票%')
    from (
        select distinct record_id, piece_id, kind_text, score, month_code
        from marts.fct_jury_score
    )
    where piece_id is not null and month_code between $first_month and $last_month
    group by piece_id
"""


def read(reading: ReportSource) -> Elections | None:
    """Return the pieces that were voted on or marked in the period; None where there was no election."""
    con, office, period = reading.con, reading.office, reading.period
    marks = marks_of(con, period.months.bounds)
    candidates = tuple(
        Candidate(piece.article_title, piece.unit_name, piece.points, *marks[piece.piece_id])
        for piece in (query_pieces.pieces(con, office, period) if marks else ())
        if piece.piece_id in marks
    )
    return Elections(candidates) if candidates else None


def marks_of(
    con: duckdb.DuckDBPyConnection, bounds: Mapping[str, str]
) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """Return each piece's votes, and the mean of the jury's marks to two decimals, half up.

    DuckDB's own mean of decimals goes through floating point, where 81.225 is less than itself.
    """
    return {
        piece: (votes, rounded(total / count, 2) if count else None)
        for piece, votes, total, count in rows(con, _MARKS, {**bounds})
    }
