"""A new figure is shown to all, or left out of what a revision explains, because somebody said so: never by accident."""

from dataclasses import fields, make_dataclass, replace

import pytest

from reports import display
from reports.editions import figures
from reports.saying.wording import Display

# Fields of a report that are shown in part: the value itself, or the first of many.
IN_PART = (
    "groups", "quotas", "best", "front_pages", "signed", "adoptions", "submissions", "commissions", "person_schemes",
    "candidates", "accounts",
)  # fmt: skip


def with_another(value):
    """The same value of a class that has one more field, with a unit's name in it."""
    more = make_dataclass("More", [("fell_short", tuple, ())], bases=(type(value),), frozen=True)
    return more(**{each.name: getattr(value, each.name) for each in fields(value)}, fell_short=("鹤汀",))


@pytest.mark.parametrize("mode", ["top", "bands", "private"])
def test_a_new_figure_is_not_shown_before_somebody_decided(whole, mode):
    with pytest.raises(TypeError, match="nobody decided whether fell_short may be shown to all"):
        display.shown(with_another(whole), Display(mode=mode))


@pytest.mark.parametrize("name", IN_PART)
def test_neither_is_a_new_figure_within_one_that_is_shown_in_part(whole, name):
    value = getattr(whole, name)
    assert value, name
    more = tuple(with_another(each) for each in value) if isinstance(value, tuple) else with_another(value)
    mode = "top" if name in {"groups", "person_schemes"} else "private"  # elsewhere there is nothing left of these
    with pytest.raises(TypeError, match="More: nobody decided whether fell_short may be shown to all"):
        display.shown(replace(whole, **{name: more}), Display(mode=mode))


def test_a_new_figure_is_not_left_unfrozen_before_somebody_decided(whole):
    with pytest.raises(TypeError, match="nobody decided whether fell_short is frozen"):
        figures.freeze(None, with_another(whole))


def test_a_figure_that_is_gone_is_not_decided_on_any_more(whole):
    less = make_dataclass("Less", [each.name for each in fields(whole) if each.name != "peers"], frozen=True)
    rest = less(**{each.name: getattr(whole, each.name) for each in fields(less)})
    with pytest.raises(TypeError, match="whether peers is frozen"):
        figures.freeze(None, rest)
