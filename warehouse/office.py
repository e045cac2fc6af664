"""One office's own facts, read from its folder `orgs/<office>/` and checked before anything uses them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from warehouse import forms
from warehouse.decisions import COUNT, SET_ASIDE, DecisionKind, check_answer, clashing
from warehouse.errors import DataError
from warehouse.forms import BY_ROW, MEANINGS, NO_REGISTER, FormKind
from warehouse.names import is_mark
from warehouse.period import YEARS, Period
from warehouse.rows import OfficeEntry, as_data_error, read_rows
from warehouse.toml_files import read_toml
from warehouse.workdays import workday_after

OPEN_START = date(1900, 1, 1)
OPEN_END = date(9999, 12, 31)
BULLETIN_LINE, MEDIA_LINE = "内刊", "媒体"


def _blank_is(default: object) -> BeforeValidator:
    return BeforeValidator(lambda value: default if value in ("", None) else value)


def _split(value: object) -> object:
    return (
        tuple(part.strip() for part in value.split("|") if part.strip()) if isinstance(value, str) else value
    )


Words = Annotated[tuple[str, ...], BeforeValidator(_split)]
From = Annotated[date, _blank_is(OPEN_START)]
Until = Annotated[date, _blank_is(OPEN_END)]
Maybe = Annotated[str | None, _blank_is(None)]
Name = Annotated[str, Field(min_length=1)]


class _Dated(OfficeEntry):
    valid_from: From = OPEN_START
    valid_to: Until = OPEN_END

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_from > self.valid_to:
            raise ValueError(f"valid_from {self.valid_from} 晚于 valid_to {self.valid_to}")
        return self


class Checks(OfficeEntry):
    """Plausibility limits that the data checks hold the figures against."""

    max_rejected_share: Annotated[float, Field(gt=0, le=1)]
    max_adoptions_per_unit_month: Annotated[int, Field(gt=0)]
    max_points_per_adoption: Annotated[float, Field(gt=0)]
    max_change_against_last_year: Annotated[float, Field(gt=1)]


Claim = Literal["confirmed", "claimed_only", "observed_only"]


class Settings(OfficeEntry):
    """`office.toml`."""

    name: Name
    counted_from: date
    tiers: Annotated[tuple[str, ...], Field(min_length=1)]
    bulletin_media: tuple[str, ...]
    groups: Annotated[tuple[str, ...], Field(min_length=1)]
    unranked_groups: tuple[str, ...]
    scheme: Name
    city: str = ""  # our own name in the province's figures, where the office keeps peers.csv
    # Which adoptions count, by who shows them: the unit's own report, the publisher's side, or both.
    counted_claims: Annotated[tuple[Claim, ...], Field(min_length=1)] = (
        "confirmed",
        "claimed_only",
        "observed_only",
    )
    checks: Checks

    @model_validator(mode="before")
    @classmethod
    def _without_what_nobody_reads(cls, given: dict[str, object]) -> dict[str, object]:
        """Before 0.4.0 every file had to say `short_name`: those of desks and inside editions still may."""
        return {key: value for key, value in given.items() if key != "short_name"}


class Unit(_Dated):
    """A row of `units.csv`: a unit under one name, from its first to its last day."""

    unit_id: Name
    name: Name
    group: Name
    parent: Maybe = None
    aliases: Words = ()
    successor: Maybe = None


class Outlet(_Dated):
    """A row of `outlets.csv`."""

    outlet_id: Name
    name: Name
    aliases: Words = ()
    tier: Name
    medium: Name


class Quota(OfficeEntry):
    """A row of `quotas.csv`: what a unit or person owes in each month, quarter, half or year of one year."""

    scope: Literal["unit", "person"]
    unit: Name
    person: Maybe = None
    year: Annotated[int, Field(ge=YEARS[0], le=YEARS[-1])]
    period: Literal["month", "quarter", "half", "year"]
    what: Name
    quota: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _names_whom_it_is_for(self) -> Self:
        if (self.scope == "person") != (self.person is not None):
            raise ValueError("scope 为 person 时填写 person，为 unit 时 person 留空")
        return self


class Topic(OfficeEntry):
    """A row of `topics.csv`: a topic of the office's plan and the words that tell it."""

    topic: Name
    keywords: Words


class Day(OfficeEntry):
    """A row of `calendar.csv`: a day that differs from the State Council's arrangement, or of a year it is not known of."""

    day: date
    is_workday: bool
    note: str = ""


class Alias(_Dated):
    """A row of `aliases.csv`: a name somebody decided about after it arrived."""

    kind: Literal["unit", "outlet"]
    alias: Name
    name: Name
    decided_by: Name
    decided_on: date


class Decision(OfficeEntry):
    """A row of `decisions.csv`: what somebody answered to a question about a record, file, name or pair of titles."""

    kind: DecisionKind
    subject: Name
    about: str = ""
    answer: Name
    decided_by: Name
    decided_on: date

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        check_answer(self.kind, self.answer)
        return self


class FormAnswer(OfficeEntry):
    """A row of `forms.csv`: what somebody said of a form, told by its headings and, but for its columns, its sender."""

    kind: FormKind
    form: str = ""
    sender: str = ""
    subject: str = ""  # the heading of a column
    about: str = ""
    answer: Name
    decided_by: Name
    decided_on: date

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        choices = {"column": tuple(MEANINGS), "blank": (COUNT, SET_ASIDE), "table": (NO_REGISTER,)}.get(self.kind)
        if choices and self.answer not in choices:
            raise ValueError(f"看不懂答复“{self.answer}”，可以写：{'、'.join(choices)}")
        return self


class Attribute(_Dated):
    """A row of `attributes.csv`: a number that a rule asks about a unit, such as its heads or counties."""

    unit: Name
    attribute: Name
    value: Annotated[Decimal, Field(ge=0)]


class PeerCount(OfficeEntry):
    """A row of `peers.csv`: what the province counted for a city (county blank) or for a county of it."""

    period: Name
    city: Name
    county: str = ""
    count: Annotated[int, Field(ge=0)]

    @field_validator("period")
    @classmethod
    def _is_a_period(cls, code: str) -> str:
        try:
            return Period.parse(code).code
        except DataError as error:
            raise ValueError(error.zh) from error


class Office(BaseModel):
    """Everything an office's folder says, except its rules and its wording."""

    model_config = ConfigDict(frozen=True)

    folder: Path
    settings: Settings
    units: tuple[Unit, ...]
    outlets: tuple[Outlet, ...]
    quotas: tuple[Quota, ...]
    topics: tuple[Topic, ...]
    calendar: tuple[Day, ...]
    aliases: tuple[Alias, ...]
    attributes: tuple[Attribute, ...] = ()
    decisions: tuple[Decision, ...] = ()
    peers: tuple[PeerCount, ...] = ()
    forms: tuple[FormAnswer, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the folder; raise `DataError` naming file, row, column and value when something is wrong."""
        settings = read_settings(folder / "office.toml")
        office = cls(
            folder=folder,
            settings=settings,
            units=read_rows(folder / "units.csv", Unit),
            outlets=read_rows(folder / "outlets.csv", Outlet),
            quotas=read_rows(folder / "quotas.csv", Quota, optional=True),
            topics=read_rows(folder / "topics.csv", Topic, optional=True),
            calendar=read_rows(folder / "calendar.csv", Day, optional=True),
            aliases=read_rows(folder / "aliases.csv", Alias, optional=True),
            attributes=read_rows(folder / "attributes.csv", Attribute, optional=True),
            decisions=read_rows(folder / "decisions.csv", Decision, optional=True),
            forms=read_rows(folder / forms.FILE, FormAnswer, optional=True),
            peers=read_rows(folder / "peers.csv", PeerCount, optional=True),
        )
        _check_groups(office.settings)
        _check_units(office)
        _check_outlets(office)
        _check_quotas(office)
        _check_aliases(office)
        _check_decisions(office)
        _check_peers(office)
        _check_calendar(office)
        return office

    @property
    def checks(self) -> Checks:
        return self.settings.checks

    @property
    def rules_folder(self) -> Path:
        return self.folder / "rules"

    def line_of(self, medium: str) -> str:
        """Return the line a medium is counted on."""
        return BULLETIN_LINE if medium in self.settings.bulletin_media else MEDIA_LINE

    def outlet_named(self, name: str) -> Outlet | None:
        """Return the outlet of this name or alias, brackets aside."""
        plain = name.strip("《》")
        return next((outlet for outlet in self.outlets if plain in (outlet.name, *outlet.aliases)), None)

    def workday_after(self, day: date, count: int) -> date:
        """Return the last of the next `count` working days after `day`; raise `DataError` where they are not known."""
        return workday_after({entry.day: entry.is_workday for entry in self.calendar}, day, count)


class QuotaMeasure(OfficeEntry):
    """What a quota counts: adoptions by one outlet or by outlets of some tiers, on one line or both; or what was sent in."""

    counted: Literal["adoption", "submission"] = "adoption"
    outlet_id: str | None = None
    tier_order_max: int | None = None
    tier_order_min: int | None = None
    line: str | None = None


def measure_of(what: str, office: Office) -> QuotaMeasure:
    """Read the words of a quota: an outlet's name, `省级以上媒体`, `任意内刊`, `上报稿件` …; raise `DataError` otherwise."""
    if outlet := office.outlet_named(what):
        return QuotaMeasure(outlet_id=outlet.outlet_id)
    if re.fullmatch(r"(上报|报送)(稿件|信息|篇数)?", what):
        return QuotaMeasure(counted="submission")
    if anything := re.fullmatch(r"(?:任意|任何|各级)(?:一级)?(?:采用|刊物|刊物媒体|(媒体|内刊))?", what):
        return QuotaMeasure(line=anything[1])
    tiers = "|".join(map(re.escape, office.settings.tiers))
    match = re.fullmatch(rf"({tiers})级?(及?以上)?(媒体|内刊)?", what)
    if not match:
        raise DataError(
            f"quotas.csv：看不懂任务“{what}”：请写刊物媒体名称，或“省级以上媒体”“市级内刊”“任意”“上报稿件”这样的说法"
            f"（层级可用：{'、'.join(office.settings.tiers)}）",
            f"quotas.csv: cannot read the quota {what!r}: name an outlet or write e.g. 省级以上媒体",
        )
    order = office.settings.tiers.index(match[1]) + 1
    return QuotaMeasure(tier_order_max=order, tier_order_min=1 if match[2] else order, line=match[3])


def read_settings(path: Path) -> Settings:
    """Read `office.toml`; raise `DataError` naming key and value when something is wrong."""
    if not path.exists():
        raise DataError(
            f"找不到 {path}：--org 要指向一个单位文件夹（如 orgs/sample）",
            f"{path} does not exist: --org must name an office folder such as orgs/sample",
        )
    try:
        return Settings.model_validate(read_toml(path))
    except ValidationError as error:
        raise as_data_error(error, str(path), path.name) from error


def _refuse(file: str, row: str, problem_zh: str, problem_en: str) -> None:
    raise DataError(f"{file}：“{row}”：{problem_zh}", f"{file}: {row}: {problem_en}")


def _check_unique(file: str, ids: Sequence[str]) -> None:
    for one in ids:
        if ids.count(one) > 1:
            _refuse(file, one, "编号重复，每一行要有自己的编号", "id stands twice")


def _check_groups(settings: Settings) -> None:
    groups = (*settings.groups, *settings.unranked_groups)
    for group in groups:
        if groups.count(group) > 1:
            _refuse("office.toml", group, "这个组别写了两次：groups（参加排名）和 unranked_groups（不参加）里只能写一处",
                    "group stands twice in groups and unranked_groups")  # fmt: skip


def _check_units(office: Office) -> None:
    names = {unit.name for unit in office.units}
    groups = (*office.settings.groups, *office.settings.unranked_groups)
    _check_unique("units.csv", [unit.unit_id for unit in office.units])
    for unit in office.units:
        if unit.group not in groups:
            _refuse("units.csv", unit.name, f"组别“{unit.group}”不在 office.toml 的 groups 或 unranked_groups 中"
                    f"（可选：{'、'.join(groups)}）", f"group {unit.group!r} is not in office.toml")  # fmt: skip
        for what, other in (("上级 parent", unit.parent), ("承接单位 successor", unit.successor)):
            if other and other not in names:
                _refuse(
                    "units.csv", unit.name, f"{what}“{other}”不在名单中", f"{what} {other!r} is not a unit"
                )
        if unit.successor and unit.valid_to == OPEN_END:
            _refuse(
                "units.csv",
                unit.name,
                "写了承接单位就要写 valid_to（最后一天）",
                "successor without valid_to",
            )
        if unit.successor:
            _check_takes_over(unit, office)
    spans: dict[str, list[Unit]] = {}
    for unit in office.units:
        for other_unit in spans.setdefault(unit.name, []):
            if unit.valid_from <= other_unit.valid_to and other_unit.valid_from <= unit.valid_to:
                _refuse(
                    "units.csv",
                    unit.name,
                    "同一名称有两行的有效期重叠",
                    "two rows of one name are in force at once",
                )
        spans[unit.name].append(unit)


def _check_takes_over(unit: Unit, office: Office) -> None:
    """A successor must exist on the day after, so that nobody's work is left without an owner, nor goes in a circle."""
    takes_over = unit.valid_to + timedelta(days=1)
    bearers = [other for other in office.units if other.name == unit.successor]
    if not any(other.valid_from <= takes_over <= other.valid_to for other in bearers):
        _refuse("units.csv", unit.name, f"承接单位“{unit.successor}”在次日 {takes_over} 没有有效的一行，请核对两行的日期",
                f"successor {unit.successor!r} is not in force on {takes_over}")  # fmt: skip


def _check_outlets(office: Office) -> None:
    _check_unique("outlets.csv", [outlet.outlet_id for outlet in office.outlets])
    _check_unique("outlets.csv", [outlet.name for outlet in office.outlets])
    for outlet in office.outlets:
        if outlet.tier not in office.settings.tiers:
            choices = "、".join(office.settings.tiers)
            _refuse("outlets.csv", outlet.name, f"层级“{outlet.tier}”不在 office.toml 的 tiers 中（可选：{choices}）",
                    f"tier {outlet.tier!r} is not in office.toml")  # fmt: skip


def _check_quotas(office: Office) -> None:
    names = {unit.name for unit in office.units}
    for quota in office.quotas:
        measure = measure_of(quota.what, office)
        if quota.person and measure.counted == "submission":
            _refuse("quotas.csv", f"{quota.unit} {quota.person}", f"个人任务不能是“{quota.what}”：上报只按单位统计",
                    "what was sent in is counted by unit only")  # fmt: skip
        if quota.unit not in names:
            _refuse("quotas.csv", quota.unit, "单位不在 units.csv 中", "unit is not in units.csv")


def _check_aliases(office: Office) -> None:
    units, outlets = {unit.name for unit in office.units}, {outlet.name for outlet in office.outlets}
    for attribute in office.attributes:
        if attribute.unit not in units:
            _refuse("attributes.csv", attribute.unit, "单位不在 units.csv 中", "unit is not in units.csv")
    for form in office.forms:
        if form.kind == "unit" and form.answer not in {*units, BY_ROW}:
            _refuse(forms.FILE, form.answer, "单位不在 units.csv 中", "unit is not in units.csv")
    for alias in office.aliases:
        if is_mark(alias.alias):
            _refuse(
                "aliases.csv",
                alias.alias,
                "这是“同上”之类的记号，不是名称，每一处指的都可能不同：请删去这一行",
                "a mark is no name: delete the row",
            )
        if alias.name not in (units if alias.kind == "unit" else outlets):
            _refuse(
                "aliases.csv", alias.alias, f"指向的“{alias.name}”不在名单中", f"{alias.name!r} is not known"
            )


def _check_peers(office: Office) -> None:
    cities = dict.fromkeys(peer.city for peer in office.peers)
    if cities and office.settings.city not in cities:
        _refuse("peers.csv", office.settings.city, "office.toml 的 city 要写本市在全省通报中的名称"
                f"（可选：{'、'.join(cities)}）", "city in office.toml names none of its cities")  # fmt: skip
    seen: set[tuple[str, str, str]] = set()
    for peer in office.peers:
        key = peer.period, peer.city, peer.county
        if key in seen:
            _refuse("peers.csv", " ".join(filter(None, key)), "有两行，请只保留一行", "stands twice")
        seen.add(key)


def _check_calendar(office: Office) -> None:
    told: dict[date, bool] = {}
    for entry in office.calendar:
        if told.setdefault(entry.day, entry.is_workday) != entry.is_workday:
            _refuse(
                "calendar.csv", f"{entry.day}", "这一天一行写上班、一行写放假，请只保留一行", "stands twice"
            )


def _check_decisions(office: Office) -> None:
    answers: dict[tuple[str, str], list[str]] = {}
    for decision in office.decisions:
        earlier = answers.setdefault((decision.kind, decision.subject), [])
        for answer in earlier:
            if clashing(answer, decision.answer):
                about = decision.about or decision.subject
                _refuse("decisions.csv", about, f"有两种答复：“{answer}”和“{decision.answer}”，请只保留一行",
                        f"two answers: {answer!r} and {decision.answer!r}")  # fmt: skip
        earlier.append(decision.answer)
