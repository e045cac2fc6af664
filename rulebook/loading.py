"""Rule files read, checked against the office they belong to, and put in order."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import yaml
from pydantic import ValidationError

from rulebook.columns import RuleFile
from rulebook.conditions import When
from rulebook.model import RuleVersion
from rulebook.period_rows import measure_whens
from rulebook.worked import Scenario
from warehouse.errors import DataError
from warehouse.files import sha256_of
from warehouse.office import Office


class _Loader(yaml.SafeLoader):
    """YAML as people mean it: `on`, `off`, `yes` and `no` are words, not true and false."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_rules(office: Office) -> tuple[RuleFile, ...]:
    """Read every `rules/<scheme>/<version>.yaml`; raise `DataError` naming file, line, key and value."""
    paths = sorted(office.rules_folder.glob("*/*.yaml"))
    if not paths:
        raise DataError(
            f"{office.rules_folder} 下没有计分办法：请建立 rules/<方案>/<版本>.yaml",
            f"no rule file below {office.rules_folder}: write rules/<scheme>/<version>.yaml",
        )
    files = tuple(read_rule(path) for path in paths)
    for file in files:
        check_words(file, office)
    _refuse_overlaps_and_gaps(files)
    if office.settings.scheme not in {file.rule.scheme for file in files}:
        raise DataError(
            f"office.toml 的 scheme“{office.settings.scheme}”没有计分办法文件（现有：{_join({f.rule.scheme for f in files})}）",
            f"office.toml names scheme {office.settings.scheme!r}, which has no rule file",
        )
    return files


def read_rule(path: Path) -> RuleFile:
    """Read one rule file; raise `DataError` naming file, line, key and value."""
    content = path.read_bytes()
    root: yaml.Node | None = None
    try:
        text = content.decode("utf-8-sig")
        root = yaml.compose(text, Loader=_Loader)
        rule = RuleVersion.model_validate(yaml.load(text, Loader=_Loader))  # noqa: S506 - a safe loader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"{path}：不是有效的 YAML：{error}", f"{path}: not valid YAML: {error}") from error
    except ValidationError as error:
        raise _as_data_error(error, path, root) from error
    if (rule.scheme, rule.version) != (path.parent.name, path.stem):
        raise DataError(
            f"{path}：文件内写的是 {rule.scheme}/{rule.version}，与文件夹和文件名不一致",
            f"{path}: the file says {rule.scheme}/{rule.version}",
        )
    return RuleFile(path, sha256_of(content), rule)


def check_words(file: RuleFile, office: Office) -> None:
    """Every outlet, tier, medium and group that a rule names must be one of the office's."""
    rule = file.rule
    for _, line in rule.record_lines:
        _check_when(file.path, line.id, line.when, office)
    for when_id, when in measure_whens(rule):
        _check_when(file.path, when_id.partition("/")[0], when, office)
    for number, example in enumerate(rule.examples, start=1):
        for record in example.records if isinstance(example, Scenario) else (example,):
            named = When(outlet=(record.outlet,) if record.outlet else None, tier=(record.tier,) if record.tier else None)
            _check_when(file.path, f"第 {number} 个例子", named, office)


def _check_when(path: Path, line_id: str, when: When, office: Office) -> None:
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


def _as_data_error(error: ValidationError, path: Path, root: yaml.Node | None) -> DataError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"]) or "整个文件"
    line = _line_of(root, first["loc"])
    choices = str(first.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", " 或 ")
    known = {
        "missing": "缺少这一项，必须写明",
        "extra_forbidden": "没有这一项（请检查拼写）",
        "literal_error": f"只能写 {choices}",
    }
    reason = known.get(first["type"], first["msg"].removeprefix("Value error, "))
    value = "" if first["type"] == "missing" or not first["loc"] else f"，值为“{first['input']}”"
    if first["type"] == "missing":
        choices = _choices_of(str(first["loc"][-1]))
        reason += f"（可选：{choices}）" if choices else ""
    return DataError(
        f"{path} 第 {line} 行：“{key}”{value}：{reason}", f"{path} line {line}: {key}: {first['msg']}"
    )


def _choices_of(key: str) -> str:
    field = RuleVersion.model_fields.get(key)
    return _join(getattr(field.annotation, "__args__", ())) if field else ""


def _line_of(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """Return the line of the innermost node on the way to `location` that the file really holds."""
    line = 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = node.value[part]
        else:
            found = None
        if found is None:
            return line
        node, line = found, found.start_mark.line + 1
    return line


def _join(words: Iterable[object]) -> str:
    return "、".join(sorted(word for word in words if isinstance(word, str)))
