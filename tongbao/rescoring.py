"""Rules tried on real records: a copy of the promoted warehouse, with only what depends on rules worked out anew."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reports import when
from reports.subjects.notes.conditions import Condition, conditions
from reports.subjects.whatif.standing import Standing, read_standing
from rulebook.columns import RuleFile
from rulebook.loading import check_words, load_rules, read_rule
from rulebook.policies import Calendar
from rulebook.rows import write_rule_rows
from tongbao.place import Place
from warehouse.building import run_models
from warehouse.database import read_only
from warehouse.errors import DataError
from warehouse.home import Home
from warehouse.manifest import DATABASE
from warehouse.office import OPEN_END, OPEN_START, Office
from warehouse.office_rows import write_office_rows
from warehouse.period import Period

# What was delivered, and what the office says of its units, stays as it was promoted: only models below the rules run.
_BELOW_RULES = (
    "stg_rulebook__*+,+fct_ranking", "stg_rulebook__*+,+fct_score_line", "dim_rule_line", "dim_rule_version",
)  # fmt: skip
_ASKED = ("stg_rulebook__*+,+fct_rule_condition",)
_NOT_OF_RULES = ("int_unit__attribute",)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the rules that are compared: its versions, and what it is called."""

    label: str
    files: tuple[RuleFile, ...]

    @property
    def calendar(self) -> Calendar | str:
        """The calendar that all its versions share; a rule that changed its calendar shares it with no other."""
        calendars = {file.rule.calendar for file in self.files}
        return calendars.pop() if len(calendars) == 1 else self.label


def read_for(place: Place, path: Path) -> RuleFile:
    """Read a rule file from anywhere and hold it against the office's lists: the office's records are to be scored by it."""
    file = read_rule(path)
    check_words(file, place.office())
    return file


def find_version(place: Place, named: str) -> Path:
    """Return the rule file of a version of the office, `2025` or `xxcy/2025`."""
    office = place.office()
    scheme, _, version = named.rpartition("/")
    found = office.rules_folder / (scheme or office.settings.scheme) / f"{version}.yaml"
    if not found.exists():
        there = "、".join(
            f"{each.parent.name}/{each.stem}" for each in sorted(office.rules_folder.glob("*/*.yaml"))
        )
        raise DataError(
            f"找不到计分办法“{named}”：请写文件位置，或本单位的版本（现有：{there}）",
            f"no rule file or version {named!r}; there are: {there}",
        )
    return found


def two_versions(place: Place, period: Period, old: RuleFile, new: RuleFile) -> tuple[Standing, Standing]:
    """Return a period under each of two versions, as if it had always been in force."""
    _last_day(place, period)
    before, after = _scored(
        place, period, [Side(f"{file.rule.version}版", (_always(file),)) for file in (old, new)]
    )
    return before, after


def draft_and_published(place: Place, period: Period, draft: RuleFile) -> tuple[RuleFile, Standing, Standing]:
    """Return the version in force, a period as it was published, and as it would be if a draft had always been in force.

    What was published is worked out again beside the draft, by the same models, and must come out the same.
    """
    rule, last_day = draft.rule, _last_day(place, period)
    files = tuple(each for each in load_rules(place.office(), draft.path) if each.rule.scheme == rule.scheme)
    spans = [(each, each.rule.effective) for each in files]
    in_force = [each for each, span in spans if span.start <= last_day <= span.end]
    if not in_force:
        raise DataError(
            f"{rule.scheme} 在 {period.code} 期末没有草案以外的有效版本，没有可比的：草案要另存为新的版本，不要改现行的文件",
            f"no version of {rule.scheme} but the draft is in force at the end of {period.code}: "
            "write the draft as a version of its own",
        )
    before, after = _scored(
        place, period, [Side("", files), Side(f"草案（{rule.version}版）", (_always(draft),))]
    )
    _refuse_other_than_published(place, period, rule.scheme, before)
    used = sorted({before.version, *(line.version for line in before.lines)} - {"none"})
    return in_force[0], replace(before, label=f"现行（{'、'.join(used)}版）"), after


def _last_day(place: Place, period: Period) -> date:
    """Return a period's last day by the office's calendar; raise `DataError` if the warehouse knows nothing of it."""
    with read_only(place.home.current) as connection:
        return when.read_known(connection, period).last_day


def _refuse_other_than_published(place: Place, period: Period, scheme: str, again: Standing) -> None:
    if _result(_standing(place.home.current, scheme, period, "")) != _result(again):
        raise DataError(
            f"数据仓库里 {period.code} 的得分和名次，与现行办法重算的不一致（办法文件或程序改过）：先运行 tongbao build",
            f"what the warehouse says of {period.code} is not what the rules in force give: run tongbao build first",
        )


def _standing(database: Path, scheme: str, period: Period, label: str) -> Standing:
    standing = read_standing(database, scheme, period, label)
    if standing is None:
        raise DataError(
            f"方案 {scheme} 在 {period.code} 期末没有有效的版本",
            f"no version of {scheme} is in force at the end of {period.code}",
        )
    return standing


def _result(standing: Standing) -> list[tuple[object, ...]]:
    return [(each.unit_code, each.points, each.place) for each in standing.placed]


def _scored(place: Place, period: Period, sides: Sequence[Side]) -> tuple[Standing, ...]:
    """Score sides next to each other, as schemes of their own; only those of different calendars need runs of their own."""
    found: dict[str, Standing] = {}
    for alike in _of_one_calendar(sides):
        with _trial(place, alike, _BELOW_RULES) as database:
            for scheme, side in alike.items():
                found[scheme] = _standing(database, scheme, period, side.label)
    return tuple(found[f"side{number}"] for number, _ in enumerate(sides))


def asked_of_records(place: Place, files: Sequence[RuleFile]) -> tuple[tuple[Condition, ...], ...]:
    """Return what the lines of each file ask of all records of the home, as if it had always been in force."""
    found: dict[str, tuple[Condition, ...]] = {}
    with read_only(place.home.current):  # says how to make one if there is none
        pass
    for alike in _of_one_calendar([Side(file.rule.version, (_always(file),)) for file in files]):
        with _trial(place, alike, _ASKED) as database, read_only(database) as connection:
            for scheme, condition in ((each.scheme_code, each) for each in conditions(connection)):
                found[scheme] = (*found.get(scheme, ()), condition)
    return tuple(found.get(f"side{number}", ()) for number, _ in enumerate(files))


def _of_one_calendar(sides: Sequence[Side]) -> Iterator[dict[str, Side]]:
    """Yield the sides that can be scored in one run, under the names of schemes: side0, side1 …"""
    for calendar in dict.fromkeys(side.calendar for side in sides):
        yield {f"side{number}": side for number, side in enumerate(sides) if side.calendar == calendar}


@contextmanager
def _trial(place: Place, sides: dict[str, Side], selection: Sequence[str]) -> Iterator[Path]:
    """A copy of the promoted warehouse with nothing scored but the sides, each under the name of a scheme."""
    office = place.office()
    files = [_as_scheme(file, scheme) for scheme, side in sides.items() for file in side.files]
    shared = [
        file for side in sides.values() for file in side.files if file.rule.scheme != office.settings.scheme
    ]
    if shared:  # the office's months are those of its main scheme
        files += [file for file in load_rules(office) if file.rule.scheme == office.settings.scheme]
    else:
        office = _with_scheme(office, next(iter(sides)))
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        home.prepare()
        database = home.build / DATABASE
        shutil.copyfile(place.home.current, database)
        write_office_rows(office, home.build)
        write_rule_rows([_untried(file) for file in files], {}, home.build)
        run_models(home, database, selection, _NOT_OF_RULES)
        yield database


def _with_scheme(office: Office, scheme: str) -> Office:
    return office.model_copy(update={"settings": office.settings.model_copy(update={"scheme": scheme})})


def _as_scheme(file: RuleFile, scheme: str) -> RuleFile:
    return replace(file, rule=file.rule.model_copy(update={"scheme": scheme}))


def _always(file: RuleFile) -> RuleFile:
    """Let a version be in force on every day."""
    span = file.rule.effective.model_copy(update={"start": OPEN_START, "end": OPEN_END})
    return replace(file, rule=file.rule.model_copy(update={"effective": span}))


def _untried(file: RuleFile) -> RuleFile:
    """Leave out the worked examples: they are worlds of their own."""
    return replace(file, rule=file.rule.model_copy(update={"examples": ()}))
