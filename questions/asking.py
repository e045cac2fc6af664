"""Asking: the open questions of the warehouse, as a workbook beside the exports."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from questions import filled
from questions.question import Question, code_of, read_questions, read_suggesters
from questions.settled import Settled
from questions.suggest import Suggester
from questions.workbook import Asked, render
from warehouse.database import read_only
from warehouse.errors import DataError
from warehouse.files import replace_file
from warehouse.home import Home
from warehouse.office import OPEN_START, Office


@dataclass(frozen=True, slots=True)
class Written:
    """What was asked, by kind; no path where there was nothing to ask."""

    path: Path | None
    counts: dict[str, int]


def ask(
    home: Home, office: Office, target: Path, progress: Callable[[int, int], None] | None = None
) -> Written:
    """Write the workbook; refuse to write over answers that nobody has taken back yet."""
    asked = open_questions(home, office, progress)
    if not asked:
        return Written(None, {})
    _spare(target, {one.code for one in asked})
    newest = max((one.question.received_on for one in asked if one.question.received_on), default=OPEN_START)
    replace_file(target, render(asked, office.settings.name, newest, _links(home, target, asked)))
    return Written(target, Counter(one.question.kind for one in asked))


def open_questions(
    home: Home, office: Office, progress: Callable[[int, int], None] | None = None
) -> tuple[Asked, ...]:
    """Return the questions nobody has answered, with what they may mean."""
    settled = Settled(office)
    with read_only(home.current) as connection:
        questions = [one for one in read_questions(connection) if not settled.has(one)]
        suggesters = read_suggesters(connection)
    asked = []
    for number, one in enumerate(questions, start=1):
        code = code_of(office, one.kind, one.key, one.asks_for)
        asked.append(Asked(code, one, _suggested(one, suggesters)))
        if progress:
            progress(number, len(questions))
    return tuple(asked)


def _links(home: Home, target: Path, asked: Sequence[Asked]) -> dict[str, str]:
    """Return where the files lie that questions speak of, as seen from the workbook."""
    found = {}
    for delivery_id in {one.question.delivery_id for one in asked if one.question.delivery_id}:
        for original in (home.raw / delivery_id).glob("original*"):
            found[delivery_id] = Path(os.path.relpath(original, target.parent)).as_posix()
    return found


def _suggested(question: Question, suggesters: Mapping[str, Suggester]) -> tuple[str, ...]:
    """Return what the answer may be: of a name what it is like, of a row without one what its cells name."""
    first, last = question.first_day, question.last_day
    if suggester := suggesters.get(question.kind):
        return suggester.suggest(question.key, first, last)
    asked_for = "单位" if question.kind == "form" else question.asks_for
    wanted = {"单位": "unit_name", "刊物": "outlet_name"}.get(asked_for or "", "")
    if wanted in suggesters:
        return suggesters[wanted].named_in(f"{question.context or ''} {question.cells or ''}", first, last)
    return question.likely


def _spare(target: Path, codes: set[str]) -> None:
    if not target.exists():
        return
    waiting = [one for one in filled.read(target) if one.code in codes]
    if waiting:
        raise DataError(
            f"{target} 里有 {len(waiting)} 个答复还没有取回：先运行 tongbao questions --answer {target}，或用 --to 另写一个文件",
            f"{target} holds {len(waiting)} answers not taken back yet: run tongbao questions --answer {target}, or say --to",
        )
