"""Conditions: what they leave out, and which of them no record could fulfil."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from rulebook import case_rows
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


# One list of what a rule may ask (`TEXTS`, `NUMBERS`), repeated by SQL: whoever adds a column is told what was forgotten.
ASKED = {*TEXTS, *NUMBERS}
# Told by the units, the authors and the day of a record, no columns of their own.
COUNTED = {"units", "persons", "day"}
# A column of the guide that has no place in the registers of one of the two kinds, and why: none.
NOWHERE: dict[str, str] = {}


def sql(name: str) -> str:
    return re.sub(r"--.*", "", next((PROJECT / "models").rglob(f"{name}.sql")).read_text(encoding="utf-8"))


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\b[a-z_]+\b", text))


def test_every_condition_stands_wherever_conditions_are_listed() -> None:
    ends = {f"{name}{end}" for name in NUMBERS for end in ("_from", "_end")}
    assert names_in(sql("stg_rulebook__when")) >= {*TEXTS, *ends}
    assert names_in(sql("int_score__profile")) >= ASKED
    described = sql("int_score__described").split("hash(")[1]
    assert names_in(described) >= ASKED
    assert set(re.findall(r"'(\w+)' as number_name", sql("int_score__bucket"))) == set(NUMBERS)
    fits = (PROJECT / "macros" / "fits.sql").read_text(encoding="utf-8")
    assert {*re.findall(r"""wanted ~ '\."?(\w+)""", fits), "kind"} == ASKED
    assert {*case_rows._TEXTS, *case_rows._NUMBERS, "kind"} == ASKED - COUNTED - {"group"}
    assert ASKED - COUNTED - {"group"} <= Record.model_fields.keys()
    assert When.model_fields.keys() >= ASKED


@pytest.mark.parametrize("branch", [0, 1], ids=["adoptions", "other_registers"])
def test_no_column_that_a_rule_may_ask_is_blank_by_construction(branch: int) -> None:
    """Of the office's own records, in `int_score__thing`: what no register could deliver no rule should be offered."""
    part = sql("int_score__thing").split("union all")[branch]
    said = part[part.rindex("select\n") :]
    assert re.findall(r"\bnull\b[^,\n]* as \S+", said.partition("\nfrom ")[0]) == list(NOWHERE)
    columns = {
        line.split()[-1].rpartition(".")[2].strip('",') for line in said.partition("\nfrom ")[0].splitlines()
    }
    assert ASKED - COUNTED - columns == set()
    assert {"unit_codes", "unit_shares", "person_names", "person_units", "person_shares"} <= columns
