"""Who leads in the media of the two highest tiers; tests/orgs tries the query."""

from __future__ import annotations

from dataclasses import replace

from reports.saying.phrases import Shortened
from reports.subjects.ranking import text
from reports.subjects.ranking.upper import leading
from reports.subjects.ranking.value import MediaContest


def said(ranking, report):
    [found] = [each for each in text.sentences(ranking, report.told(Shortened(None))) if each.lead == "上级媒体采用"]
    return found.text


def test_equal_units_share_the_higher_place_and_those_with_nothing_have_none():
    units = [("甲县", 5), ("乙县", 3), ("丙县", 3), ("丁县", 1), ("戊县", 0)]
    assert [(each.unit_name, each.place, each.is_tied) for each in leading(units)] == [
        ("甲县", 1, False), ("乙县", 2, True), ("丙县", 2, True),
    ]  # fmt: skip
    assert [each.unit_name for each in leading(units[2:])] == ["丙县"]
    assert leading([("甲县", 0), ("乙县", 0)]) == ()


def test_the_leaders_are_named_with_their_group_and_a_quarter_names_none(quarter):
    assert said(quarter.ranking, quarter) == ""
    contest = MediaContest("县", 4, leading([("甲县", 9), ("乙县", 9), ("丙县", 2), ("丁县", 0)]))
    assert said(replace(quarter.ranking, contests=(contest,)), quarter) == (
        "在省级以上媒体采用方面，县组4个单位中，并列第1位甲县（9篇次）、并列第1位乙县（9篇次）、第3位丙县（2篇次）。"
    )
