"""The figures of all subjects, frozen as they are printed: what a later edition is compared with beside the scores."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.subject import ToldFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reports.value import Report

FILE = "subjects.json"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that came, went or changed; empty on the side where there was none."""

    unit_name: str
    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """The figures of each subject under its name, empty of one that the office does not keep."""

    by_subject: Mapping[str, tuple[ToldFigure, ...]]

    @property
    def content(self) -> bytes:
        """The bytes of its file."""
        return (json.dumps(self.by_subject, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def load(cls, content: bytes) -> SubjectFigures:
        """Read what was frozen."""
        told = json.loads(content)
        return cls({name: tuple(ToldFigure(*each) for each in figures) for name, figures in told.items()})


def freeze(report: Report) -> SubjectFigures:
    """Take the figures of every subject; raise `TypeError` of a field of which nobody decided whether it is frozen."""
    kept = {subject.name: subject.frozen.of(value) for subject, value in report.subjects()}
    return SubjectFigures({name: kept.get(name, ()) for name in report.names()})


def compare(was: SubjectFigures, now: SubjectFigures) -> tuple[FigureChange, ...]:
    """Compare two editions; of a subject that the earlier one knew nothing of nothing is said."""
    return tuple(
        change
        for name, figures in now.by_subject.items()
        if name in was.by_subject
        for change in _changed(_stated(was.by_subject[name]), _stated(figures))
    )


def _changed(was: Mapping[tuple[str, str], str], now: Mapping[tuple[str, str], str]) -> Iterator[FigureChange]:
    for key in dict.fromkeys((*now, *was)):
        if was.get(key) != now.get(key):
            yield FigureChange(*key, was.get(key, ""), now.get(key, ""))


def _stated(figures: Iterable[ToldFigure]) -> dict[tuple[str, str], str]:
    """What stands of each thing; of things that go by one name all of it."""
    stated: dict[tuple[str, str], str] = {}
    for unit_name, what, figure in figures:
        before = stated.get((unit_name, what))
        stated[unit_name, what] = figure if before is None else f"{before}、{figure}"
    return stated
