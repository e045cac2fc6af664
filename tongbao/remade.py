"""An edition made again against the one on the shelf: the same bytes, the same figures in another layout, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.editions import contents, differences, figures, office
from reports.editions.making import DELIVERIES, Made
from tongbao.remaking import programs_are_the_same
from warehouse.editions import Edition

_SHOWN = 3
_INPUTS = (DELIVERIES, office.FILE)  # under other programs they may be written down otherwise


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was proven or not, in both languages; None: neither, but worth knowing."""

    holds: bool | None
    zh: str
    en: str


def held(zh: str, en: str) -> Said:
    return Said(True, zh, en)


def not_held(zh: str, en: str) -> Said:
    return Said(False, zh, en)


def compared(folder: Path, edition: Edition, made: Made) -> Iterator[Said]:
    """Compare byte for byte; under other programs every figure, as their layout may be another one."""
    same_programs = programs_are_the_same(edition)
    theirs = {name: (folder / name).read_bytes() for name in edition.files}
    skipped = () if same_programs else _INPUTS
    other = [name for name in {**theirs, **made.files} if theirs.get(name) != made.files.get(name)]
    other = [name for name in other if name not in skipped]
    fields = list(_fields(edition, made.edition, same_programs))
    known = _names(folder, made)
    failed = [
        *(_field(name, was, now) for name, was, now in fields),
        *(one for name in other if (one := _file(name, theirs, made.files, known, same_programs))),
    ]
    yield from failed
    if not failed:
        yield from _equal(len(theirs) + 1, other)
        yield from _pictures(other, theirs, made.files)


def _fields(edition: Edition, again: Edition, same_programs: bool) -> Iterator[tuple[str, Any, Any]]:
    """What `edition.json` says, but for hashes that are told apart elsewhere: of its files, and of other programs."""
    aside = {"code", "templates"} if same_programs else {"code", "templates", "version", "records", "warehouse"}
    was, now = (
        {**one.model_dump(exclude={"files", "made_from"}), **one.made_from.model_dump(exclude=aside)}
        for one in (edition, again)
    )
    yield from ((name, was[name], now[name]) for name in was if was[name] != now[name])


def _field(name: str, was: object, now: object) -> Said:
    return not_held(
        f"edition.json 被改动：{name} 写的是“{was}”，重做为“{now}”",
        f"edition.json was changed: {name} is {was}, made again {now}",
    )


def _file(
    name: str, theirs: dict[str, bytes], ours: dict[str, bytes], known: frozenset[str], same_programs: bool
) -> Said | None:
    """Say what is wrong with a file that came out otherwise; nothing, where other programs only lay it out otherwise."""
    if name not in theirs:
        return not_held(f"重做多出 {name}", f"{name} is made again only") if same_programs else None
    if name not in ours:
        return not_held(f"重做时没有 {name}，它不出自这些来件", f"{name} is not made again")
    found = _changed(name, theirs[name], ours[name], known)
    if not found and not same_programs:
        return None
    shown = "；".join(f"{one.where}：定稿“{one.was}”，重做“{one.now}”" for one in found[:_SHOWN])
    told = f"有 {len(found)} 处数字不同：{shown}" if found else "数字相同，其他内容或版式被改动"
    return not_held(
        f"重做的 {name} 与定稿不同，定稿被改动或损坏，{told}",
        f"{name}, made again, is not what was issued: {len(found)} figures differ; it was forged or damaged",
    )


def _changed(name: str, was: bytes, now: bytes, known: frozenset[str]) -> list[differences.ChangedFigure]:
    try:
        return differences.figures(contents.lines(name, was), contents.lines(name, now), known)
    except contents.NotADocumentError:
        return [differences.ChangedFigure(name, "读不出来", "")]


def _names(folder: Path, made: Made) -> frozenset[str]:
    """Every name that a register or a list of the office gave: of units, outlets, tiers, groups, articles."""
    frozen = figures.Figures.load(made.files[figures.FILE])
    adopted = {text for one in frozen.adoptions for text in (one.unit_name, one.article_title, one.outlet_name)}
    earned = {text for one in frozen.accounts for text in (one.unit_name, one.article_title, one.outlet_name)}
    return frozenset({*adopted, *earned, *office.names((folder / office.FILE).read_bytes())} - {""})


def _equal(count: int, other: list[str]) -> Iterator[Said]:
    if not other:
        yield held(
            f"由来件原件重新建库、重新编制，{count} 个文件逐字节相同",
            f"built and written again from the originals: {count} files are the same byte for byte",
        )
        return
    shown = "、".join(other[:_SHOWN]) + (f" 等 {len(other)} 个文件" if len(other) > _SHOWN else "")
    yield held(
        f"数字相同，版式因程序升级而不同（{shown}），其余逐字节相同",
        f"figures are the same, the layout is not since the programs were upgraded: {len(other)} files",
    )


def _pictures(other: list[str], theirs: dict[str, bytes], ours: dict[str, bytes]) -> Iterator[Said]:
    for name in other:
        if contents.pictures(name, theirs[name]) != contents.pictures(name, ours.get(name, b"")):
            yield Said(
                None, f"{name} 里的图与重做的不同：图里的数字没有比较", f"pictures of {name} are others"
            )
