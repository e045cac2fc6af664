"""Published rules run on registers: each example's records written as units would deliver them, with Chinese headings.

All examples of all rules stand in one office and are built once. What keeps them apart is whose they are: each example has
units of its own, which exist from the beginning of the year it looks at to its end; titles are made up of random characters,
so that no two are alike. What no register can say is in `Delivered.cannot`, with the reason.
"""

from __future__ import annotations

import csv
import json
import random
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from rulebook.columns import RuleFile
from rulebook.worked import Expected, Record, Scenario, SingleExample
from tests.cases.coverage import whens
from warehouse.office import Office
from warehouse.period import Period

Example = SingleExample | Scenario
Place = tuple[str | None, str | None, str | None]  # outlet, tier, medium as an example names them

# Later than every record of every example; what comes late is a matter of the rules that say so.
LANDED_ON = date(2025, 1, 10)
COUNTED_FROM = date(2003, 1, 1)
_CHARACTERS = "春夏秋冬山川河流城乡村镇工农商学建设推进服务改革发展基层干部群众水利交通医疗教育文化旅游环境安全稳定产业项目"
_NO_TIER, _NO_MEDIUM = "未列层级", "未列类别"

# The registers by what their records are called in rules: title of the table, headings of what is always said.
_REGISTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "采用": ("信息采用登记表", ("报送单位", "标题", "采用刊物", "采用日期", "版面")),
    "报送": ("信息报送登记表", ("报送单位", "标题", "备注", "报送日期", "版面")),
    "批示": ("领导批示登记表", ("报送单位", "标题", "刊物", "批示日期", "版面", "批示领导")),
    "约稿": ("约稿登记表", ("承办单位", "约稿题目", "采用刊物", "交稿日期", "版面", "截止日期")),
    "获奖": ("获奖登记表", ("获奖单位", "作品名称", "刊播媒体", "获奖日期", "版面", "奖项名称")),
    "差错": ("差错通报", ("被通报单位", "标题", "采用刊物", "通报日期", "版面", "差错类型")),
    "上报": ("转报登记表", ("报送单位", "标题", "采用刊物", "转报日期", "版面")),
    "事项": ("事项登记表", ("报送单位", "标题", "采用刊物", "发生日期", "版面", "事项")),
    "指标": ("指标登记表", ("报送单位", "序号", "采用刊物", "统计日期", "版面", "指标")),
    "评分": ("评审打分表", ("报送单位", "标题", "采用刊物", "评审日期", "版面", "评委", "评分")),
}
# The columns of a record under one of their headings each.
_HEADINGS = {
    "shares": "分值占比", "persons": "作者", "kind": "类别", "words": "字数", "channel": "栏目", "form": "单篇/综合",
    "degree": "采用程度", "path": "报送渠道", "origin": "原创/转载", "level": "级别", "grade": "稿件等次", "status": "状态",
    "evidence": "证明材料", "seconds": "时长", "pictures": "图片数", "reads": "阅读量", "value": "数值", "given": "上级计分",
    "days_late": "逾期天数",
}  # fmt: skip
_PAGES = {"头版头条": "第1版头条", "头版": "第1版", "头条": "第3版头条", "一般": ""}


@dataclass(frozen=True)
class Claim:
    """What an example says that a unit, or a person of it, has: of its one record, or of the period's whole."""

    case: str
    scheme: str
    unit: str
    person: str | None
    period: str | None
    points: Decimal


@dataclass
class Delivered:
    """The office and what it is sent, as lists to be written; the claims of what was written, and what cannot be."""

    units: list[tuple[str, ...]] = field(default_factory=list)
    attributes: list[tuple[str, ...]] = field(default_factory=list)
    outlets: dict[str, tuple[str, str]] = field(default_factory=dict)
    groups: dict[str, None] = field(default_factory=dict)
    rows: defaultdict[tuple[date, str], list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    claims: list[Claim] = field(default_factory=list)
    cannot: dict[str, str] = field(default_factory=dict)


def delivered(files: Sequence[RuleFile]) -> Delivered:
    """Write down every example of every rule."""
    told = Delivered()
    _list_outlets(told, files)
    for file in files:
        for number, example in enumerate(file.rule.examples, start=1):
            case = f"{file.rule.scheme}/{file.rule.version}#{number}"
            if reason := _reason_against(told, file, example):
                told.cannot[case] = reason
            else:
                _Writer(told, file, case, example).write()
    return told


def _records(example: Example) -> tuple[Record, ...]:
    return example.records if isinstance(example, Scenario) else (example,)


def _list_outlets(told: Delivered, files: Sequence[RuleFile]) -> None:
    """An outlet has the tier and the medium that most examples give it; one that only a rule names has none."""
    seen: defaultdict[str, Counter[tuple[str | None, str | None]]] = defaultdict(Counter)
    for file in files:
        for when in whens(file.rule):
            told.groups |= dict.fromkeys(when.group or ())
            for name in when.outlet or ():
                seen[name][None, None] += 0
        for record in (one for example in file.rule.examples for one in _records(example) if one.outlet):
            seen[record.outlet or ""][record.tier, record.medium] += 1
    for name, ways in seen.items():
        tiers, media = Counter[str](), Counter[str]()
        for (tier, medium), times in ways.items():
            tiers[tier or ""] += times if tier else 0
            media[medium or ""] += times if medium else 0
        told.outlets[name] = (_most(tiers) or _NO_TIER, _most(media) or _NO_MEDIUM)


def _most(counted: Counter[str]) -> str:
    return max(sorted(counted), key=lambda one: (counted[one], one), default="")


def _reason_against(told: Delivered, file: RuleFile, example: Example) -> str | None:
    """Return why no register could say what these records say, or None."""
    year = isinstance(example, Scenario) and len(example.period) == len("2025")
    if file.rule.calendar.year_starts != 1 and (year or any(record.received for record in _records(example))):
        return "一个单位只有一种年历：这里各办法合在一处，按自然年"
    if _is_spread(file, example):
        return "同一标题隔 60 天以上再采用，登记表上是另一篇"
    once: set[tuple[object, ...]] = set()
    for record in _records(example):
        if record.what == "报送" and (record.outlet or record.tier or record.medium):
            return "报送登记表没有刊物一栏"
        tier, medium = told.outlets.get(record.outlet or "", (record.tier, record.medium))
        if record.outlet and (tier, medium) != (record.tier or tier, record.medium or medium):
            return f"同名刊物“{record.outlet}”在名单中只有一个层级和类别"
        same = (record.what, record.piece, record.outlet, record.on, record.unit[0])
        if record.what == "采用" and record.piece and record.outlet and (same in once or record.times > 1):
            return "同一单位、同一标题、同一刊物、同一日，登记几次也只是一次采用"
        once.add(same)
    return None


def _is_spread(file: RuleFile, example: Example) -> bool:
    days: defaultdict[str, list[date]] = defaultdict(list)
    for record in _records(example):
        if record.piece and record.what == "采用":
            days[record.piece].append(record.on or file.rule.effective.start)
    return any((later - day).days > 60 for each in days.values() for day, later in pairwise(sorted(each)))


class _Writer:
    """Writes one example: its units, the rows of its records, what it claims."""

    def __init__(self, told: Delivered, file: RuleFile, case: str, example: Example) -> None:
        self.told, self.file, self.case, self.example = told, file, case, example
        self.random = random.Random(case)  # noqa: S311 - titles, the same in every run
        self.names: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.used: Counter[tuple[object, ...]] = Counter()

    def write(self) -> None:
        records = _records(self.example)
        described = self.example.units if isinstance(self.example, Scenario) else {}
        for name in dict.fromkeys((*described, *(unit for record in records for unit in record.unit))):
            self._unit(name)
        for record in records:
            for _ in range(record.times):
                self._row(record)
        self.told.claims += self._claims()

    def _span(self) -> tuple[date, date]:
        """From the beginning of the office's year to the end of what the example looks at."""
        days = [record.on or self.file.rule.effective.start for record in _records(self.example)]
        if isinstance(self.example, Scenario):
            year, month = Period.parse(self.example.period).last_month(1)
            first, last = min(*days, date(year, 1, 1)), max(*days, date(year, month, monthrange(year, month)[1]))
        else:
            first, last = days[0], date(days[0].year, 12, 31)
        # What was due the day before the year began was due by somebody.
        begun = date(first.year, 1, 1)
        return (
            begun - timedelta(days=31) if any(one.what == "约稿" for one in _records(self.example)) else begun
        ), last

    def _unit(self, name: str) -> None:
        described = self.example.units.get(name) if isinstance(self.example, Scenario) else None
        code = f"U{len(self.told.units) + 1}"
        self.names[name] = f"{name}{code[1:]}号"
        group = described.group if described else "全部"
        self.told.groups[group] = None
        first, last = self._span()
        self.told.units.append((code, self.names[name], group, "", "", str(first), str(last), ""))
        for attribute, value in (described.attributes if described else {}).items():
            self.told.attributes.append((self.names[name], attribute, f"{value:f}", str(first), str(last)))

    def _title(self, piece: str | None) -> str:
        made = "".join(self.random.sample(_CHARACTERS, 14))
        return self.titles.setdefault(piece, made) if piece else made

    def _outlet(self, record: Record, title: str) -> str:
        if record.outlet:
            return record.outlet
        if record.what != "采用" and not (record.tier or record.medium):
            return ""
        place = (record.tier or _NO_TIER, record.medium or _NO_MEDIUM)
        # The same outlet that prints a title again prints another piece.
        self.used[title, place] += 1
        name = f"某{''.join(place)}{self.used[title, place]}号"
        self.told.outlets[name] = place
        return name

    def _row(self, record: Record) -> None:
        title = self._title(record.piece)
        on = record.on or self.file.rule.effective.start
        said = [
            "、".join(self.names[unit] for unit in record.unit),
            title,
            self._outlet(record, title),
            str(on),
        ]
        if record.what == "约稿" and record.status == "未完成":
            said[-1] = "未交"
        said += [_PAGES[record.placement], *self._own(record, on)]
        cells = [self._cell(record, column) for column in _HEADINGS]
        is_on_time = self.file.rule.late.count_in == "adoption_period"
        self.told.rows[LANDED_ON if is_on_time else record.received or on, record.what].append(said + cells)

    def _own(self, record: Record, on: date) -> list[str]:
        """Return the cells that only this register has."""
        match record.what:
            case "批示":
                return [f"某领导{self.random.randrange(10**9)}"]
            case "约稿":
                due = date.fromordinal(on.toordinal() - int(record.days_late or (record.status == "迟交")))
                return [str(due)]
            case "获奖":
                return [f"某奖{self.random.randrange(10**9)}"]
            case "差错" | "事项" | "指标":
                return ["、".join(record.kind or (record.what,))]
            case "评分":
                return [
                    f"评委{self.random.randrange(10**9)}",
                    "" if record.value is None else f"{record.value:f}",
                ]
        return []

    def _cell(self, record: Record, column: str) -> str:
        value = getattr(record, column)
        match column:
            case "persons":
                return "、".join(
                    f"{each.name}（{self.names[each.unit or record.unit[0]]}）"
                    + (f"{each.share:f}%" if each.share else "")
                    for each in record.persons
                )
            case "shares":
                return "、".join(f"{share:f}%" for share in record.shares)
            case "kind":
                return "" if record.what in ("差错", "事项", "指标") else "、".join(record.kind or ())
            case "value" if record.what == "评分":
                return ""
            case "days_late" if record.what == "约稿":
                return ""
        return f"{value:f}" if isinstance(value, Decimal) else str(value or "")

    def _claims(self) -> Iterator[Claim]:
        scheme, example = self.file.rule.scheme, self.example
        if isinstance(example, Scenario):
            for each in example.expect:
                if each.points is not None:
                    yield self._claim(scheme, each, example.period)
            return
        # What names no author earns nobody anything where persons are counted.
        named = [each.name for each in example.persons] if self.file.rule.whom == "persons" else []
        persons: list[str | None] = [*named] or [None]
        for person in persons:
            for unit in {
                each.unit or example.unit[0] for each in example.persons if each.name == person
            } or example.unit:
                yield Claim(self.case, scheme, self.names[unit], person, None, example.points)

    def _claim(self, scheme: str, each: Expected, period: str) -> Claim:
        assert each.points is not None
        return Claim(self.case, scheme, self.names[each.unit], each.person, period, each.points)


def write_office(told: Delivered, scheme: str, folder: Path) -> Office:
    """Write the office's folder and read it, as every command does."""
    folder.mkdir()
    tiers = dict.fromkeys((*(tier for tier, _ in told.outlets.values()), _NO_TIER))
    lists = {
        "tiers": tiers,
        "groups": {**told.groups, "全部": None},
        "bulletin_media": {},
        "unranked_groups": {},
    }
    (folder / "office.toml").write_text(
        f'name = "某办"\ncounted_from = {COUNTED_FROM}\nscheme = "{scheme}"\n'
        + "".join(f"{key} = {json.dumps(list(names), ensure_ascii=False)}\n" for key, names in lists.items())
        + "[checks]\nmax_rejected_share = 1\nmax_adoptions_per_unit_month = 9999\nmax_points_per_adoption = 99999\n"
        "max_change_against_last_year = 99\n",
        encoding="utf-8",
    )
    units = ("unit_id", "name", "group", "parent", "aliases", "valid_from", "valid_to", "successor")
    outlets = [(f"M{number}", name, "", *place) for number, (name, place) in enumerate(told.outlets.items())]
    _write(folder / "units.csv", [units, *told.units])
    _write(folder / "outlets.csv", [("outlet_id", "name", "aliases", "tier", "medium"), *outlets])
    _write(
        folder / "attributes.csv",
        [("unit", "attribute", "value", "valid_from", "valid_to"), *told.attributes],
    )
    return Office.load(folder)


def write_inboxes(told: Delivered, folder: Path) -> dict[date, Path]:
    """Write the registers, a folder for each day on which some arrive."""
    for (day, what), rows in told.rows.items():
        title, own = _REGISTERS[what]
        inbox = folder / str(day)
        inbox.mkdir(parents=True, exist_ok=True)
        headings = [*own[:5], *own[5:], *_HEADINGS.values()]
        _write(inbox / f"{title}.csv", [[f"某办{title}"], headings, *rows])
    return {day: folder / str(day) for day in sorted({day for day, _ in told.rows})}


def _write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        csv.writer(handle).writerows(rows)
