"""Rule files tried on their own worked examples: what each claims, what came out, and what no example reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.subjects.notes.conditions import Condition, blanks
from rulebook.columns import RuleFile
from rulebook.examples import ExampleClaim, ExampleLine, claims, lines
from rulebook.period_rows import measure_whens
from rulebook.reach import unreached
from rulebook.rows import write_rule_rows
from tongbao.rules import empty_home, office_of
from tongbao.speaking import say
from warehouse.building import run_models
from warehouse.errors import DataError
from warehouse.manifest import DATABASE

_NOT_RULES = "printed"  # circulars as they were once printed stand beside the rules


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule file with its claims, the score lines of its examples, and the lines that no example reaches."""

    file: RuleFile
    claims: tuple[ExampleClaim, ...]
    lines: tuple[ExampleLine, ...]
    unreached: tuple[str, ...]

    @property
    def holding(self) -> int:
        """How many of the claims hold."""
        return sum(claim.holds for claim in self.claims)


def rule_paths(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the rule files that are meant: files as they are named, of folders every `*.yaml` below."""
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise DataError(f"找不到 {path}：请写计分办法文件或文件夹的位置", f"{path} does not exist")
        below = (
            [each for each in sorted(path.rglob("*.yaml")) if each.parent.name != _NOT_RULES]
            if path.is_dir()
            else [path]
        )
        if not below:
            raise DataError(f"{path} 下没有计分办法文件（*.yaml）", f"no rule file (*.yaml) below {path}")
        found |= dict.fromkeys(below)
    return tuple(found)


def tried(files: Sequence[RuleFile]) -> tuple[Tried, ...]:
    """Score the worked examples of rule files by the warehouse's own models, with no other record there."""
    results = {one.file.path: one for batch in _batches(files) for one in _scored(batch)}
    return tuple(results[file.path] for file in files)


def _batches(files: Sequence[RuleFile]) -> Iterator[list[RuleFile]]:
    """Files of one scheme and version, which only different offices may have, cannot be scored side by side."""
    left = list(files)
    while left:
        batch = list({(file.rule.scheme, file.rule.version): file for file in left}.values())
        yield batch
        done = {file.path for file in batch}
        left = [file for file in left if file.path not in done]


def _scored(files: Sequence[RuleFile]) -> Iterator[Tried]:
    with empty_home(files[0].rule.scheme) as home:
        write_rule_rows(files, {file.path: office_of(file.path) for file in files}, home.build)
        database = home.build / DATABASE
        run_models(home, database, ["+int_score__example"])
        claimed, scored = claims(database), lines(database)
        for file in files:
            name = (file.rule.scheme, file.rule.version)
            prefix = "{}/{}#".format(*name)
            yield Tried(
                file,
                tuple(claim for claim in claimed if (claim.scheme, claim.version) == name),
                tuple(line for line in scored if line.case.startswith(prefix)),
                unreached(database, file),
            )


def tell(one: Tried) -> None:
    """Say every example of a file: what it claims, what came out, and the score lines behind it."""
    rule = one.file.rule
    said = f"{one.file.path}（{rule.name} {rule.version}）"
    say(said, said)
    for case in dict.fromkeys(claim.case for claim in one.claims):
        _tell_case(one, case)
    if one.unreached:
        listed = "、".join(one.unreached)
        say(f"  提示：没有例子用到 {listed}", f"  hint: no example reaches {', '.join(one.unreached)}")


def _tell_case(one: Tried, case: str) -> None:
    mine = [claim for claim in one.claims if claim.case == case]
    number = case.rpartition("#")[2]
    say(f"  例 {number} {mine[0].about}", f"  example {number} {mine[0].about}")
    for claim in mine:
        mark, what = ("✓" if claim.holds else "✗"), f"{claim.whose}{claim.measure}"
        got = "—" if claim.got is None else claim.got
        say(
            f"    {mark} {what}：应为 {claim.expected}，算得 {got}",
            f"    {mark} {what}: expected {claim.expected}, got {got}",
        )
    for line in one.lines:
        if line.case == case:
            said = f"      {line.whose} {line.line} {line.points.normalize():f}：{line.explanation}"
            say(said, said)


def sum_up(one: Tried) -> None:
    """Say how many claims of a file hold."""
    name, wrong = f"{one.file.rule.scheme}/{one.file.rule.version}.yaml", len(one.claims) - one.holding
    if wrong:
        say(f"✗ {name}：{len(one.claims)} 项中 {wrong} 项不对，请改正例子或条款",
            f"✗ {name}: {wrong} of {len(one.claims)} claims are wrong: correct the example or the rule")  # fmt: skip
    else:
        say(f"✓ {name}：{len(one.claims)} 项全部成立", f"✓ {name}: all {len(one.claims)} claims hold")


def tell_asked(file: RuleFile, asked: Sequence[Condition]) -> None:
    """Say of each line of a file how many real records met it, and where it asks what they leave blank."""
    name = f"{file.rule.scheme}/{file.rule.version}.yaml"
    say(f"{name} 在真实记录上（假定一直有效）：", f"{name} on real records, as if always in force:")
    met: dict[str, int] = {}
    for each in asked:
        met[each.rule_line_id] = max(met.get(each.rule_line_id, 0), each.met_count)
    asking = [line.id for _, line in file.rule.record_lines]
    asking += [when_id.partition("/")[0] for when_id, _ in measure_whens(file.rule)]
    for line in dict.fromkeys(asking):
        say(f"  {line}：{met.get(line, 0)} 条符合", f"  {line}: {met.get(line, 0)} met it")
        for each in blanks(each for each in asked if each.rule_line_id == line):
            say(f"    提醒：{each.zh}", f"    warning: {each.en}")
