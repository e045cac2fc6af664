"""The body of the circular, sentence by sentence, from the figures; what there is nothing to say of is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports import plain, review_text, sentences
from reports.sentences import Shortened
from warehouse.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.value import Report
    from reports.wording import Wording

_NUMERALS = "一二三四五六七八九十"
_NAMES_WHEN_LONG = 8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: a heading alone, or a text that may open with a lead in another face."""

    text: str
    lead: str = ""
    is_heading: bool = False


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
    yield Paragraph(sentences.opening(report, wording))
    sections = (
        _Section("总体情况", _overview(report)),
        _Section("排名情况", _ranking(report, shortened)),
        _Section("任务完成情况", _quotas(report, shortened)),
        _Section("存在问题", _problems(report, shortened)),
        _Section("下步工作", tuple(("", text) for text in (*wording.closing, sentences.objections(report)))),
    )
    for numeral, section in zip(_NUMERALS, (section for section in sections if section.parts), strict=False):
        yield Paragraph(f"{numeral}、{section.title}", is_heading=True)
        yield from _numbered(section.parts)


def _numbered(parts: tuple[tuple[str, str], ...]) -> Iterator[Paragraph]:
    leads = iter(_NUMERALS)
    for lead, text in parts:
        yield Paragraph(text, f"（{next(leads)}）{lead}。" if lead else "")


def _said(*parts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((lead, text) for lead, text in parts if text)


def _overview(report: Report) -> tuple[tuple[str, str], ...]:
    if not report.totals.adoptions.now:
        return ()
    return _said(
        ("采用层级", sentences.by_tier(report)),
        ("采用载体", sentences.by_line(report)),
        ("稿件情况", sentences.pieces(report)),
        ("选题情况", sentences.topics(report)),
        ("累计情况", sentences.cumulative(report)),
        ("内刊采用", review_text.bulletins(report)),
        ("媒体采用", review_text.media(report)),
        ("报送情况", review_text.sent(report)),
    )


def _ranking(report: Report, shortened: Shortened) -> tuple[tuple[str, str], ...]:
    parts = [
        (plain.group(group.name), sentences.leaders(report, group, shortened)) for group in report.groups
    ]
    return _said(*parts, ("", sentences.unranked(report)))


def _quotas(report: Report, shortened: Shortened) -> tuple[tuple[str, str], ...]:
    due, running = sentences.due(report, shortened), sentences.running(report, shortened)
    if due and running:
        return (("到期任务", due), ("全年进度", running))
    return _said(("", due), ("", running))


def _problems(report: Report, shortened: Shortened) -> tuple[tuple[str, str], ...]:
    return _said(
        ("有的单位没有采用", sentences.nothing(report, shortened)),
        ("单位之间不平衡", sentences.spread(report)),
        ("选题覆盖不全", sentences.untouched(report)),
        ("登记不规范", sentences.rejected(report)),
    )
