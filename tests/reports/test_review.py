"""What the annual circular says beside the rest: ties, no last year, nothing sent; tests/orgs tries its queries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports import review_text
from reports.parts import Compared, change
from reports.query_review import leading
from reports.review import Contest, Printed, Review, Sent


@pytest.fixture
def year(quarter):
    """A report with a review of nothing, to be filled."""
    return replace(quarter, review=Review((), 0, (), ()))


def said(year, text, **parts):
    return text(replace(year, review=replace(year.review, **parts)))


@pytest.mark.parametrize("text", [review_text.bulletins, review_text.media, review_text.sent])
def test_a_shorter_period_and_a_year_without_figures_say_nothing(quarter, year, text):
    assert (text(quarter), text(year)) == ("", "")


@pytest.mark.parametrize(
    ("now", "year_ago", "issues", "sentence"),
    [
        (346, 144, 96, "《某市组工》96期采用346篇次，比上年增加202篇次。"),
        (3, 5, None, "《某市组工》采用3篇次，比上年减少2篇次。"),
        (5, 5, 2, "《某市组工》2期采用5篇次，与上年持平。"),
        (0, 4, None, "《某市组工》采用0篇次，比上年减少4篇次。"),
        (7, None, 7, "《某市组工》7期采用7篇次。"),
    ],
)
def test_a_bulletin_is_held_against_last_year(year, now, year_ago, issues, sentence):
    adoptions = Compared("某市组工", now, None, change(now, year_ago, 1))
    assert said(year, review_text.bulletins, bulletins=(Printed(adoptions, issues),)) == sentence


def test_equal_units_share_the_higher_place_and_those_with_nothing_have_none():
    units = [("甲县", 5), ("乙县", 3), ("丙县", 3), ("丁县", 1), ("戊县", 0)]
    assert [(each.unit_name, each.place, each.is_tied) for each in leading(units)] == [
        ("甲县", 1, False), ("乙县", 2, True), ("丙县", 2, True),
    ]  # fmt: skip
    assert [each.unit_name for each in leading(units[2:])] == ["丙县"]
    assert leading([("甲县", 0), ("乙县", 0)]) == ()


def test_the_leaders_are_named_with_their_group(year):
    contest = Contest("县", 4, leading([("甲县", 9), ("乙县", 9), ("丙县", 2), ("丁县", 0)]))
    assert said(year, review_text.media, upper_count=21, contests=(contest,)) == (
        "省级以上媒体采用21篇次。县组4个单位中，并列第1位甲县（9篇次）、并列第1位乙县（9篇次）、第3位丙县（2篇次）。"
    )


def test_groups_that_sent_nothing_are_not_named(year):
    sent = (Sent("县", 240), Sent("区", 0), Sent("市委组织部", 40))
    assert said(year, review_text.sent, sent=sent) == "报送的280篇中，县240篇、市委组织部40篇。"
