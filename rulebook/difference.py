"""What changed between two versions of a scheme, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from rulebook.lines import Line
from rulebook.model import RuleVersion
from rulebook.period_lines import AnyPeriodLine
from rulebook.strict import Strict
from rulebook.wording import conditions, period_line, policies, worth

_Step = tuple[str, Line]
_Any = TypeVar("_Any")
_STEPS = {"only": "认定条件", "exclude": "不计的情形", "tariff": "分值", "factor": "系数", "addition": "加分"}


def differences(old: RuleVersion, new: RuleVersion) -> tuple[str, ...]:
    """Say everything that two versions decide differently; examples aside, no sentence means no difference."""
    return (*_policies(old, new), *_record_lines(old, new), *_period_lines(old, new))


def renumbered(old: RuleVersion, new: RuleVersion) -> dict[str, str]:
    """Return the new number of each old line that goes on: one that asks for the same is the same, else one so numbered."""
    records = _pairs(tuple(old.record_lines), tuple(new.record_lines), _number, _asks)
    periods = _pairs(old.period, new.period, _period_number, _period_content)
    return {
        **{_number(was): _number(now) for was, now in records if was and now},
        **{was.id: now.id for was, now in periods if was and now},
    }


def _policies(old: RuleVersion, new: RuleVersion) -> Iterator[str]:
    for (label, was, kept), (_, now, kept_now) in zip(policies(old), policies(new), strict=True):
        if was != now:
            yield f"{label}：{was} → {now}"
        elif kept != kept_now:
            yield f"{label}：{_raw(kept, kept_now)}"


def _record_lines(old: RuleVersion, new: RuleVersion) -> Iterator[str]:
    for was, now in _pairs(tuple(old.record_lines), tuple(new.record_lines), _number, _asks):
        if was is None and now is not None:
            yield f"新增{_STEPS[now[0]]} {now[1].id}：{conditions(now[1].when)}，{worth(now[1], new.counted_in)}"
        elif was is not None and now is None:
            yield f"取消{_STEPS[was[0]]} {was[1].id}：{conditions(was[1].when)}，{worth(was[1], old.counted_in)}"
        elif was is not None and now is not None:
            yield from _changed(was, now, (old.counted_in, new.counted_in))


def _changed(was: _Step, now: _Step, counted_in: tuple[str, str]) -> Iterator[str]:
    (step, old), (new_step, new) = was, now
    parts = [] if step == new_step else [f"改为{_STEPS[new_step]}"]
    parts += [] if old.id == new.id else [f"改编号为 {new.id}"]
    if old.when != new.when:
        said = conditions(old.when), conditions(new.when)
        parts.append(
            f"条件由“{said[0]}”改为“{said[1]}”" if said[0] != said[1] else f"条件 {_raw(old.when, new.when)}"
        )
    if (old_worth := worth(old, counted_in[0])) != (new_worth := worth(new, counted_in[1])):
        parts.append(f"{old_worth} → {new_worth}")
    elif step == new_step and _content(old, "id", "when") != _content(new, "id", "when"):
        parts.append(_raw(_content(old, "id", "when"), _content(new, "id", "when")))
    if parts:
        yield f"{_STEPS[step]} {old.id}（{conditions(old.when)}）：{'；'.join(parts)}"


def _raw(old: object, new: object) -> str:
    """Say a difference for which there are no words in the words of the file: two columns may hold the same value."""
    was, now = (
        one.model_dump(mode="json", by_alias=True) if isinstance(one, Strict) else one for one in (old, new)
    )
    if not isinstance(was, dict) or not isinstance(now, dict):
        return f"{was} → {now}"
    keys = [key for key in dict.fromkeys((*was, *now)) if was.get(key) != now.get(key)]
    return "，".join(f"{key}：{_plain(was.get(key))} → {_plain(now.get(key))}" for key in keys)


def _plain(value: object) -> object:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "无" if value is None else value


def _period_lines(old: RuleVersion, new: RuleVersion) -> Iterator[str]:
    for was, now in _pairs(old.period, new.period, _period_number, _period_content):
        if was is None and now is not None:
            yield f"新增期间条款 {now.id}：{period_line(now, new.counted_in)}"
        elif was is not None and now is None:
            yield f"取消期间条款 {was.id}：{period_line(was, old.counted_in)}"
        elif was is not None and now is not None:
            said = period_line(was, old.counted_in), period_line(now, new.counted_in)
            parts = [] if was.id == now.id else [f"改编号为 {now.id}"]
            if said[0] != said[1]:
                parts.append(f"{said[0]} → {said[1]}")
            elif _content(was, "id") != _content(now, "id"):
                parts.append(_raw(_content(was, "id"), _content(now, "id")))
            if parts:
                yield f"期间条款 {was.id}：{'；'.join(parts)}"


def _pairs(
    old: Sequence[_Any], new: Sequence[_Any], number: Callable[[_Any], str], asks: Callable[[_Any], object]
) -> tuple[tuple[_Any | None, _Any | None], ...]:
    """Pair the lines of two versions: those that ask for the same, then those of one number; what is left over stands alone."""
    found: dict[int, int] = {}
    for alike in (lambda one: (number(one), asks(one)), asks, number):
        for i, was in enumerate(old):
            free = [j for j, now in enumerate(new) if j not in found.values() and alike(now) == alike(was)]
            if i not in found and free:
                found[i] = free[0]
    kept: list[tuple[_Any | None, _Any | None]] = [
        (was, new[found[i]] if i in found else None) for i, was in enumerate(old)
    ]
    return (*kept, *((None, now) for j, now in enumerate(new) if j not in found.values()))


def _number(line: _Step) -> str:
    return line[1].id


def _asks(line: _Step) -> object:
    return line[0], line[1].when


def _period_number(line: AnyPeriodLine) -> str:
    return line.id


def _period_content(line: AnyPeriodLine) -> object:
    return line.model_copy(update={"id": ""})


def _content(line: Strict, *without: str) -> dict[str, object]:
    return line.model_dump(mode="json", by_alias=True, exclude=set(without))
