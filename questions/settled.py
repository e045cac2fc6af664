"""What the office has answered already: its aliases and decisions, by the questions they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from questions.question import DECIDES, Question, code_of
from warehouse.decisions import ADOPTED, COLUMNS, AnswerKind, clashing, corrections_of
from warehouse.forms import FormKind
from warehouse.names import name_key
from warehouse.office import OPEN_END, OPEN_START, Alias, Decision, FormAnswer, Office

# What each kind of question may ask for: part of what a question is called.
_ASKED_FOR: Mapping[AnswerKind, tuple[str | None, ...]] = {
    "unit": ("名称",),
    "outlet": ("名称",),
    "record": (None, ADOPTED, *COLUMNS),
    "word": (None,),
    "column": ("yes_no", "unit", "outlet", "day", "number"),
    "blank": (None,),
    "form": (None,),
    "pair": ("same_adoption", "same_piece"),
    "delivery": (None,),
}

# What an answer kept of a form is about.
_ABOUT: Mapping[FormKind, AnswerKind] = {"column": "column", "blank": "blank", "unit": "form", "table": "form"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One row that stands in the office's folder: a name of ours, or a decision in its words."""

    text: str
    row: Alias | Decision | FormAnswer
    kind: AnswerKind

    def agrees_with(self, text: str) -> bool:
        """Say whether a later answer may stand beside this one."""
        return not clashing(self.text, text) if self.kind == "record" else self.text == text


class Settled:
    """The answers that stand in an office's folder."""

    def __init__(self, office: Office) -> None:
        self._answers: dict[tuple[AnswerKind, str], list[Answer]] = defaultdict(list)
        for alias in office.aliases:
            if (alias.valid_from, alias.valid_to) == (OPEN_START, OPEN_END):
                self._answers[alias.kind, name_key(alias.alias)].append(Answer(alias.name, alias, alias.kind))
        for one in office.decisions:
            key = name_key(one.subject) if one.kind in ("unit", "outlet") else one.subject
            self._answers[one.kind, key].append(Answer(one.answer, one, one.kind))
        for form in office.forms:
            kind = _ABOUT[form.kind]
            key = f"{form.form}|{form.sender}|{form.subject}"
            self._answers[kind, key].append(Answer(form.answer, form, kind))
        self._office = office

    def about(self, question: Question) -> tuple[Answer, ...]:
        """Return the answers about what a question is about."""
        found = tuple(self._answers.get((question.decides, question.key), ()))
        if question.kind == "delivery" and question.form:
            found += tuple(self._answers.get(("form", question.form), ()))
        return found

    def has(self, question: Question) -> bool:
        """Say whether a question has been answered: of a record, the very cell that is asked for."""
        column = COLUMNS.get(question.asks_for or "")
        return any(
            column in corrections or not corrections
            for answer in self.about(question)
            for corrections in [corrections_of(answer.text) if answer.kind == "record" else {}]
        )

    def by_code(self) -> dict[str, tuple[Answer, ...]]:
        """Return the answers by what their questions are called in this office's workbooks."""
        return dict(self._by_code())

    def _by_code(self) -> Iterator[tuple[str, tuple[Answer, ...]]]:
        for (kind, key), answers in self._answers.items():
            for asked in (asked for asked, decided in DECIDES.items() if decided == kind):
                for asks_for in _ASKED_FOR[kind]:
                    yield code_of(self._office, asked, key, asks_for), tuple(answers)
