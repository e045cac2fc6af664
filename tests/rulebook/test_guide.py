"""The guide to rule files, in both languages: what it prints as a file is one, and its examples hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from ingest.layouts import Layouts
from ingest.reading import ADOPTION
from rulebook.loading import read_rule
from tongbao import rules

GUIDES = ("rules.md", "rules.zh-CN.md")


def blocks(guide: Path) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", guide.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def complete(guide: Path) -> list[str]:
    return [block for block in blocks(guide) if block.startswith("scheme:")]


def test_every_complete_file_of_the_guides_reads_and_its_examples_hold(
    repository: Path, tmp_path: Path
) -> None:
    files = []
    for name in GUIDES:
        for block in complete(repository / "docs" / name):
            said = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - a safe loader
            # The same schemes stand in both languages: those of the second are told apart by their name.
            scheme = f"{said['scheme']}{GUIDES.index(name) or ''}"
            path = tmp_path / scheme / f"{said['version']}.yaml"
            path.parent.mkdir()
            path.write_text(
                block.replace(f"scheme: {said['scheme']}", f"scheme: {scheme}", 1), encoding="utf-8"
            )
            files.append(read_rule(path))
    claims, _ = rules.try_examples(files)
    assert {claim.scheme for claim in claims} == {file.rule.scheme for file in files}
    assert [f"{claim.zh}：{claim.expected} / {claim.got}" for claim in claims if not claim.holds] == []


@pytest.mark.parametrize("name", GUIDES)
def test_every_fragment_of_a_guide_is_yaml(repository: Path, name: str) -> None:
    found = blocks(repository / "docs" / name)
    assert found
    assert [block for block in found if not isinstance(yaml.safe_load(block), dict)] == []


def test_both_guides_have_the_same_files_and_fragments(repository: Path) -> None:
    ours, theirs = (repository / "docs" / name for name in GUIDES)
    assert len(blocks(ours)) == len(blocks(theirs))
    assert len(complete(ours)) == len(complete(theirs)) > 0


def test_both_guides_have_the_same_cookbook(repository: Path) -> None:
    ours, theirs = (
        re.findall(r"^\| (\d+) \|", (repository / "docs" / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in GUIDES
    )
    assert ours == theirs


# What a heading stands for where the guide's column is told by another column of ours.
_ARRIVES = {
    "unit": {"unit_name"}, "persons": {"author", "author_unit", "author_shares"}, "on": {"adopted_on"},
    "piece": {"article_title"}, "outlet": {"outlet_name"}, "placement": {"page"}, "form": {"form", "adopted_as"},
    "degree": {"degree", "adopted_as"}, "level": {"level", "tier_name"}, "seconds": {"seconds", "minutes"},
    "origin": {"origin", "reprint"}, "status": {"status", "verdict"},
}  # fmt: skip


@pytest.mark.parametrize("name", GUIDES)
def test_the_guide_names_headings_under_which_each_column_arrives(repository: Path, name: str) -> None:
    text = (repository / "docs" / name).read_text(encoding="utf-8")
    section = re.split(r"^## ", text, flags=re.MULTILINE)[6]
    tables = [block for block in section.split("\n\n") if block.startswith("| ")]
    columns, headings = (re.findall(r"^\| `(\w+)` \| ([^|]*)\|", each, re.MULTILINE) for each in tables[:2])
    assert [column for column, _ in headings] == [column for column, _ in columns if column != "what"]
    layouts = Layouts.load(repository / "orgs" / "sample")
    adoptions = next(register for register in layouts.registers if register.name == ADOPTION)
    for column, told in headings:
        for heading in re.findall(r"[^,、\s]+", told):
            match = layouts.match(heading)
            said = adoptions.own_words.get(heading) or (match[0] if match else None)
            assert said in _ARRIVES.get(column, {column}), (column, heading, said)
    assert {column for column, told in headings if not told.strip()} == {"received", "tier", "medium"}
