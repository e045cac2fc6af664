"""A revision against the edition before it: what changed, for whom, from what to what, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reports.editions.figures import Adopted, Figures, FrozenScoreLine, Score
    from reports.editions.subject_figures import FigureChange

_ZERO = Decimal(0)
_OTHER = "名单、设置或同一稿件其他采用的变化"


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit whose points, place or count changed; None on the side where it was not ranked."""

    unit_name: str
    group: str
    was: Score | None
    now: Score | None


@dataclass(frozen=True, slots=True)
class ChangedScore:
    """A score line that came, went or changed, and why."""

    unit_name: str
    article_title: str
    about: str
    was: Decimal
    now: Decimal
    why: str

    @property
    def difference(self) -> Decimal:
        return self.now - self.was


@dataclass(frozen=True, slots=True)
class Known:
    """What the earlier edition knew, and what is known since, to tell reasons by."""

    deliveries: frozenset[str]  # of the earlier edition
    corrections: Mapping[str, str]  # by record, since the earlier edition: who decided what


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a revision changes."""

    totals: tuple[tuple[str, int, int], ...]
    moved: tuple[Moved, ...]
    items: tuple[ChangedScore, ...]
    rules: tuple[str, ...]  # versions whose file is another one
    figures: tuple[FigureChange, ...] = ()  # of every other subject

    @property
    def any(self) -> bool:
        return bool(self.totals or self.moved or self.items or self.rules or self.figures)

    def of(self, units: frozenset[str]) -> Changes:
        """What may be printed where only these units are shown."""
        return replace(
            self,
            moved=tuple(each for each in self.moved if each.unit_name in units),
            items=tuple(each for each in self.items if each.unit_name in units),
            figures=tuple(each for each in self.figures if not each.unit_name),  # who is short is shown of nobody
        )


def compare(was: Figures, now: Figures, known: Known) -> Changes:
    """Compare the figures of two editions of one period."""
    names = dict.fromkeys((*now.totals, *was.totals))
    totals = [(name, was.totals.get(name, 0), now.totals.get(name, 0)) for name in names]
    rules = tuple(
        version
        for version in sorted({*was.rules, *now.rules})
        if was.rules.get(version) != now.rules.get(version)
    )
    return Changes(
        totals=tuple(each for each in totals if each[1] != each[2]),
        moved=tuple(_moved(was.scores, now.scores)),
        items=tuple(
            sorted(
                _items(was, now, known, rules),
                key=lambda each: (each.unit_name, each.article_title, each.about),
            )
        ),
        rules=rules,
    )


def _moved(was: Iterable[Score], now: Iterable[Score]) -> Iterable[Moved]:
    old, new = ({each.unit_code: each for each in scores} for scores in (was, now))
    for code in dict.fromkeys((*new, *old)):
        before, after = old.get(code), new.get(code)
        told = after or before
        if told and _result(before) != _result(after):
            yield Moved(told.unit_name, told.group, before, after)


def _result(score: Score | None) -> tuple[object, ...]:
    return (score.points, score.place, score.adoption_count) if score else ()


def _items(was: Figures, now: Figures, known: Known, rules: tuple[str, ...]) -> Iterable[ChangedScore]:
    old, new = ({each.score_line_id: each for each in figures.accounts} for figures in (was, now))
    records = _by_adoption((*was.adoptions, *now.adoptions))
    for line in dict.fromkeys((*new, *old)):
        before, after = old.get(line), new.get(line)
        told = after or before
        had, has = (each.points if each else _ZERO for each in (before, after))
        if told and had != has:
            why = _why(told, records[_key(told)], known, rules)
            about = " ".join(filter(None, (told.outlet_name, told.adopted_on)))
            yield ChangedScore(told.unit_name, told.article_title or told.explanation, about, had, has, why)


def _by_adoption(adoptions: Iterable[Adopted]) -> Mapping[tuple[str, ...], list[Adopted]]:
    found: dict[tuple[str, ...], list[Adopted]] = defaultdict(list)
    for each in adoptions:
        found[_key(each)].append(each)
    return found


def _key(each: Adopted | FrozenScoreLine) -> tuple[str, ...]:
    return each.article_title, each.outlet_name, each.adopted_on


def _why(line: FrozenScoreLine, records: Iterable[Adopted], known: Known, rules: tuple[str, ...]) -> str:
    """Name the plainest cause: what somebody decided, what arrived since, another rule; else what else there is."""
    for each in records:
        if each.record_id in known.corrections:
            return known.corrections[each.record_id]
    for each in records:
        if each.delivery_id not in known.deliveries:
            return f"新到来件《{each.file_name}》（{each.received_on} 收到）"
    return f"计分办法 {line.rule_version} 版变更" if line.rule_version in rules else _OTHER
