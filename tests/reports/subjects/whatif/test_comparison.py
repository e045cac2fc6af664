"""Two rules over the same records: differences add up, and every change of place is accounted for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.subjects.whatif import text as moves_text
from reports.subjects.whatif.comparison import ALL, Move, RuleComparison, compare
from reports.subjects.whatif.standing import Placed, RescoredLine, Standing
from warehouse.errors import BrokenError

WORDING = {("1", "T1"): "省级 5 分", ("2", "T1"): "省级 8 分", ("2", "T9"): "省级 8 分", ("2", "L1"): "封顶或保底"}


def line(
    unit: str, of: str, points: int, *, version: str, name: str = "T1", step: str = "tariff"
) -> RescoredLine:
    return RescoredLine(step, version, name, unit, of, Decimal(points), f"稿{of}", "某报 2025-03-01")


def standing(version: str, lines: tuple[RescoredLine, ...], **changed: Any) -> Standing:
    """Rank the units by the sum of their lines; equal sums share a place and the next is left out."""
    units = changed.pop("units", sorted({one.unit_code for one in lines}))
    groups = changed.pop("groups", {})
    policy = {"is_grouped": True, "ties": "shared", **changed}
    points = {unit: sum((one.points for one in lines if one.unit_code == unit), Decimal(0)) for unit in units}

    def place(unit: str) -> int:
        rivals = [u for u in units if groups.get(u) == groups.get(unit) or not policy["is_grouped"]]
        return 1 + sum(points[u] > points[unit] for u in rivals)

    placed = tuple(
        Placed(unit, f"{unit}县", order, groups.get(unit, "县"), points[unit], place(unit), False, "", "")
        for order, unit in enumerate(units, start=1)
    )
    return Standing(f"{version}版", version, policy["is_grouped"], policy["ties"], placed, lines, WORDING)


def moves(comparison: RuleComparison) -> dict[str, Move]:
    return {move.unit_code: move for move in comparison.moves}


def test_a_unit_that_lost_nothing_is_told_who_passed_it() -> None:
    before = standing("1", (line("甲", "1", 6, version="1"), line("乙", "2", 5, version="1")))
    after = standing("2", (line("甲", "1", 6, version="2"), line("乙", "2", 8, version="2")))
    found = moves(compare(before, after))
    assert list(found) == ["乙", "甲"]
    assert moves_text.headline(found["甲"]) == "本单位得分未变，名次 1 → 2"
    assert [zh for zh, _ in moves_text.others(found["甲"])] == ["被 乙县（+3） 超过"]
    assert moves_text.headline(found["乙"]) == "得分 5 → 8（+3），名次 2 → 1"
    assert [zh for zh, _ in moves_text.others(found["乙"])] == ["超过或追平 甲县（0）"]


def test_a_difference_is_told_by_line_with_the_records_behind_it() -> None:
    before = standing("1", tuple(line("甲", of, 5, version="1") for of in "12345"))
    after = standing("2", tuple(line("甲", of, 5 + int(of), version="2", name="T9") for of in "12345"))
    (part,) = moves(compare(before, after))["甲"].parts
    assert moves_text.line(part) == "T1 省级 5 分 → T9 省级 8 分"
    assert moves_text.effect(part) == "5 条，25 → 40（+15）"
    assert [(one.title, one.difference) for one in part.examples] == [("稿5", 5), ("稿4", 4), ("稿3", 3)]


def test_a_line_that_only_one_rule_has_is_new_or_gone() -> None:
    tariff = line("甲", "1", 5, version="1")
    cap = line("甲", "2025-03", -2, version="2", name="L1", step="limit")
    grown = compare(standing("1", (tariff,)), standing("2", (line("甲", "1", 5, version="2"), cap)))
    shrunk = compare(standing("2", (line("甲", "1", 5, version="2"), cap)), standing("1", (tariff,)))
    assert moves_text.line(moves(grown)["甲"].parts[0]) == "新计入：L1 封顶或保底"
    assert moves_text.line(moves(shrunk)["甲"].parts[0]) == "不再计入：L1 封顶或保底"


def test_an_addition_under_another_number_is_found_again() -> None:
    old = line("甲", "1", 2, version="1", name="A1", step="addition")
    new = line("甲", "1", 3, version="2", name="A2", step="addition")
    parts = [
        moves(compare(standing("1", (old,)), standing("2", (new,)), known))["甲"].parts
        for known in ({}, {"A1": "A2"})
    ]
    assert [len(each) for each in parts] == [2, 1]


def test_what_changes_nothing_is_no_move() -> None:
    same = compare(
        standing("1", (line("甲", "1", 5, version="1"),)),
        standing("2", (line("甲", "1", 5, version="2", name="T9"),)),
    )
    assert same.moves == ()
    assert same.unit_count == 1


def test_who_is_ranked_with_whom_is_a_reason_of_its_own() -> None:
    lines = (line("甲", "1", 5, version="1"), line("乙", "2", 3, version="1"))
    groups = {"甲": "县", "乙": "区"}
    apart = standing("1", lines, groups=groups)
    together = standing("2", lines, groups=groups, is_grouped=False)
    comparison = compare(apart, together)
    assert [contest.name for contest in comparison.contests] == [ALL]
    assert [each.unit_code for each in comparison.contests[0].now] == ["甲", "乙"]
    (move,) = comparison.moves
    assert [zh for zh, _ in moves_text.others(move)] == ["被 甲县（0） 超过"]


def test_who_loses_its_place_is_told_why_and_passes_nobody() -> None:
    lines = tuple(line(unit, unit, 5 - number, version="1") for number, unit in enumerate("甲乙丙"))
    before = standing("1", lines, units=list("甲乙丙"))
    first, *rest = before.placed
    gated = (
        replace(first, place=None, missed_gates="P1"),
        *(replace(each, place=each.place - 1) for each in rest if each.place),
    )
    found = moves(compare(before, replace(before, placed=gated)))
    assert [zh for zh, _ in moves_text.others(found["甲"])] == ["因未完成 P1 不再排名"]
    assert [zh for zh, _ in moves_text.others(found["丙"])] == ["超过或追平 甲县（不再排名）"]
    none = compare(
        before,
        replace(before, ties="none", placed=tuple(replace(each, place=None) for each in before.placed)),
    )
    assert [[zh for zh, _ in moves_text.others(move)] for move in none.moves] == [["是否排名次改变"]] * 3


def test_another_way_to_count_ties_is_a_reason() -> None:
    lines = tuple(line(unit, unit, points, version="1") for unit, points in (("甲", 5), ("乙", 5), ("丙", 3)))
    before = standing("1", lines, units=list("甲乙丙"))
    dense = tuple(replace(each, place=2) if each.unit_code == "丙" else each for each in before.placed)
    (move,) = compare(before, replace(before, ties="dense", placed=dense)).moves
    assert moves_text.headline(move) == "本单位得分未变，名次 3 → 2"
    assert list(moves_text.others(move)) == [("同分的名次算法改变", "ties are counted differently")]


def test_lines_that_do_not_add_up_are_refused() -> None:
    before = standing("1", (line("甲", "1", 5, version="1"),))
    after = Standing("2版", "2", True, "shared", before.placed, (line("甲", "1", 8, version="2"),), WORDING)
    with pytest.raises(BrokenError, match="甲县 changes by 0"):
        compare(before, after)


SCORES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=8)


@given(SCORES)
def test_places_move_by_exactly_those_who_passed(scores: list[tuple[int, int]]) -> None:
    units = [f"{number:02}" for number, _ in enumerate(scores)]
    before, after = (
        standing(
            version,
            tuple(
                line(unit, unit, score[side], version=version)
                for unit, score in zip(units, scores, strict=True)
            ),
        )
        for side, version in enumerate("12")
    )
    found = moves(compare(before, after))
    for old, new in zip(before.placed, after.placed, strict=True):
        move = found.get(old.unit_code)
        assert (move is None) == (old.points == new.points and old.place == new.place)
        if move:
            assert move.was is not None
            assert move.now is not None
            assert move.now.place - move.was.place == len(move.overtaken_by) - len(move.left_behind)
            assert not move.why
