"""Rows of the lines that hold over a period, and of how places are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyarrow as pa

from rulebook.columns import COUNT, FLAG, NAMES, NUMBER, TEXT, VERSION, Row, RuleFile
from rulebook.conditions import When
from rulebook.model import RuleVersion
from rulebook.period_lines import (
    AnyPeriodLine,
    Base,
    Convert,
    Figure,
    Limit,
    Measure,
    Need,
    Needs,
    PerAttribute,
    Pot,
    Standard,
    Streak,
    Task,
    Zero,
)

PERIOD_SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "rule_period_line": {**VERSION, "rule_line_id": TEXT, "kind": TEXT, "grain": TEXT, "line_order": COUNT,
                         "wording": TEXT, "for_groups": NAMES, "for_units": NAMES, "amount": NUMBER, "met": NUMBER,
                         "missed": NUMBER, "in_proportion": NUMBER, "short_each": NUMBER, "over_each": NUMBER, "is_any": FLAG,
                         "posted": TEXT, "carries": FLAG, "mark": TEXT, "cap": NUMBER, "floor": NUMBER,
                         "of_lines": NAMES, "limit_set": TEXT, "zero_from": COUNT, "streak_of": TEXT,
                         "streak_state": TEXT, "streak_periods": COUNT, "streak_again": TEXT, "conversion": TEXT,
                         "full_at": NUMBER, "among": TEXT, "printed": TEXT},
    "rule_need": {**VERSION, "rule_line_id": TEXT, "need_order": COUNT, "measure": TEXT, "when_id": TEXT,
                  "other_when_id": TEXT, "total_of": TEXT, "owed": NUMBER, "owed_per": TEXT, "owed_each": NUMBER,
                  "at_most": NUMBER},
    "rule_need_owed": {**VERSION, "rule_line_id": TEXT, "need_order": COUNT, "name": TEXT, "owed": NUMBER},
    "rule_tie_break": {**VERSION, "break_order": COUNT, "when_id": TEXT, "of_lines": NAMES},
    "rule_award": {**VERSION, "award_order": COUNT, "award_name": TEXT, "grain": TEXT, "first_place": COUNT,
                   "last_place": COUNT, "amount": NUMBER, "for_groups": NAMES, "needs": NAMES},
}  # fmt: skip
_SETTINGS = tuple(name for name in PERIOD_SCHEMAS["rule_period_line"] if name not in VERSION)
# What the account calls a line over a period.
_WORDINGS: dict[type[AnyPeriodLine], str] = {
    Base: "基本分", Task: "任务", Streak: "连续", Limit: "封顶或保底", Zero: "归零", Convert: "折算", Pot: "分配",
    Standard: "标准", Figure: "指标",
}  # fmt: skip


def period_tables() -> dict[str, Callable[[RuleFile], Iterator[Row]]]:
    """Return what makes the rows of each table of `PERIOD_SCHEMAS`, scheme and version left out."""
    return {
        "rule_period_line": _period_lines,
        "rule_need": _needs,
        "rule_need_owed": _owed,
        "rule_tie_break": _tie_breaks,
        "rule_award": _awards,
    }


def measures(line: AnyPeriodLine) -> tuple[Measure, ...]:
    """What a line counts, in order."""
    if isinstance(line, Task):
        return line.needs
    if isinstance(line, Figure):
        return (line.figure,)
    return (Measure(count=line.zero.count),) if isinstance(line, Zero) else ()


def measure_whens(rule: RuleVersion) -> Iterator[tuple[str, When]]:
    """Every condition that something is counted by, with its id; of several with one id, one must hold."""
    for line in rule.period:
        for order, measure in enumerate(measures(line), start=1):
            for number, whens in enumerate(measure.whens):
                yield from ((_when_id(line.id, order, number), when) for when in whens)
    for order, each in enumerate(rule.rank.tie_breaks, start=1):
        yield from ((_when_id("rank", order, 0), when) for when in each.count or ())


def _when_id(line_id: str, order: int, number: int) -> str:
    return f"{line_id}/{order}{'ab'[number]}"


def _period_lines(file: RuleFile) -> Iterator[Row]:
    for order, line in enumerate(file.rule.period, start=1):
        settings: dict[str, object] = {
            "rule_line_id": line.id, "kind": type(line).__name__.lower(), "grain": line.per, "line_order": order,
            "wording": _WORDINGS[type(line)],
            "for_groups": list(line.whom.group) if line.whom and line.whom.group else None,
            "for_units": list(line.whom.unit) if line.whom and line.whom.unit else None, **_settings_of(line, file.rule),
        }  # fmt: skip
        yield tuple(settings.get(name) for name in _SETTINGS)


def _settings_of(line: AnyPeriodLine, rule: RuleVersion) -> dict[str, object]:
    """Return the columns that only this kind of line fills."""
    found: dict[str, object] = {}
    match line:
        case Task():
            found = _task(line)
        case Base():
            found = {"amount": line.base}
        case Standard():
            found = {"amount": line.standard, "mark": line.mark}
        case Limit():
            of = rule.posted_ids(line.of) if line.of else None
            found = {"cap": line.cap, "floor": line.floor, "of_lines": of, "limit_set": "|".join(sorted(of or []))}
        case Zero():
            found = {"zero_from": line.zero.at_least}
        case Streak():
            run = line.streak
            found = {
                "amount": line.points, "streak_of": run.of, "streak_state": run.state,
                "streak_periods": run.periods, "streak_again": run.again,
            }  # fmt: skip
        case Convert():
            how = line.convert
            ways = {"times": how.times, "best_is": how.best_is, "full": how.full}
            way = next(name for name, amount in ways.items() if amount is not None)
            found = {"conversion": way, "amount": ways[way], "full_at": how.full_at, "among": how.among}
        case Pot():
            found = {"conversion": "pot", "amount": line.pot, "among": line.among}
        case Figure():
            found = {"printed": line.printed}
    return found


def _task(line: Task) -> dict[str, object]:
    return {
        "met": line.met, "missed": line.missed, "in_proportion": line.in_proportion,
        "short_each": line.short_each, "over_each": line.over_each, "posted": line.posted,
        "carries": line.carry, "mark": line.mark,
        "is_any": isinstance(line.task, Needs) and bool(line.task.any_of),
    }  # fmt: skip


def _needs(file: RuleFile) -> Iterator[Row]:
    for line in file.rule.period:
        for order, measure in enumerate(measures(line), start=1):
            owed = measure.owed if isinstance(measure, Need) else None
            by_attribute = owed if isinstance(owed, PerAttribute) else None
            yield (
                line.id, order, measure.kind, _when_id(line.id, order, 0),
                _when_id(line.id, order, 1) if len(measure.whens) > 1 else None,
                measure.total.of if measure.total else None,
                None if isinstance(owed, PerAttribute | dict) else owed,
                by_attribute.per if by_attribute else None, by_attribute.each if by_attribute else None,
                measure.at_most if isinstance(measure, Need) else None,
            )  # fmt: skip


def _owed(file: RuleFile) -> Iterator[Row]:
    for line in file.rule.period:
        for order, measure in enumerate(measures(line), start=1):
            if isinstance(measure, Need) and isinstance(measure.owed, dict):
                for name, owed in measure.owed.items():
                    yield line.id, order, name, owed


def _tie_breaks(file: RuleFile) -> Iterator[Row]:
    for order, each in enumerate(file.rule.rank.tie_breaks, start=1):
        when_id = _when_id("rank", order, 0) if each.count else None
        yield order, when_id, file.rule.posted_ids(each.points) if each.points else None


def _awards(file: RuleFile) -> Iterator[Row]:
    for order, award in enumerate(file.rule.rank.awards, start=1):
        first, last = (None, None) if award.places == "last" else award.places
        yield order, award.name, award.per, first, last, award.amount, list(award.groups) or None, list(award.needs)
