"""Two editions compared: what changed, for whom, and the plainest reason there is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.editions.changes import Known, compare
from reports.editions.changes_text import sentences
from reports.editions.figures import Adopted, Figures, FrozenScoreLine, Score

WAS = Figures(
    period="2025-Q1",
    rules={"2025": "a" * 64},
    totals={"采用篇次": 2},
    scores=(Score("U1", "甲县", "县", 1, Decimal("8.0000"), 1), Score("U2", "乙县", "县", 2, Decimal(3), 1)),
    adoptions=(Adopted("r1", "甲县", "题", "省报", "2025-03-05", "d1", "3月.csv", "2025-04-01"),),
    accounts=(FrozenScoreLine("l1", "甲县", "题", "省报", "2025-03-05", "2025", Decimal(8), "省报 8 分"),),
)
KNOWN = Known(frozenset({"d1"}), {})


def rescored(points: int) -> Figures:
    return replace(
        WAS,
        scores=(replace(WAS.scores[0], points=Decimal(points)), WAS.scores[1]),
        accounts=(replace(WAS.accounts[0], points=Decimal(points)),),
    )


def test_frozen_figures_are_read_as_they_were():
    assert Figures.load(WAS.content) == WAS
    assert not compare(WAS, Figures.load(WAS.content), KNOWN).any


def test_points_written_otherwise_are_the_same_points():
    assert not compare(WAS, rescored(8), KNOWN).any


def test_a_unit_whose_place_alone_changes_is_named():
    now = replace(WAS, scores=(WAS.scores[0], replace(WAS.scores[1], place=1)))
    assert list(sentences(compare(WAS, now, KNOWN))) == ["乙县：名次由第2改为第1"]


def test_a_unit_that_came_or_went_is_named():
    without = replace(WAS, scores=WAS.scores[:1])
    assert list(sentences(compare(WAS, without, KNOWN))) == ["乙县：本版起不再参加排名"]
    assert list(sentences(compare(without, WAS, KNOWN))) == ["乙县：本版起参加排名"]


@pytest.mark.parametrize(
    ("now", "known", "why"),
    [
        (rescored(6), Known(frozenset({"d1"}), {"r1": "更正：不计"}), "更正：不计"),
        (rescored(6), Known(frozenset(), {}), "新到来件《3月.csv》（2025-04-01 收到）"),
        (replace(rescored(6), rules={"2025": "b" * 64}), KNOWN, "计分办法 2025 版变更"),
        (rescored(6), KNOWN, "名单、设置或同一稿件其他采用的变化"),
        # what somebody decided explains more than where the record came from
        (rescored(6), Known(frozenset(), {"r1": "更正：不计"}), "更正：不计"),
    ],
)
def test_the_reason_is_the_plainest(now, known, why):
    [item] = compare(WAS, now, known).items
    assert (item.why, item.difference) == (why, Decimal(-2))


def test_a_line_that_went_counts_against_its_unit():
    [item] = compare(WAS, replace(WAS, accounts=()), KNOWN).items
    assert (item.was, item.now) == (Decimal(8), 0)


def test_where_not_all_units_are_shown_a_hidden_one_is_not_named_by_its_changes():
    changes = compare(WAS, rescored(9), KNOWN)
    assert (len(changes.moved), len(changes.items)) == (1, 1)
    hidden = changes.of(frozenset({"乙县"}))
    assert (hidden.moved, hidden.items) == ((), ())
    assert changes.of(frozenset({"甲县"})) == changes
