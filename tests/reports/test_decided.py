"""A new figure is shown to all, or left out of what a revision explains, because somebody said so: never by accident."""

from dataclasses import fields, make_dataclass, replace
from pathlib import Path

import pytest

from reports import display
from reports.editions import subject_figures
from reports.saying.wording import Display
from reports.value import SUBJECTS, Report

# What of a subject is shown in part: the first of many, or without its points.
IN_PART = (
    ("ranking", "groups"), ("pieces", "best"), ("pieces", "front_pages"), ("pieces", "signed"), ("pieces", "adoptions"),
    ("persons", "schemes"), ("elections", "candidates"),
)  # fmt: skip
NAMES = [subject.name for subject in SUBJECTS]


def with_another(value):
    """The same value of a class that has one more field, with a unit's name in it."""
    more = make_dataclass("More", [("fell_short", tuple, ())], bases=(type(value),), frozen=True)
    return more(**{each.name: getattr(value, each.name) for each in fields(value)}, fell_short=("鹤汀",))


def test_the_subjects_are_the_fields_of_a_report_and_the_folders(repository):
    folders = {path.parent.name for path in Path(repository / "reports" / "subjects").glob("*/subject.py")}
    of_all = ["period", "office_name", "measure", "tiers"]
    assert (folders, [each.name for each in fields(Report)]) == (set(NAMES), of_all + NAMES)


@pytest.mark.parametrize("mode", ["top", "bands", "private"])
def test_a_new_subject_is_neither_shown_nor_frozen_before_it_answers(whole, mode):
    with pytest.raises(TypeError, match="More: nobody decided whether fell_short is a subject"):
        display.shown(with_another(whole), Display(mode=mode))
    with pytest.raises(TypeError, match="More: nobody decided whether fell_short is a subject"):
        subject_figures.freeze(with_another(whole))


@pytest.mark.parametrize("name", NAMES)
def test_a_new_figure_is_not_shown_before_somebody_decided(whole, name):
    more = replace(whole, **{name: with_another(getattr(whole, name))})
    with pytest.raises(TypeError, match="More: nobody decided whether fell_short may be shown to all"):
        display.shown(more, Display(mode="top"))


@pytest.mark.parametrize(("subject", "name"), IN_PART)
def test_neither_is_a_new_figure_within_one_that_is_shown_in_part(whole, subject, name):
    value = getattr(whole, subject)
    parts = getattr(value, name)
    assert parts, name
    more = replace(whole, **{subject: replace(value, **{name: tuple(with_another(each) for each in parts)})})
    mode = "top" if name in {"groups", "schemes"} else "private"  # elsewhere there is nothing left of these
    with pytest.raises(TypeError, match="More: nobody decided whether fell_short may be shown to all"):
        display.shown(more, Display(mode=mode))


@pytest.mark.parametrize("name", NAMES)
def test_a_new_figure_is_not_left_unfrozen_before_somebody_decided(whole, name):
    more = replace(whole, **{name: with_another(getattr(whole, name))})
    with pytest.raises(TypeError, match="More: nobody decided whether fell_short is frozen"):
        subject_figures.freeze(more)


def test_a_figure_that_is_gone_is_not_decided_on_any_more(whole):
    less = make_dataclass("Less", [each.name for each in fields(whole.claims) if each.name != "outlet_counts"], frozen=True)
    with pytest.raises(TypeError, match="Less: nobody decided whether outlet_counts is frozen"):
        subject_figures.freeze(replace(whole, claims=less(whole.claims.claims)))
