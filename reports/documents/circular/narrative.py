"""The body of the circular, sentence by sentence, from the figures; what there is nothing to say of is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from reports.documents.said import Parts, Sentences
from reports.saying.numerals import CHARACTERS as NUMERAL_CHARACTERS
from reports.saying.numerals import numeral
from reports.saying.phrases import Shortened
from reports.subjects.accounts import text as accounts_text
from reports.subjects.totals import text as totals_text
from warehouse.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.saying.wording import Wording
    from reports.value import Report

_NAMES_WHEN_LONG = 8
# In which order the sentences of a section stand, by their leads.
_OVERVIEW = (
    "采用层级", "采用载体", "稿件情况", "体裁结构", "选题情况", "报送情况", "领导批示", "新媒体推送", "累计情况", "全省位次",
)  # fmt: skip
_OF_NOTHING = ("报送情况", "全省位次")  # what is left to say of a period in which nothing was adopted
_BESIDE_PLACES = ("上级媒体采用", "个人情况", "")
_TASKS = ("到期任务", "全年进度", "个人任务", "约稿情况")
_PROBLEMS = (
    "有的单位没有采用", "有的来件未能读取", "有的单位不升反降", "约稿落实不到位", "单位之间不平衡", "选题覆盖不全",
    "登记不规范",
)  # fmt: skip
_NEXT = ("约稿", "选题", "异议")
_MARKS = {2: f"（[{NUMERAL_CHARACTERS}]+）", 3: r"\d+[.．]", 4: r"（\d+）"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: a heading of one of the four levels, or a text that may open with a lead in another face."""

    text: str
    lead: str = ""
    level: int = 0  # 1 to 4 of a heading: 一、 （一） 1. （1）


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
    said = Sentences(report, shortened)
    who = wording.opening.format(period=report.period.zh)
    yield Paragraph(totals_text.opening(report.totals, report.period, who, accounts_text.included(report.accounts)))
    sections = (
        ("总体情况", _overview(said, is_nothing=not report.totals.adoptions.now)),
        ("排名情况", _ranking(said)),
        ("评选情况", said.placed("评选情况", ("",))),
        ("任务完成情况", _tasks(said)),
        ("存在问题", said.placed("存在问题", _PROBLEMS)),
        ("下步工作", _next(said, wording)),
    )
    for number, (title, parts) in enumerate((each for each in sections if each[1]), start=1):
        yield Paragraph(f"{numeral(number)}、{title}", level=1)
        yield from _numbered(parts)


def _overview(said: Sentences, *, is_nothing: bool) -> Parts:
    parts = said.placed("总体情况", _OVERVIEW)
    return tuple(part for part in parts if part[0] in _OF_NOTHING) if is_nothing else parts


def _ranking(said: Sentences) -> Parts:
    places = said.in_order("各组名次")
    return (*places, *said.placed("排名情况", _BESIDE_PLACES)) if places else ()


def _tasks(said: Sentences) -> Parts:
    parts = said.placed("任务完成情况", _TASKS)
    return parts if len(parts) > 1 else tuple(("", text) for _, text in parts)


def _next(said: Sentences, wording: Wording) -> Parts:
    """What the office asks for, what is still owed, how to object."""
    asked = dict(said.placed("下步工作", _NEXT))
    objections = asked.pop("异议", "")
    owed = f"{'；'.join(asked.values())}。" if asked else ""
    return tuple(("", text) for text in (*wording.closing, owed, objections) if text)


def _numbered(parts: Parts) -> Iterator[Paragraph]:
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
