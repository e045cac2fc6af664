"""Which published rules use which mechanism of the rule file, read from the rules as they are understood.

Only the list of what a rule file cannot say is taken from the comments that say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from rulebook import period_lines as over
from rulebook.columns import RuleFile
from rulebook.conditions import NUMBERS, TEXTS, When
from rulebook.lines import Amount, TariffLine
from rulebook.loading import read_rule
from rulebook.model import RuleVersion
from rulebook.period_rows import measure_whens, measures

RULES = Path(__file__).parent / "rules"
CANNOT = "# 格式说不了："

# What a rule does with a mechanism: how often, or which choice; 0 and "" mean that it does without.
Use = Callable[[RuleVersion], int | str]


def rule_files() -> tuple[RuleFile, ...]:
    """Every published rule that is written as a rule file, by its name."""
    return tuple(read_rule(path) for path in sorted(RULES.glob("*/*.yaml")))


def whens(rule: RuleVersion) -> Iterator[When]:
    """Every set of conditions of a rule, exceptions too, however it is used."""
    for when in (*(line.when for _, line in rule.record_lines), *(when for _, when in measure_whens(rule))):
        yield when
        if when.but_not is not None:
            yield when.but_not


def _condition(column: str) -> Use:
    return lambda rule: sum(column in when.named or column in when.bands for when in whens(rule))


def _amounts(rule: RuleVersion) -> list[Amount]:
    return [*rule.tariff, *rule.additions]


def _what(*wanted: str) -> Use:
    """How many lines look at records of a kind."""
    return lambda rule: sum(not set(when.what).isdisjoint(wanted) for when in whens(rule))


def _penalties(rule: RuleVersion) -> int:
    return sum((line.points or 0) < 0 or bool(line.each and line.each.points < 0) for line in _amounts(rule))


def _families(rule: RuleVersion) -> int:
    return len({line.family for line in (*rule.factors, *rule.additions) if line.family})


def _lines(kind: type[over.AnyPeriodLine], holds: Callable[..., object] = lambda _: True) -> Use:
    return lambda rule: sum(isinstance(line, kind) and bool(holds(line)) for line in rule.period)


def _needs(holds: Callable[[over.Need], object]) -> Use:
    return lambda rule: sum(
        bool(holds(need)) for line in rule.period if isinstance(line, over.Task) for need in line.needs
    )


def _measured(name: str) -> Use:
    def use(rule: RuleVersion) -> int:
        counted: list[over.Measure] = [each for line in rule.period for each in measures(line)]
        return sum(getattr(each, name) is not None for each in counted)

    return use


def _several_whens(rule: RuleVersion) -> int:
    counted = [each for line in rule.period for each in measures(line)]
    lists = [one for each in counted for one in each.whens] + [
        each.count or () for each in rule.rank.tie_breaks
    ]
    return sum(len(one) > 1 for one in lists)


def _is_several(way: str) -> Callable[[over.Task], bool]:
    return lambda line: isinstance(line.task, over.Needs) and bool(getattr(line.task, way))


def _calendar(rule: RuleVersion) -> str:
    own = rule.calendar
    parts = [f"月止于 {own.month_ends} 日"] * bool(own.month_ends)
    parts += [f"年始于 {own.year_starts} 月"] * (own.year_starts != 1)
    parts += [f"延长 {len(own.extended)} 月"] * bool(own.extended)
    return "、".join(parts) or "natural"


def _reuse(rule: RuleVersion) -> str:
    reuse = rule.reuse
    parts = [reuse.keep, *([f"per {'、'.join(reuse.per)}"] if reuse.per else [])]
    parts += [f"top {reuse.top}"] if reuse.top else []
    parts += [f"others {reuse.others.normalize():f}"] if reuse.others else []
    return " ".join(parts + ([f"of {'、'.join(reuse.of)}"] if reuse.of != ("采用",) else []))


def _late(rule: RuleVersion) -> str:
    late = rule.late
    return late.count_in if late.after_days is None else f"{late.count_in} {late.after_days} 天（{late.of}）"


def _money(rule: RuleVersion) -> str:
    return "元" if rule.counted_in == "元" else ""


TABLES: dict[str, dict[str, Use]] = {
    "看什么（when 里写到的栏目，几处）": {
        **{name: _condition(name) for name in (*TEXTS, *NUMBERS)},
        "but_not": lambda rule: sum(when.but_not is not None for when in whens(rule)),
    },
    "怎么计（几行）": {
        "recognise.only": lambda rule: len(rule.recognise.only),
        "recognise.exclude": lambda rule: len(rule.recognise.exclude),
        "tariff": lambda rule: len(rule.tariff),
        "adds": lambda rule: sum(line.adds for line in rule.tariff),
        "each 按数量": lambda rule: sum(line.each is not None for line in _amounts(rule)),
        "most 按数量封顶": lambda rule: sum(bool(line.each and line.each.most) for line in _amounts(rule)),
        "of_body 别家标准": lambda rule: sum(
            isinstance(line, TariffLine) and bool(line.of_body) for line in rule.tariff
        ),
        "factors": lambda rule: len(rule.factors),
        "additions": lambda rule: len(rule.additions),
        "family 取最高": _families,
        "批示": _what("批示"),
        "约稿": _what("约稿"),
        "获奖": _what("获奖"),
        "报送": _what("报送"),
        "上报": _what("上报"),
        "差错": _what("差错"),
        "事项": _what("事项"),
        "指标": _what("指标"),
        "评分": _what("评分"),
        "扣分": _penalties,
    },
    "各家不同的选择": {
        "whom": lambda rule: rule.whom,
        "counted_in": _money,
        "calendar": _calendar,
        "unlisted": lambda rule: str(rule.unlisted),
        "reuse": _reuse,
        "sharing": lambda rule: rule.sharing.units,
        "persons": lambda rule: rule.sharing.persons or "",
        "late": _late,
        "blanks": lambda rule: rule.blanks,
        "ties": lambda rule: rule.ties,
        "rounding": lambda rule: f"{rule.rounding.decimals} {rule.rounding.mode}",
    },
    "一段时间里的任务（几项）": {
        "task": _lines(over.Task),
        "count": _measured("count"),
        "pieces": _measured("pieces"),
        "least_of": _measured("least_of"),
        "rate": _measured("rate"),
        "total": _measured("total"),
        "条件之一": _several_whens,
        "all_of": _lines(over.Task, _is_several("all_of")),
        "any_of": _lines(over.Task, _is_several("any_of")),
        "owed 按组按单位": _needs(lambda need: isinstance(need.owed, dict)),
        "owed 按属性": _needs(lambda need: isinstance(need.owed, over.PerAttribute)),
        "at_most": _needs(lambda need: need.at_most is not None),
        "for": lambda rule: sum(line.whom is not None for line in rule.period),
        "met": _lines(over.Task, lambda line: line.met is not None),
        "missed": _lines(over.Task, lambda line: line.missed is not None),
        "in_proportion": _lines(over.Task, lambda line: line.in_proportion is not None),
        "short_each": _lines(over.Task, lambda line: line.short_each is not None),
        "over_each": _lines(over.Task, lambda line: line.over_each is not None),
        "posted: next": _lines(over.Task, lambda line: line.posted == "next"),
        "carry": _lines(over.Task, lambda line: line.carry),
        "mark": _lines(over.Task, lambda line: line.mark),
    },
    "一段时间里的其他（几行）": {
        "base": _lines(over.Base),
        "cap": _lines(over.Limit, lambda line: line.cap is not None),
        "floor": _lines(over.Limit, lambda line: line.floor is not None),
        "of 只限几行": _lines(over.Limit, lambda line: line.of),
        "cap 每稿": _lines(over.Limit, lambda line: line.per == "piece"),
        "zero": _lines(over.Zero),
        "zero 每稿": _lines(over.Zero, lambda line: line.per == "piece"),
        "streak": _lines(over.Streak),
        "convert.times": _lines(over.Convert, lambda line: line.convert.times is not None),
        "convert.best_is": _lines(over.Convert, lambda line: line.convert.best_is is not None),
        "convert.full": _lines(over.Convert, lambda line: line.convert.full is not None),
        "pot": _lines(over.Pot),
        "standard": _lines(over.Standard),
        "figure": _lines(over.Figure),
        "month": lambda rule: sum(line.per == "month" for line in rule.period),
        "quarter": lambda rule: sum(line.per == "quarter" for line in rule.period),
        "half": lambda rule: sum(line.per == "half" for line in rule.period),
        "year": lambda rule: sum(line.per == "year" for line in rule.period),
    },
    "名次": {
        "rank.groups": lambda rule: rule.rank.groups,
        "tie_breaks": lambda rule: len(rule.rank.tie_breaks),
        "gates": lambda rule: len(rule.rank.gates),
        "unranked": lambda rule: len((*rule.rank.unranked.groups, *rule.rank.unranked.units)),
        "awards": lambda rule: len(rule.rank.awards),
        "places: last": lambda rule: sum(award.places == "last" for award in rule.rank.awards),
        "amount": lambda rule: sum(award.amount is not None for award in rule.rank.awards),
        "needs": lambda rule: sum(bool(award.needs) for award in rule.rank.awards),
        "groups": lambda rule: sum(bool(award.groups) for award in rule.rank.awards),
    },
}


def unsaid(path: Path) -> list[str]:
    """Return what the comments of a rule file say that a rule file cannot say."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(CANNOT) for line in lines if line.startswith(CANNOT)]


def coverage_text() -> str:
    """Return `docs/rule-coverage.md`."""
    files = rule_files()
    parts = [
        "# 公开的计分办法用到了哪些写法\n",
        f"`tests/cases/rules` 下 {len(files)} 个文件，都照公开发表过的办法写成，例子由数据仓库的模型逐个算过。\n",
        "下面各表由 `make docs` 从读懂了的文件生成，不要手改；空格表示没有用到，整行整列都空的不列。\n",
    ]
    for title, mechanisms in TABLES.items():
        used = {name: use for name, use in mechanisms.items() if any(use(file.rule) for file in files)}
        rows = [[_name(file), *(str(use(file.rule) or "") for use in used.values())] for file in files]
        parts += [f"## {title}\n", _table(["办法", *used], [row for row in rows if any(row[1:])])]
    parts += ["## 每种写法有几个办法用到\n", _counts(files), "## 格式说不了的\n", _unsaid(files)]
    return "\n".join(parts)


def _name(file: RuleFile) -> str:
    return f"{file.rule.scheme}/{file.rule.version}"


def _counts(files: tuple[RuleFile, ...]) -> str:
    rows = []
    for title, mechanisms in TABLES.items():
        for name, use in mechanisms.items():
            uses = [use(file.rule) for file in files]
            if any(isinstance(one, str) and one for one in uses):
                choices = {one: uses.count(one) for one in uses if one}
                said = "；".join(
                    f"{one} {choices[one]}"
                    for one in sorted(choices, key=lambda one: (-choices[one], str(one)))
                )
            else:
                said = str(sum(bool(one) for one in uses))
            rows.append([title.partition("（")[0], name, said])
    return _table(["", "写法", "几个办法"], rows)


def _unsaid(files: tuple[RuleFile, ...]) -> str:
    notes = [(file, unsaid(file.path)) for file in files]
    lines = [f"- `{_name(file)}`：{note}" for file, each in notes for note in each]
    silent = sum(not each for _, each in notes)
    return "\n".join([f"{silent} 个办法没有说不了的。其余的，照文件里的注释：\n", *lines, ""])


def _table(heading: list[str], rows: list[list[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
