"""What a subject of a report is: it answers for itself how it is read, shown, told and frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from reports.decided import Fielded, decided, only
from reports.saying import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    import duckdb

    from reports.saying.figures_table import Table
    from reports.saying.measure import Denomination
    from reports.saying.phrases import Shortened
    from reports.saying.wording import Display, Wording
    from reports.when import OfficePeriod
    from warehouse.office import Office

V = TypeVar("V", bound=Fielded)
Item = TypeVar("Item", bound=Fielded)
# Where a sentence stands; 各组名次 opens 排名情况, and without it there is no such section.
Section = Literal[
    "总体情况", "各组名次", "排名情况", "评选情况", "任务完成情况", "存在问题", "下步工作", "数据说明"
]


@dataclass(frozen=True, slots=True, eq=False)
class ReportSource:
    """What subjects are read from; each is read once, however many others are made of it."""

    con: duckdb.DuckDBPyConnection
    office: Office
    period: OfficePeriod
    wording: Wording
    fingerprint: str
    as_of: date
    _read: dict[str, Any] = field(default_factory=dict)

    def of(self, subject: Subject[V]) -> V | None:
        """Return the value of a subject; None of one that the office does not keep."""
        if subject.name not in self._read:
            self._read[subject.name] = subject.read(self)
        found: V | None = self._read[subject.name]
        return found

    def kept(self, subject: Subject[V]) -> V:
        """Return the value of a subject that every office keeps."""
        found = self.of(subject)
        if found is None:
            raise TypeError(f"{subject.name} has no value")
        return found


@dataclass(frozen=True, slots=True)
class Extent:
    """How much the common documents show, and of which units the place may be seen."""

    display: Display
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shown(Generic[V]):
    """What of a value everybody may see where the ranking is not shown in full, field by field."""

    whole: tuple[str, ...]  # shown as they are
    part: Callable[[V, Extent], Mapping[str, Any]] = lambda _value, _extent: {}  # every other field, as it is shown

    def of(self, value: V, extent: Extent) -> V:
        """Take out what is not shown; raise `TypeError` of a field of which that is not decided."""
        return only(value, self.whole, **self.part(value, extent))


@dataclass(frozen=True, slots=True)
class Told:
    """What sentences and tables are told beside their own value: of when, in what, and how many names they may give."""

    period: OfficePeriod
    measure: Denomination  # of the office's main scheme
    tiers: tuple[str, ...]  # highest first
    shortened: Shortened


class Sentence(NamedTuple):
    """What a subject has to say in one place; with an empty text nothing. One lead of two subjects is one paragraph."""

    section: Section
    lead: str
    text: str


def nothing(_value: Fielded, _told: Told) -> Iterator[Any]:
    """Have nothing to say: an answer, too."""
    yield from ()


class ToldFigure(NamedTuple):
    """A figure as it is printed: of which unit (empty: of the whole office), what it is, and how it stands."""

    unit_name: str
    what: str
    figure: str


def figures_of(
    items: Iterable[Item], whose: Callable[[Item], tuple[str, str]], told: Mapping[str, str], *aside: str
) -> Iterator[ToldFigure]:
    """Yield the figures of things alike; raise `TypeError` of a field that is neither told nor aside.

    `whose` names the unit and the thing, `told` what each figure is called; an empty one is none.
    """
    for each in items:
        decided(each, (*told, *aside), "is frozen")
        unit_name, thing = whose(each)
        for name, called in told.items():
            value = getattr(each, name)
            if value != "":
                yield ToldFigure(unit_name, f"{thing}{called}", value if isinstance(value, str) else plain.number(value))


@dataclass(frozen=True, slots=True)
class Frozen(Generic[V]):
    """What of a value a revision explains, field by field."""

    explained: tuple[str, ...] = ()
    following: tuple[str, ...] = ()  # nothing but what follows from something that is explained
    silent: tuple[str, ...] = ()  # for a reason that stands beside it
    # What is explained; of totals, scores, adoptions and score lines `reports/editions/figures.py` keeps more.
    figures: Callable[[V], Iterator[ToldFigure]] = lambda _value: iter(())

    def of(self, value: V) -> tuple[ToldFigure, ...]:
        """Return its figures; raise `TypeError` of a field of which nobody decided whether it is frozen."""
        decided(value, (*self.explained, *self.following, *self.silent), "is frozen")
        return tuple(self.figures(value))


@dataclass(frozen=True, slots=True, eq=False)
class Subject(Generic[V]):
    """One thing a report speaks of. Every answer is asked for: none is shown, or left unfrozen, by accident."""

    name: str  # of its field in a report, and of its folder
    read: Callable[[ReportSource], V | None]
    shown: Shown[V]
    sentences: Callable[[V, Told], Iterator[Sentence]]
    tables: Callable[[V, Told], Iterator[Table]]
    frozen: Frozen[V]
