"""Rule files read, checked against the office they belong to, and put in order."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise, zip_longest
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from rulebook.closed import check_closed
from rulebook.columns import RuleFile
from rulebook.conditions import When
from rulebook.model import RuleVersion
from rulebook.period_lines import Task
from rulebook.period_rows import measure_whens
from rulebook.refusals import refusal
from rulebook.worked import Scenario
from warehouse.errors import DataError
from warehouse.files import sha256_of
from warehouse.office import OPEN_END, Office

_Model = TypeVar("_Model", bound=BaseModel)


class _Loader(yaml.SafeLoader):
    """YAML as people mean it: `on`, `off`, `yes` and `no` are words, and a key that stands twice is a slip."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: dict[str, int] = {}
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                problem = f"“{key.value}”在第 {seen[key.value]} 行和第 {line} 行写了两次：只留一处"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen[key.value] = line
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_rules(office: Office, draft: Path | None = None) -> tuple[RuleFile, ...]:
    """Read every `rules/<scheme>/<version>.yaml` but a draft; raise `DataError` naming file, line, key and value."""
    apart = draft.resolve() if draft else None
    paths = sorted(path for path in office.rules_folder.glob("*/*.yaml") if path.resolve() != apart)
    if not paths:
        raise DataError(
            f"{office.rules_folder} 下没有计分办法：请建立 rules/<方案>/<版本>.yaml",
            f"no rule file below {office.rules_folder}: write rules/<scheme>/<version>.yaml",
        )
    check_closed(office.rules_folder)
    files = tuple(_ended(read_rule(path) for path in paths))
    for file in files:
        check_words(file, office)
    _refuse_overlaps_and_gaps(files)
    _refuse_two_calendars(files)
    if office.settings.scheme not in {file.rule.scheme for file in files}:
        raise DataError(
            f"office.toml 的 scheme“{office.settings.scheme}”没有计分办法文件（现有：{_join({f.rule.scheme for f in files})}）",
            f"office.toml names scheme {office.settings.scheme!r}, which has no rule file",
        )
    return files


def read_rule(path: Path) -> RuleFile:
    """Read one rule file; raise `DataError` naming file, line, key and value."""
    rule, sha256 = read_model(path, RuleVersion)
    if (rule.scheme, rule.version) != (path.parent.name, path.stem):
        raise DataError(
            f"{path}：文件内写的是 {rule.scheme}/{rule.version}，与文件夹和文件名不一致",
            f"{path}: the file says {rule.scheme}/{rule.version}",
        )
    return RuleFile(path, sha256, rule)


def read_model(path: Path, model: type[_Model]) -> tuple[_Model, str]:
    """Read a YAML file as a model, with its hash; raise `DataError` naming file, line, key and value."""
    content = path.read_bytes()
    root: yaml.Node | None = None
    try:
        text = content.decode("utf-8-sig")
        root = yaml.compose(text, Loader=_Loader)
        read = model.model_validate(yaml.load(text, Loader=_Loader))  # noqa: S506 - a safe loader
    except UnicodeDecodeError as error:
        raise DataError(f"{path}：不是 UTF-8 编码：请另存为 UTF-8", f"{path}: not UTF-8: {error}") from error
    except yaml.YAMLError as error:
        raise DataError(f"{path}{_said_of(error)}", f"{path}: not valid YAML: {error}") from error
    except ValidationError as error:
        raise refusal(error, path, root, model) from error
    return read, sha256_of(content)


def _said_of(error: yaml.YAMLError) -> str:
    """Say in the clerk's words what is no YAML, with its line where the parser knows one."""
    mark, problem = getattr(error, "problem_mark", None), str(getattr(error, "problem", error))
    if "'\\t'" in problem:
        problem = "用了制表符（Tab），请改成空格"
    elif not any("一" <= letter <= "鿿" for letter in problem):
        problem = f"看不懂这里的写法，请检查冒号后的空格、括号、引号和缩进（{problem}）"
    return f" 第 {mark.line + 1} 行：{problem}" if mark else f"：{problem}"


def check_words(file: RuleFile, office: Office) -> None:
    """Every outlet, tier, medium and group that a rule names must be one of the office's."""
    rule = file.rule
    for _, line in rule.record_lines:
        check_when(file.path, line.id, line.when, office)
    for when_id, when in measure_whens(rule):
        check_when(file.path, when_id.partition("/")[0], when, office)
    _check_names(file, office)
    for number, example in enumerate(rule.examples, start=1):
        for record in example.records if isinstance(example, Scenario) else (example,):
            named = When(outlet=(record.outlet,) if record.outlet else None, tier=(record.tier,) if record.tier else None)
            check_when(file.path, f"第 {number} 个例子", named, office)


def _check_names(file: RuleFile, office: Office) -> None:
    """Whoever owes something by name is a group or a unit of the office."""
    known = {*office.settings.groups, *office.settings.unranked_groups, *(unit.name for unit in office.units)}
    for line in file.rule.period:
        for need in line.needs if isinstance(line, Task) else ():
            if isinstance(need.owed, dict) and (wrong := next((name for name in need.owed if name not in known), None)):
                near = difflib.get_close_matches(wrong, sorted(known), n=5, cutoff=0.1) or sorted(known)
                raise DataError(
                    f"{file.path}：{line.id} 的 owed“{wrong}”不是组别，也不是单位（相近的有：{'、'.join(near)}）",
                    f"{file.path}: {line.id}: owed names {wrong!r}, which is no group and no unit",
                )


def check_when(path: Path, line_id: str, when: When, office: Office) -> None:
    """Every outlet, tier, medium and group of some conditions must be one of the office's."""
    settings = office.settings
    known = {
        "outlet": {outlet.name for outlet in office.outlets},
        "tier": set(settings.tiers),
        "medium": {outlet.medium for outlet in office.outlets},
        "group": {*settings.groups, *settings.unranked_groups},
    }
    for key, names in known.items():
        for value in getattr(when, key) or ():
            if value in names:
                continue
            near = difflib.get_close_matches(value, sorted(names), n=5, cutoff=0.1) or sorted(names)
            raise DataError(
                f"{path}：{line_id} 的 {key}“{value}”不在名单中（相近的有：{'、'.join(near)}）",
                f"{path}: {line_id}: {key} {value!r} is not known to the office; near: {', '.join(near)}",
            )


def _ended(files: Iterable[RuleFile]) -> Iterator[RuleFile]:
    """Let a version that names no last day end when the next one begins: a closed file cannot be edited to say so."""
    ordered = sorted(files, key=lambda file: (file.rule.scheme, file.rule.effective.start))
    for file, after in zip_longest(ordered, ordered[1:]):
        span = file.rule.effective
        begins = after.rule.effective.start if after and after.rule.scheme == file.rule.scheme else OPEN_END
        if span.end == OPEN_END and span.start < begins < OPEN_END:
            span = span.model_copy(update={"end": begins - timedelta(days=1)})
            yield replace(file, rule=file.rule.model_copy(update={"effective": span}))
        else:
            yield file


def _refuse_overlaps_and_gaps(files: Iterable[RuleFile]) -> None:
    ordered = sorted(files, key=lambda file: (file.rule.scheme, file.rule.effective.start))
    for earlier, later in pairwise(ordered):
        if earlier.rule.scheme != later.rule.scheme:
            continue
        if later.rule.effective.start > earlier.rule.effective.end + timedelta(days=1):
            raise DataError(
                f"{earlier.path.name}（到 {earlier.rule.effective.end}）与 {later.path.name}"
                f"（从 {later.rule.effective.start}）之间有几天没有办法有效：请让两个版本首尾相接",
                f"between {earlier.path} and {later.path} there are days without a rule",
            )
        if later.rule.effective.start <= earlier.rule.effective.end:
            raise DataError(
                f"{earlier.path.name} 与 {later.path.name} 的有效期重叠：同一天只能有一个版本有效，"
                f"请把 {earlier.path.name} 的 effective.to 改到 {later.rule.effective.start} 之前",
                f"{earlier.path} and {later.path} are both in force on {later.rule.effective.start}",
            )


def _refuse_two_calendars(files: Iterable[RuleFile]) -> None:
    """One office has one calendar at a time, and one month its years start in: its reports have one set of periods."""
    for one, other in combinations(files, 2):
        mine, theirs = one.rule, other.rule
        together = mine.effective.start <= theirs.effective.end and theirs.effective.start <= mine.effective.end
        if mine.calendar.year_starts != theirs.calendar.year_starts or (together and mine.calendar != theirs.calendar):
            raise DataError(
                f"{one.path} 与 {other.path} 的 calendar 不同：同一单位同一时期只能有一套统计期，年度起始月前后也要一致",
                f"{one.path} and {other.path} have different calendars",
            )


def _join(words: Iterable[object]) -> str:
    return "、".join(sorted(word for word in words if isinstance(word, str)))
