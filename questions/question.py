"""An open question to the clerk, read from the marts, with what may be its answer."""

from __future__ import annotations

import calendar
import hashlib
from dataclasses import dataclass
from datetime import date

import duckdb

from questions.suggest import KnownName, Suggester
from warehouse.decisions import BOTH, FIXED, REPLACES, SET_ASIDE, AnswerKind
from warehouse.forms import IRRELEVANT, IS_VERDICT, NO_REGISTER
from warehouse.office import OPEN_END, OPEN_START, Office

# What the answer to each kind of question becomes a decision about.
DECIDES: dict[str, AnswerKind] = {
    "unit_name": "unit", "outlet_name": "outlet", "record": "record", "word": "word", "column": "column", "blank": "blank",
    "form": "form", "pair": "pair", "delivery": "delivery", "version": "delivery",
}  # fmt: skip
_LETTERS = {
    "unit_name": "U", "outlet_name": "M", "record": "R", "word": "W", "column": "C", "blank": "B", "form": "T", "pair": "P",
    "delivery": "F", "version": "V",
}  # fmt: skip
# What may be answered, where the kind of decision says more than the kind of question.
CHOICES: dict[str, tuple[str, ...]] = {"delivery": (SET_ASIDE, NO_REGISTER), "version": (REPLACES, BOTH)}
FORMS = ("column", "blank", "form")
# What a column that nobody knows may be, by what stands in it.
_LIKELY = {
    "yes_no": (IS_VERDICT, IRRELEVANT), "unit": ("单位", IRRELEVANT), "outlet": ("刊物", IRRELEVANT), "day": ("日期", IRRELEVANT),
    "number": ("字数", "阅读量", IRRELEVANT),
}  # fmt: skip

_QUESTIONS = """
    select
        question.kind, question.subject, coalesce(question.name_key, question.subject) as key, question.asks_for,
        question.about, question.record_count, question.file_name, question.sheet_name, question.row_number,
        question.first_month, question.last_month, question.context, question.cells, delivery.received_on,
        question.suggested, question.context_year, delivery.delivery_id
    from marts.fct_question as question
    left join (
        select file_name, max(received_on) as received_on, arg_max(delivery_id, received_on) as delivery_id
        from marts.fct_delivery group by file_name
    ) as delivery on question.file_name = delivery.file_name
    order by
        question.kind, question.record_count desc, question.file_name, question.sheet_name, question.row_number, key
"""
_NAMES = "select name_key, code, name, effective_from, effective_to from marts.dim_name where kind = $kind order by all"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that only a person can settle."""

    kind: str
    subject: str
    key: str  # what all ways of writing the subject have in common
    asks_for: str | None
    about: str
    record_count: int
    file_name: str
    sheet_name: str
    row_number: int
    first_month: str | None
    last_month: str | None
    context: str | None
    cells: str | None
    received_on: date | None
    suggested: str | None = None
    context_year: int | None = None  # of a day without a year
    delivery_id: str | None = None

    @property
    def decides(self) -> AnswerKind:
        return DECIDES[self.kind]

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers in fixed words that it takes."""
        return choices_of(self.kind)

    @property
    def is_about_a_name(self) -> bool:
        return self.kind in ("unit_name", "outlet_name")

    @property
    def likely(self) -> tuple[str, ...]:
        """What the answer may be: a column's meaning by what stands in it, the days that a day may be."""
        if self.kind == "column":
            return _LIKELY.get(self.asks_for or "", ())
        return tuple(self.suggested.split("|"))[:3] if self.suggested else ()

    @property
    def form(self) -> str | None:
        """What a question about a form, or about a file like others, is known again by."""
        return self.context if self.kind == "delivery" else self.subject if self.kind in FORMS else None

    @property
    def first_day(self) -> date:
        """The first day of its records' months; open where no month is known."""
        return date.fromisoformat(f"{self.first_month}-01") if self.first_month else OPEN_START

    @property
    def last_day(self) -> date:
        if not self.last_month:
            return OPEN_END
        year, month = map(int, self.last_month.split("-"))
        return date(year, month, calendar.monthrange(year, month)[1])


def choices_of(kind: str) -> tuple[str, ...]:
    """Return the answers in fixed words that a kind of question takes."""
    return CHOICES.get(kind, FIXED[DECIDES[kind]])


def code_of(office: Office, kind: str, key: str, asks_for: str | None) -> str:
    """Return what a question is called in the workbooks of one office, and in no other's."""
    told = "|".join((office.settings.name, kind, key, asks_for or ""))
    return _LETTERS[kind] + hashlib.sha256(told.encode()).hexdigest()[:11].upper()


def read_questions(connection: duckdb.DuckDBPyConnection) -> tuple[Question, ...]:
    """Return the questions that stood open when the warehouse was built."""
    return tuple(Question(*row) for row in connection.execute(_QUESTIONS).fetchall())


def read_suggesters(connection: duckdb.DuckDBPyConnection) -> dict[str, Suggester]:
    """Return who suggests units and who suggests outlets, by kind of question."""
    return {
        kind: Suggester(
            (KnownName(*row) for row in connection.execute(_NAMES, {"kind": DECIDES[kind]}).fetchall()),
            are_units=kind == "unit_name",
        )
        for kind in ("unit_name", "outlet_name")
    }
