"""What the documents name is there: commands with their options, make targets, modules, files, models, recipes."""

from __future__ import annotations

import fnmatch
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from reports.editions.sources import version
from tongbao.cli import app

ROOT = Path(__file__).parents[1]
# What was is told by CHANGELOG, why by DECISIONS; neither says what is.
TELLING = [
    path.relative_to(ROOT).as_posix()
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("dbt_project/**/*.md")])
    if path.name not in {"CHANGELOG.md", "DECISIONS.md"}
]
# Files that a run, an office or a reader of the documents makes.
MADE = re.compile(
    r"^(home|exports|drafts|editions|inbox|raw|current|printed|CASE|orgs/(mycity|case)|bench-home|/|\.venv)|<|…|^[A-Z]\w*$"
    r"|^(aliases|attributes|decisions|objections)\.csv$|^connections\.toml$|^delivery\.json$|^rules/xxkh/2025\.yaml$"
)
_APART = ("demo-home", "home")  # and what begins with a point
_LONGEST = 120
_TONGBAO = typer.main.get_command(app)
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_COMMAND = re.compile(r"(?:^|[\s/])tongbao((?: +[^\s;&>]+)*)")
_PATH = re.compile(r"[\w.*/-]*\w/|[\w.*/-]+\.(?:py|sql|yml|yaml|csv|toml|md|j2|txt|json)\b(?!\w)")
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
_MODEL = re.compile(r"\b(?:stg|int|dim|fct)_[a-z_]+[a-z]\b")


def code(text: str) -> list[str]:
    """Return the lines of code in a document: those of fenced blocks without their remarks, and spans."""
    blocks = [line.partition("#")[0] for block in _FENCE.findall(text) for line in block.splitlines()[1:-1]]
    return [*blocks, *(span.replace("\\|", "|") for span in _SPAN.findall(_FENCE.sub("", text)))]


def unknown_words(words: list[str], command: Any) -> Iterator[str]:
    """Yield what is no command and no option of its command."""
    options = {option for each in command.params for option in each.opts}
    for nth, word in enumerate(words):
        name = word.strip("[],.")
        if hasattr(command, "commands") and re.fullmatch(r"[a-z|-]+", name) and not name.startswith("-"):
            for choice in name.split("|"):
                if choice not in command.commands:
                    yield choice
                else:
                    yield from unknown_words(words[nth + 1 :], command.commands[choice])
            return
        if name.startswith("--") and not options.intersection(name.split("|")):
            yield name


@cache
def repository() -> frozenset[str]:
    """All files and folders of the repository."""
    return frozenset(_ours("*"))


def _ours(pattern: str) -> Iterator[str]:
    for path in ROOT.rglob(pattern):
        name = path.relative_to(ROOT)
        if not name.parts[0].startswith(".") and name.parts[0] not in _APART:
            yield name.as_posix()


def missing(document: str, text: str) -> list[str]:
    """Return what a document names and nobody finds."""
    return sorted({*_commands(text), *_files(text), *_models(text), *_recipes(ROOT / document, text)})


def _commands(text: str) -> Iterator[str]:
    for line in code(text):
        for said in _COMMAND.finditer(line):
            for word in unknown_words(said[1].split(), _TONGBAO):
                yield f"tongbao{said[1]}: {word}"
        for target in re.findall(r"(?:^|\s)make ([a-z]\w*)", line):
            if not re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE):
                yield f"make {target}"
        for module in re.findall(r"-m ([a-z][\w.]*\w)(?![\w.<])", line):
            if importlib.util.find_spec(module) is None:
                yield f"-m {module}"


def _files(text: str) -> Iterator[str]:
    for line in code(text):
        for word in line.split():
            found = _PATH.fullmatch(word.strip(",.:;'\""))
            if found and not MADE.search(word) and not _is_there(found[0].rstrip("/")):
                yield found[0]


def _is_there(path: str) -> bool:
    if "*" in path:
        return any(fnmatch.fnmatch(each, f"*{path}") for each in repository())
    return any(each == path or each.endswith(f"/{path}") for each in repository())


def _models(text: str) -> Iterator[str]:
    names = {Path(each).stem for each in repository() if each.startswith("dbt_project/") and each.endswith(".sql")}
    for line in code(text):
        yield from (model for model in _MODEL.findall(line) if model not in names)


def _recipes(document: Path, text: str) -> Iterator[str]:
    for file, heading in _LINK.findall(_FENCE.sub("", text)):
        target = (document.parent / file) if file else document
        if not target.exists():
            yield file
        elif heading and heading not in _anchors(target.read_text("utf-8")):
            yield f"{file}#{heading}"


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ +(.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", TELLING)
def test_what_a_document_names_is_there(document: str) -> None:
    assert missing(document, (ROOT / document).read_text("utf-8")) == []


def test_the_documents_name_enough_to_be_worth_looking() -> None:
    text = "\n".join((ROOT / document).read_text("utf-8") for document in TELLING)
    assert len(TELLING) >= 8
    assert len(set(_COMMAND.findall("\n".join(code(text))))) > 40
    assert len(_LINK.findall(text)) > 20


def overlong(text: str) -> list[str]:
    """Return the lines of prose that are too long: neither of a table nor of a block of code, nor one span that cannot break."""
    lines = _FENCE.sub("", text).splitlines()
    return [
        line
        for line in lines
        if len(line) > _LONGEST and not line.lstrip().startswith("|") and not re.fullmatch(r"`[^`]*`[.:]?", line)
    ]


def test_lines_of_prose_are_at_most_120_characters() -> None:
    found = {name: overlong((ROOT / name).read_text("utf-8")) for name in _ours("*.md")}
    assert len(found) > 20
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_line_that_is_too_long_is_named_and_a_row_of_a_table_is_not() -> None:
    line, row, block = "字" * 121, f"| {'字' * 121} |", f"```\n{'x' * 121}\n```"
    assert overlong("\n".join([line, row, block, "字" * 120])) == [line]


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_every_command_stands_in_both_readmes(document: str) -> None:
    lines = code((ROOT / document).read_text("utf-8"))
    assert [name for name in _TONGBAO.commands if not any(f"tongbao {name}" in line for line in lines)] == []


def test_the_version_is_the_newest_of_the_changelog_and_each_has_its_day() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    versions = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) \((\d{4}-\d\d-\d\d)\)", heading) for heading in headings]
    said = [(*map(int, each.groups()[:3]), each[4]) for each in versions if each]
    assert len(said) == len(headings) >= 4
    assert said == sorted(said, reverse=True)
    told = CliRunner().invoke(app, ["--version"])
    assert (told.exit_code, told.output) == (0, f"tongbao {version()}\n")
    assert headings[0].startswith(f"{version()} ")


def test_a_figure_that_changes_names_its_periods_and_rule_lines() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    changes = [part.partition("\n### ")[0] for part in text.split("### Figures that change\n")[1:]]
    entries = [" ".join(entry.split()) for part in changes for entry in part.partition("\n## ")[0].split("\n- ")[1:]]
    assert len(entries) > 15
    silent = [entry for entry in entries if "Periods: " not in entry or "Rule lines: " not in entry]
    assert [entry for entry in silent if not entry.startswith("None")] == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Say `tongbao frobnicate`.", "tongbao frobnicate: frobnicate"),
        ("Say `tongbao rules check --twice`.", "tongbao rules check --twice: --twice"),
        ("```sh\ntongbao object raise|undo   # takes it back\n```", "tongbao object raise|undo: undo"),
        ("Run `make tea`.", "make tea"),
        ("`.venv/bin/python -m reports.no_such_module`", "-m reports.no_such_module"),
        ("It stands in `ingest/no_such_file.py`.", "ingest/no_such_file.py"),
        ("It stands in `reports/nowhere/`.", "reports/nowhere/"),
        ("See `fct_nothing`.", "fct_nothing"),
        ("[How](CONTRIBUTING.md#no-such-recipe)", "CONTRIBUTING.md#no-such-recipe"),
        ("[How](NOWHERE.md)", "NOWHERE.md"),
    ],
)
def test_what_is_not_there_is_named(sentence: str, name: str) -> None:
    assert missing("README.md", sentence) == [name]
