"""A comparison of two rules, said line by line: whose place changes, by which lines, and who passes whom."""

from __future__ import annotations

from reports.saying import plain
from reports.subjects.whatif import text as moves_text
from reports.subjects.whatif.comparison import LineEffect, Move, RuleComparison
from tongbao.speaking import say
from warehouse.period import Period


def tell(comparison: RuleComparison, period: Period) -> None:
    """Say every unit whose points or place change, and why."""
    before, after = comparison.before.label, comparison.after.label
    places = sum(move.changes_place for move in comparison.moves)
    say(f"{period.zh}：{before} → {after}，{len(comparison.moves)} 个单位得分或名次有变化，其中 {places} 个名次有变化",
        f"{period.code}: {before} -> {after}, {len(comparison.moves)} units change, {places} of them their place")  # fmt: skip
    if comparison.caution:
        say(f"提醒：{comparison.caution}", f"warning: {comparison.caution}")
    for move in comparison.moves:
        _tell_move(move)
    rest = comparison.unit_count - len(comparison.moves)
    say(f"其余 {rest} 个单位没有变化", f"{rest} other units do not change")


def _tell_move(move: Move) -> None:
    was, now = moves_text.place(move.was), moves_text.place(move.now)
    say(f"{move.unit_name}（{move.group}）：{moves_text.headline(move)}",
        f"{move.unit_name} ({move.group}): points {moves_text.points(move.was)} -> {moves_text.points(move.now)} "
        f"({plain.signed(move.difference)}), place {was} -> {now}")  # fmt: skip
    for part in move.parts:
        _tell_part(part)
    for zh, en in moves_text.others(move):
        say(f"    {zh}", f"    {en}")


def _tell_part(part: LineEffect) -> None:
    say(f"    {moves_text.line(part)}：{moves_text.effect(part)}",
        f"    {part.was or '-'} -> {part.now or '-'}: {part.count} lines, {plain.number(part.was_points)} -> "
        f"{plain.number(part.now_points)} ({plain.signed(part.difference)})")  # fmt: skip
    for one in part.examples:
        figures = f"{plain.number(one.was)} → {plain.number(one.now)}"
        said = f"        {plain.signed(one.difference):>6}  {figures}  {moves_text.example(one)}"
        say(said, said)
