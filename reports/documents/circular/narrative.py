"""The body of the circular, sentence by sentence, from the figures; what there is nothing to say of is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.numerals import CHARACTERS as NUMERAL_CHARACTERS
from reports.saying.numerals import numeral
from reports.saying.phrases import Shortened
from reports.subjects.accounts import text as accounts_text
from reports.subjects.comments import text as comments_text
from reports.subjects.commissions import text as commissions_text
from reports.subjects.elections import text as elections_text
from reports.subjects.notes import sentences as notes_sentences
from reports.subjects.persons import text as persons_text
from reports.subjects.pieces import text as pieces_text
from reports.subjects.province import text as province_text
from reports.subjects.ranking import text as ranking_text
from reports.subjects.submissions import text as submissions_text
from reports.subjects.tasks import text as tasks_text
from reports.subjects.totals import text as totals_text
from warehouse.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.saying.wording import Wording
    from reports.value import Report

_NAMES_WHEN_LONG = 8
_MARKS = {2: f"（[{NUMERAL_CHARACTERS}]+）", 3: r"\d+[.．]", 4: r"（\d+）"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: a heading of one of the four levels, or a text that may open with a lead in another face."""

    text: str
    lead: str = ""
    level: int = 0  # 1 to 4 of a heading: 一、 （一） 1. （1）


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    parts: tuple[tuple[str, str], ...]  # lead and text


def body(report: Report, wording: Wording) -> tuple[Paragraph, ...]:
    """Write the circular's body; long lists of names are cut to the first few when it would grow too long."""
    paragraphs = tuple(_write(report, wording, Shortened(None)))
    if _length(paragraphs) > wording.length_limit:
        paragraphs = tuple(_write(report, wording, Shortened(_NAMES_WHEN_LONG)))
    length = _length(paragraphs)
    if length <= wording.length_limit:
        return paragraphs
    raise DataError(
        f"{report.period.code} 通报正文 {length} 字，超过 circular.toml 里 length_limit 的 {wording.length_limit} 字：请缩短"
        "“closing”，或调高 length_limit",
        f"the body of {report.period.code} has {length} characters, more than length_limit {wording.length_limit}",
    )


def _length(paragraphs: tuple[Paragraph, ...]) -> int:
    return sum(len(paragraph.lead) + len(paragraph.text) for paragraph in paragraphs)


def _write(report: Report, wording: Wording, shortened: Shortened) -> Iterator[Paragraph]:
    who = wording.opening.format(period=report.period.zh)
    included = accounts_text.included(report.accounts)
    yield Paragraph(totals_text.opening(report.totals, report.period, who, included))
    asked = (*wording.closing, _asked_next(report), notes_sentences.objections(report.notes))
    sections = (
        _Section("总体情况", _overview(report)),
        _Section("排名情况", _ranking(report, shortened)),
        _Section("评选情况", _elections(report)),
        _Section("任务完成情况", _tasks(report, shortened)),
        _Section("存在问题", _problems(report, shortened)),
        _Section("下步工作", _said(*(("", text) for text in asked))),
    )
    for number, section in enumerate((each for each in sections if each.parts), start=1):
        yield Paragraph(f"{numeral(number)}、{section.title}", level=1)
        yield from _numbered(section.parts)


def _numbered(parts: tuple[tuple[str, str], ...]) -> Iterator[Paragraph]:
    numbers = count(1)
    for lead, text in parts:
        yield Paragraph(text, f"（{numeral(next(numbers))}）{lead}。") if lead else _worded(text)


def _worded(text: str) -> Paragraph:
    """A paragraph in the office's own words, which may be a heading or begin with one of the second level."""
    level = next((level for level, mark in _MARKS.items() if re.match(mark, text)), 0)
    head, stop, rest = text.partition("。")
    if level and not rest:
        return Paragraph(text.removesuffix("。"), level=level)
    return Paragraph(rest, head + stop) if level == 2 else Paragraph(text)


def _said(*parts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((lead, text) for lead, text in parts if text)


def _overview(report: Report) -> tuple[tuple[str, str], ...]:
    sent = submissions_text.submitted(report.submissions, report.period.last_year)
    province = province_text.peers(report.peers)
    if not report.totals.adoptions.now:
        return _said(("报送情况", sent), ("全省位次", province))
    return _said(
        ("采用层级", totals_text.by_tier(report.totals, report.period)),
        ("采用载体", totals_text.by_side(report.totals, report.period, report.tiers, report.bulletins)),
        ("稿件情况", pieces_text.pieces(report)),
        ("体裁结构", pieces_text.kinds(report.kinds, len(report.adoptions))),
        ("选题情况", pieces_text.topics(report.topics, report.period.this)),
        ("报送情况", sent),
        ("领导批示", comments_text.comments(report.comments)),
        ("新媒体推送", accounts_text.accounts(report.accounts)),
        ("累计情况", totals_text.cumulative(report.totals, report.period)),
        ("全省位次", province),
    )


def _ranking(report: Report, shortened: Shortened) -> tuple[tuple[str, str], ...]:
    groups = [
        (plain.group(group.name), ranking_text.leaders(report, group, shortened)) for group in report.groups
    ]
    bands = ranking_text.bands(report, shortened)
    if not groups and not bands:
        return ()
    return _said(
        *groups, *bands, ("上级媒体采用", ranking_text.in_upper_media(report)),
        ("个人情况", persons_text.earned(report.person_schemes, report.measure)), ("", ranking_text.unranked(report)),
    )  # fmt: skip


def _elections(report: Report) -> tuple[tuple[str, str], ...]:
    return _said(("", elections_text.candidates(report.candidates)))


def _tasks(report: Report, shortened: Shortened) -> tuple[tuple[str, str], ...]:
    said = _said(
        ("到期任务", tasks_text.due(report.quotas, report.period, shortened)),
        ("全年进度", tasks_text.running(report.quotas, report.period, shortened)),
        ("个人任务", persons_text.owed(report.person_quotas, report.person_marks, shortened)),
        ("约稿情况", commissions_text.commissions(report.commissions, report.period.this)),
    )
    return said if len(said) > 1 else tuple(("", text) for _, text in said)


def _problems(report: Report, shortened: Shortened) -> tuple[tuple[str, str], ...]:
    nothing = ranking_text.nothing(report, shortened)
    untouched = pieces_text.untouched(report.untouched, is_year_over=report.period.ends_year)
    return _said(
        ("有的单位没有采用", nothing + submissions_text.silent(report.submissions, shortened)),
        ("有的来件未能读取", notes_sentences.unread(report.unread, shortened)),
        ("有的单位不升反降", ranking_text.fallen(report, shortened)),
        ("约稿落实不到位", commissions_text.missed(report.commissions, shortened)),
        ("单位之间不平衡", ranking_text.spread(report)),
        ("选题覆盖不全", untouched),
        ("登记不规范", notes_sentences.rejected(report.notes)),
    )


def _asked_next(report: Report) -> str:
    """Ask for what is still owed: pieces with a deadline ahead, topics nobody wrote on."""
    topics = () if report.period.ends_year else report.untouched
    said = (commissions_text.still_open(report.commissions), pieces_text.still_wanted(topics))
    text = "；".join(filter(None, said))
    return f"{text}。" if text else ""
