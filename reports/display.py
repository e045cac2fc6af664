"""How much of the ranking the common documents show: applied before any of them is made, so that none holds more.

Anything but a full ranking also names nobody who fell short: a unit with nothing would show what is hidden.
Unit sheets are made from the whole report, as each unit may know its own figures.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from reports.decided import Fielded, decided
from reports.subjects.ranking.value import UnitBand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.saying.wording import Display
    from reports.subjects.persons.value import PersonScheme
    from reports.subjects.pieces.value import Adoption
    from reports.subjects.ranking.value import Group, Ranked
    from reports.subjects.tasks.value import Quotas
    from reports.value import Report


Value = TypeVar("Value", bound=Fielded)

# What is shown as it is, field by field; what is not named, here or where it is changed, `_only` refuses to show.
_REPORT = (
    "period", "office_name", "measure", "tiers", "totals", "months", "unranked", "unit_count", "nothing_count", "topics",
    "excluded", "notes", "claims", "kinds", "bulletins", "comments", "peers", "rule_change", "unread",
)  # fmt: skip
_RANKED = (
    "unit_code", "unit_name", "place", "is_tied", "adoption_count", "credited_count", "by_tier", "by_side", "points",
    "cumulative_points", "previous_place", "year_ago_place", "year_ago_adoption_count", "year_ago", "unit_order",
    "converted", "assessed", "since_previous", "since_year_ago",
)  # fmt: skip
_QUOTAS = (
    "owing_count", "met_count", "met_share", "over_share", "unknown_count", "running_count", "running_pace", "expected_pace",
)  # fmt: skip
_PIECE = ("piece_id", "article_title", "unit_name", "adoption_count", "highest_tier", "outlet_names")
_ADOPTION = (
    "record_id", "unit_name", "co_units", "article_title", "outlet_name", "tier", "side", "medium", "adopted_on", "page",
    "placement", "file_name", "sheet_name", "row_number", "kind",
)  # fmt: skip


def shown(report: Report, display: Display) -> Report:
    """Return what may be shown to everybody; raise `TypeError` of a figure of which that is not decided."""
    if display.mode == "full":
        return report
    is_top = display.mode == "top"
    groups = tuple(_first(group, display.top) for group in report.groups) if is_top else ()
    bands = tuple(band for group in report.groups for band in _bands(group, display))
    kept = {one.unit_name for group in groups for one in group.units}
    sent, asked, accounts = report.submissions, report.commissions, report.accounts
    return _only(
        report,
        _REPORT,
        groups=groups,
        bands=bands if display.mode == "bands" else (),
        quotas=_unnamed(report.quotas),
        nothing=(),
        fallen=(),
        contests=(),
        best=tuple(
            piece if piece.unit_name in kept else _only(piece, _PIECE, points=None) for piece in report.best
        ),
        front_pages=_without_points(report.front_pages),
        signed=_without_points(report.signed),
        adoptions=_without_points(report.adoptions),
        score_lines=tuple(one for one in report.score_lines if one.unit_name in kept),
        submissions=sent
        and _only(sent, ("submitted", "adopted", "share", "groups"), units=(), silent=(), zero_reports=()),
        commissions=asked and _only(asked, ("asked", "kept", "late", "missed", "open"), items=()),
        person_schemes=tuple(_first_persons(scheme, display.top) for scheme in report.person_schemes)
        if is_top
        else (),
        person_quotas=(),
        person_marks=(),
        candidates=tuple(
            _only(each, ("article_title", "unit_name", "votes", "jury"), points=None) for each in report.candidates
        ),
        outlet_counts=(),
        accounts=accounts
        and _only(
            accounts, ("pushes", "own_pushes", "reads"), items=() if display.mode == "private" else accounts.items
        ),
    )


def _only(value: Value, kept: tuple[str, ...], **changed: Any) -> Value:
    """Keep some fields as they are and change the others: each must be one or the other."""
    decided(value, (*kept, *changed), "may be shown to all")
    return replace(value, **changed)


def _without_points(adoptions: tuple[Adoption, ...]) -> tuple[Adoption, ...]:
    return tuple(_only(each, _ADOPTION, points=None) for each in adoptions)


def _first(group: Group, count: int) -> Group:
    """The places that are shown, ties included, with their own sums; the rest by name, in the office's order."""
    units = tuple(one for one in group.units if one.place is not None and one.place <= count)
    rest = sorted((one for one in group.units if one not in units), key=_order)
    units = tuple(_only(one, _RANKED, unmet_quotas=None) for one in units)
    tiers, media = ([one.by_tier for one in units], [one.by_side for one in units])
    return _only(
        group,
        ("name",),
        units=units,
        by_tier=_columns(tiers, len(group.by_tier)),
        by_side=_columns(media, len(group.by_side)),
        adoption_count=sum(one.adoption_count for one in units),
        points=sum((one.points for one in units), Decimal(0)),
        cumulative_points=sum((one.cumulative_points for one in units), Decimal(0)),
        spread=None if rest else group.spread,
        others=tuple(one.unit_name for one in rest),
    )


def _first_persons(scheme: PersonScheme, count: int) -> PersonScheme:
    persons = tuple(each for each in scheme.persons if each.place is not None and each.place <= count)
    points = sum((each.points for each in persons), Decimal(0))
    return _only(scheme, ("name", "measure"), persons=persons, units=(), points=points, unsigned=())


def _columns(rows: list[tuple[int, ...]], count: int) -> tuple[int, ...]:
    return tuple(sum(row[column] for row in rows) for column in range(count))


def _order(one: Ranked) -> tuple[int, str]:
    return one.unit_order, one.unit_code


def _bands(group: Group, display: Display) -> Iterator[UnitBand]:
    """Each band takes its share of the units by place, the last one the rest; equal places are never parted."""
    ranked = [one for one in group.units if one.place is not None]
    start = taken = 0
    for number, (name, share) in enumerate(display.bands, start=1):
        taken += share
        until = max(start, min(math.ceil(len(ranked) * taken / 100), len(ranked)))
        if number == len(display.bands):
            until = len(ranked)
        while start < until < len(ranked) and ranked[until].place == ranked[until - 1].place:
            until += 1
        units = sorted(ranked[start:until], key=_order)
        start = until
        if units:
            yield UnitBand(group.name, name, tuple(one.unit_name for one in units))


def _unnamed(quotas: Quotas) -> Quotas:
    """The counts stay, the names go."""
    return _only(
        quotas, _QUOTAS, due=(), running=(), over_units=(), short_units=(), zero_units=(), unknown_units=(),
        ready_units=(), idle_units=(), behind_units=(),
    )  # fmt: skip
