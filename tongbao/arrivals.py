"""Taking deliveries in, and saying of each what became of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.progress import Progress

from ingest.guards import Left
from ingest.landing import Landed, Leave, land, refresh
from ingest.landing import Progress as Each
from ingest.layouts import Layouts
from ingest.sources import sources_of
from tongbao.place import Place
from tongbao.speaking import say
from warehouse.belonging import remember
from warehouse.errors import DataError
from warehouse.files import replace_file

# What was read well is named so far; what was not, always.
_NAMED = 40


def land_files(
    place: Place,
    paths: Sequence[Path],
    received_on: date,
    progress: Each | None = None,
    read_again: Each | None = None,
    leave: Leave | None = None,
) -> tuple[tuple[Landed, ...], tuple[Landed, ...]]:
    """Take deliveries in; return what was landed, and what was read again because an edited layout reads it anew."""
    with place.home.writing():
        layouts = Layouts.load(place.office_folder)
        remember(place.home, place.office_folder)
        again = refresh(place.home, layouts, read_again)
        return land(paths, place.home, layouts, received_on, progress, leave=leave), again


def take_in(place: Place, paths: Sequence[Path] | None, received_on: date) -> int:
    """Land with a progress bar; return how many deliveries were new or read anew."""
    named, paths = bool(paths), paths or [place.home.inbox]
    left: list[Left] = []
    place.home.prepare()
    with Progress(transient=True, disable=not sys.stdout.isatty()) as progress:
        task = progress.add_task("", total=len(sources_of(paths)))
        landed, read_again = land_files(
            place,
            paths,
            received_on,
            lambda path: progress.update(task, advance=1, description=path.name),
            lambda path: progress.update(task, description=f"重读 {path.name}"),
            left.append,
        )
    _name_left(place, left)
    arrived = [one for one in landed if one.status != "known"]
    _name([one for one in arrived if not one.problem])
    for one in (*arrived, *read_again):
        if one.problem:
            say(f"  {one.file_name}：{one.problem}", f"  {one.file_name}: {one.problem_code}")
        elif one.note:
            say(f"  {one.file_name}：{one.note}", f"  {one.file_name}: read around stray bytes: {one.note}")
    if old := sum(one.status == "known" and one.problem is not None for one in landed):
        say(
            f"  以前收到的 {old} 份仍无法读取：原因见 tongbao export rejects",
            f"  {old} known files are still unreadable",
        )
    _count(landed)
    if read_again:
        say(
            f"表头或网站设置有变化，或上次没有读完：重读 {len(read_again)} 份",
            f"layouts changed, or not read to the end: read {len(read_again)} again",
        )
    if named and left and not landed:
        raise DataError(
            "指定的文件一份也没有收下：请按上面各行的办法处理", "none of the files that were named was taken"
        )
    if landed and all(one.problem for one in landed):
        raise DataError("收到的文件没有一份能读：请按上面各行的办法处理", "none of the files could be read")
    return len(arrived) + len(read_again)


def _name_left(place: Place, left: Sequence[Left]) -> None:
    """Say what was not taken and why; what never will be is named the first time only."""
    path = place.home.left
    told = set(path.read_text(encoding="utf-8").splitlines()) if path.exists() else set()
    for one in left:
        if not (one.reason.lasts and one.name in told):
            say(f"  {one.name}：{one.reason.zh}", f"  {one.name}: {one.reason.en}")
    if new := {one.name for one in left if one.reason.lasts} - told:
        replace_file(path, "".join(f"{name}\n" for name in sorted(told | new)).encode())


def _name(read: Sequence[Landed]) -> None:
    for one in read[:_NAMED]:
        if one.status == "again":
            say(
                f"  {one.file_name}：内容与已收的一份完全相同",
                f"  {one.file_name}: the same bytes as one that is known",
            )
        elif one.kind == "archive":
            say(
                f"  {one.file_name}：压缩包，其中的文件逐份收下",
                f"  {one.file_name}: an archive, taken apart",
            )
        else:
            say(f"  {one.file_name}：{one.record_count} 行", f"  {one.file_name}: {one.record_count} rows")
    if len(read) > _NAMED:
        say(f"  ……另有 {len(read) - _NAMED} 份", f"  ... and {len(read) - _NAMED} more")


def _count(landed: Sequence[Landed]) -> None:
    new, again, known = (
        [one for one in landed if one.status == status] for status in ("new", "again", "known")
    )
    rows = sum(one.record_count for one in new if one.problem is None)
    unread = sum(one.problem is not None for one in new)
    say(
        f"收件：新到 {len(new)} 份（读出 {rows} 行，{unread} 份无法读取），换名再来 {len(again)} 份，已有 {len(known)} 份",
        f"landed: {len(new)} new ({rows} rows, {unread} unreadable), {len(again)} again, {len(known)} known",
    )
