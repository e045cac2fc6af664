"""Conditions: what they leave out, and which of them no record could fulfil."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from rulebook.conditions import When


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
