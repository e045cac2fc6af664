"""Conditions: what they leave out, and which of them no record could fulfil."""

from __future__ import annotations

import re

import jinja2
import pytest
from pydantic import ValidationError

from ingest.reading import COLUMNS
from rulebook import conditions
from rulebook.case_rows import CASE_SCHEMAS
from rulebook.conditions import NUMBERS, TEXTS, When
from rulebook.worked import Record
from warehouse.manifest import PROJECT


def test_what_is_taken_out_is_of_the_same_kind_of_record() -> None:
    when = When.model_validate({"what": ["报送", "上报"], "but_not": {"kind": "调研"}})
    assert when.but_not is not None
    assert when.but_not.what == ("报送", "上报")


def test_adoptions_are_taken_out_of_adoptions() -> None:
    when = When.model_validate({"tier": "省", "but_not": {"kind": "调研"}})
    assert when.but_not is not None
    assert when.but_not.what == ("采用",)


def test_one_of_several_kinds_of_record_can_be_taken_out() -> None:
    when = When.model_validate({"what": ["报送", "上报"], "but_not": {"what": "上报", "tier": "县"}})
    assert when.but_not is not None
    assert when.but_not.what == ("上报",)


@pytest.mark.parametrize(
    ("but_not", "said"),
    [
        ({"what": "采用", "kind": "调研"}, "but_not 说的是 采用，本行只看 报送：什么也除不掉"),
        ({"kind": "调研", "but_not": {"tier": "省"}}, "but_not 里不能再写 but_not"),
    ],
)
def test_an_exception_that_takes_nothing_out_is_refused(but_not: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        When.model_validate({"what": "报送", "but_not": but_not})


def test_the_exceptions_of_a_line_hold_for_its_share_of_another_body() -> None:
    line = When.model_validate({"path": "转报", "but_not": {"kind": "简讯"}})
    theirs = When.model_validate({"tier": "省"})
    both = line.both(theirs)
    assert both is not None
    assert both.named == {"path": ("转报",), "tier": ("省",)}
    assert both.but_not == line.but_not


def test_an_exception_of_records_that_the_other_body_does_not_look_at_is_left_out() -> None:
    line = When.model_validate({"what": ["采用", "上报"], "but_not": {"what": "上报", "tier": "县"}})
    both = line.both(When.model_validate({"tier": "省"}))
    assert both is not None
    assert both.what == ("采用",)
    assert both.but_not is None


# One list of what a rule may ask (`When`), repeated by SQL once: whoever adds a column is told what was forgotten.
ASKED = {*TEXTS, *NUMBERS}
# Told by the units, the authors and the day of a record, no columns of their own.
COUNTED = {"units", "persons", "day"}
MACROS = "".join(
    (PROJECT / "macros" / f"{name}.sql").read_text(encoding="utf-8")
    for name in ("conditions", "fits", "text")
)


def rendered(text: str) -> str:
    """Return SQL as dbt makes it of a template, as far as lists of conditions go, without comments."""
    environment = jinja2.Environment(extensions=["jinja2.ext.do"], undefined=Silent)  # noqa: S701 - no page
    text = environment.from_string(MACROS + "--BEGIN--" + text).render(ref=str, source=lambda _, name: name)
    return re.sub(r"--.*", "", text.partition("--BEGIN--")[2])


class Silent(jinja2.ChainableUndefined):
    """A macro that is of no concern here."""

    def __call__(self, *_: object, **__: object) -> str:
        return "something"


def sql(name: str) -> str:
    return rendered(next((PROJECT / "models").rglob(f"{name}.sql")).read_text(encoding="utf-8"))


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\b[a-z_]+\b", text))


def test_the_list_of_conditions_in_sql_is_that_of_the_rulebook() -> None:
    assert rendered("{{ asked_texts() }}").split() == list(TEXTS)
    assert rendered("{{ asked_numbers() }}").split() == list(NUMBERS)
    said = rendered("{{ said_texts() }} {{ said_numbers() }}").split()
    assert set(said) == ASKED - COUNTED - {"outlet", "tier", "medium", "group"}


def test_every_condition_stands_wherever_conditions_are_listed() -> None:
    ends = {f"{name}{end}" for name in NUMBERS for end in ("_from", "_end")}
    said = ASKED - COUNTED
    for place, wanted, text in (
        ("rulebook/worked.py", said - {"group"}, " ".join(Record.model_fields)),
        ("stg_rulebook__when", {*TEXTS, *ends}, sql("stg_rulebook__when")),
        ("stg_rulebook__case_record", said - {"group"}, sql("stg_rulebook__case_record")),
        ("int_register__thing", said, sql("int_register__thing").rpartition("select")[2]),
        ("int_score__thing", said, sql("int_score__thing").rpartition("select")[2]),
        ("int_score__bucket", set(NUMBERS), sql("int_score__bucket")),
        ("int_score__described", ASKED, sql("int_score__described").partition("hash(")[2]),
        ("int_score__profile", ASKED, sql("int_score__profile")),
        ("macros/fits.sql", {*TEXTS, *ends}, rendered("{{ fits('profile', 'wanted', 'blanks') }}")),
        ("rulebook/case_rows.py", said - {"group"}, " ".join(CASE_SCHEMAS["rule_case_record"])),
    ):
        assert wanted - names_in(text) == set(), place


@pytest.mark.parametrize("branch", [0, 1], ids=["adoptions", "other_registers"])
def test_no_column_that_a_rule_may_ask_is_blank_by_construction(branch: int) -> None:
    """Of the office's own records, in `int_score__thing`: what no register could deliver no rule should be offered."""
    part = sql("int_score__thing").split("union all")[branch]
    said = part[part.rindex("select\n") :].partition("\nfrom ")[0]
    assert re.findall(r"\bnull\b[^,\n]* as \S+", said) == []
    columns = {line.split()[-1].rpartition(".")[2].strip('",') for line in said.splitlines() if line.strip()}
    assert ASKED - COUNTED - columns == set()
    assert {"unit_codes", "unit_shares", "person_names", "person_units", "person_shares"} <= columns


def test_a_condition_that_is_delivered_is_a_column_of_registers() -> None:
    delivered = {name for column in conditions.COLUMNS.values() for name in column.delivered}
    assert delivered <= set(COLUMNS)
    own = {"outlet", "tier", "medium", "group", "placement", "units", "day"}
    assert ASKED - own == {name for name, column in conditions.COLUMNS.items() if column.delivered}
