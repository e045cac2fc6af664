"""Questions to the clerk and the answers: what the commands say of them."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from rich.progress import Progress

from questions.answers import take
from questions.asking import ask
from tongbao.place import Place
from tongbao.speaking import say

_KINDS = {
    "column": ("列的含义", "columns"),
    "blank": ("空白的算不算", "blanks"),
    "form": ("整张表的单位", "whole tables"),
    "unit_name": ("单位名称", "names of units"),
    "outlet_name": ("刊物名称", "names of outlets"),
    "record": ("记录", "records"),
    "word": ("写法", "words"),
    "pair": ("疑似重复", "doubtful pairs"),
    "delivery": ("未读文件", "unread files"),
    "version": ("换过的文件", "replaced files"),
}


def ask_all(place: Place, target: Path) -> None:
    """Write the workbook of open questions, with a progress bar on a terminal."""
    with Progress(transient=True, disable=not sys.stdout.isatty()) as progress:
        task = progress.add_task("", total=None)
        written = ask(
            place.home,
            place.office(),
            target,
            lambda done, total: progress.update(task, completed=done, total=total),
        )
    if written.path is None:
        say("没有待答的问题", "nothing to ask")
        return
    counts = [(zh, en, written.counts[kind]) for kind, (zh, en) in _KINDS.items() if kind in written.counts]
    say(
        f"待答问题 {sum(written.counts.values())} 个（{'、'.join(f'{zh} {count}' for zh, _, count in counts)}）：{written.path}",
        f"{sum(written.counts.values())} questions ({', '.join(f'{en} {count}' for _, en, count in counts)}): {written.path}",
    )
    say(
        f"填好“答复”一列后运行：tongbao questions --answer {written.path} --by 姓名",
        f"fill its last column, then: tongbao questions --answer {written.path} --by NAME",
    )


def take_back(place: Place, path: Path, decided_by: str, decided_on: date) -> None:
    """Take a filled workbook back."""
    taken = take(place.home, place.office(), path, decided_by, decided_on)
    say(
        f"已记录：名称 {len(taken.aliases)} 个（aliases.csv），决定 {len(taken.decisions)} 条（decisions.csv），"
        f"表格 {len(taken.forms)} 项（forms.csv）；"
        f"以前已答 {taken.known_count} 个",
        f"kept: {len(taken.aliases)} names (aliases.csv), {len(taken.decisions)} decisions (decisions.csv), "
        f"{len(taken.forms)} forms (forms.csv); "
        f"{taken.known_count} were known",
    )
    if taken.gone_count:
        say(
            f"另有 {taken.gone_count} 个问题已不存在（来件已更正或另行解决），没有记录",
            f"{taken.gone_count} questions are no longer asked; their answers were not kept",
        )
    if taken.forms:
        say("运行 tongbao run 后生效：有的来件要重新读取", "run tongbao run to apply them: some files are read again")
    elif taken.aliases or taken.decisions:
        say("运行 tongbao build 后生效", "run tongbao build to apply them")
