"""A cell that tells of adoptions in running text: 2025年3月5日《人民日报》第2版、6日《河南日报》头版刊登.

Outlets, days, pages and issues are told apart; whose day is whose follows from their order: a day stands before the outlets
it is of, or behind them, all through the cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_NUMERAL = "一二三四五六七八九十"
_PAGE = (
    rf"第?[A-Za-z]?\d{{1,3}}(?:[-—–至、][A-Za-z]?\d{{1,3}})?[版面](?!权)|第?[{_NUMERAL}]{{1,3}}(?:[至、-][{_NUMERAL}]{{1,3}})?版"
    r"|[头首]版(?:头条)?|要闻版?(?:头条)?"
)
_ISSUE = (
    rf"(?:(?:19|20)\d\d年?)?第(?:\d{{1,4}}|[{_NUMERAL}百]{{1,5}})期(?:[(（]?总第?\d{{1,5}}期[)）]?)?|[〔\[(（](?:19|20)\d\d[〕\])）]\d{{1,4}}号"
)
_DAY = (
    r"(?<!\d)(?:(?P<year>(?:19|20)\d\d|\d\d(?=年))[年./-])?(?P<month>1[0-2]|0?[1-9])[月./-](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?"
    r"|(?<!\d)(?P<digits>(?:19|20)\d{2}[01]\d[0-3]\d)(?!\d)|(?<![\d月])(?P<only>3[01]|[12]\d|0?[1-9])[日号](?!\d)"
)
_COUNT = rf"[各共计]?(?P<count>\d{{1,3}}|[{_NUMERAL}两])\s*[篇条次](?:次)?"
_ASIDE = (
    r"\d{1,2}[:：]\d{2}(?::\d{2})?|[(（]?(?:星期|周)[一二三四五六日天][)）]?|以《[^》]*》为(?:题|标题)|(?<![\d.])[1-9]\d?[.、．)）](?!\d)|[①-⑳]"
    r"|https?://\S+"
)
_TOKEN = re.compile(
    rf"(?P<aside>{_ASIDE})|(?P<issue>{_ISSUE})|(?P<page>{_PAGE})|(?P<number>{_COUNT})|(?P<date>{_DAY})"
    r"|《(?P<named>[^《》]{1,40})》|“(?P<quoted>[^“”]{1,30})”|(?P<mark>[、，,；;。：:\n\r()（）【】\[\]|/＋+&\s]+)"
)
# Only what no outlet's name begins or ends with: 经济日报, 上海…, 21世纪经济报道, 安阳发布 are names.
_BEFORE = re.compile(
    r"^(?:已被?|被|于|在(?!线)|先后被?|分别被?|同时被?|[并后又再]被|[并后]在|刊于|发于|载于|登于|见于|以及|和(?!谐|平|美|顺)|及|与|其中|该文|该稿|此文|此稿"
    r"|(?:首发|首刊|刊登|刊发|发表|刊载|转载|转发|采用|录用|登载|播出|推送)[于在]?|发布[于在])+"
)
_BEHIND = re.compile(
    r"(?:[上中]?(?:予以|进行|全文|摘要|首发|首刊|刊登|刊发|发表|刊载|登载|采用|录用|刊用|转载|转发|播出|播发|推送|见报|上刊|上稿|采纳)"
    r"|等媒体|等|的|了|并|和|及|与|以及|于|被)+$"
)
_FREE = re.compile(r"[\w·•—-]{2,24}")
_DATED = re.compile(_DAY)
# What such a cell says of a piece that nobody printed.
NOT_ADOPTED = re.compile(
    r"[(（]?(?:[未没]有?被?|不予?|尚未|暂未)(?:采用|录用|采纳|刊用|刊发|刊登|发表|见报|上稿|用)[)）]?|退稿|撤稿|[未否×✗✘无]"
)
_OUTLET = re.compile(r".{2,12}(?:报|网|刊|信息|简报|杂志|台|通讯|电讯|强国|新闻)")
_MOST, _MOST_HEADING, _MOST_READ = 20, 40, 400
# Over a column that tells where and when, in whatever words.
_HEADING = re.compile(
    r".*(?:采用|录用|刊发|刊登|刊载|刊播|刊用|发表|发布|见报|播发|播出|登载|上稿|用稿|发稿|采纳|转载).*"
    r"(?:情况|详情|明细|结果|去向|出处|时间|日期|媒体|刊物|载体|版面).*"
)


@dataclass(slots=True)
class Telling:
    """One adoption as a cell tells of it; what it does not say is blank."""

    outlet: str
    day: str = ""
    page: str = ""
    issue: str = ""


class SeveralError(ValueError):
    """The cell counts adoptions that it does not tell apart."""


def tellings(text: str) -> list[Telling]:
    """Return the adoptions that a cell tells of, none if it cannot be told which day is whose.

    Raise `SeveralError` where an outlet printed the piece more than once.
    """
    reader = _Reader()
    for kind, said in _tokens(text):
        if not reader.take(kind, said):
            return []
    found = reader.found
    return found if found and len(found) <= _MOST and not reader.is_dangling else []


def column(labels: Sequence[tuple[str, tuple[str, int] | None]], below: Callable[[int], Sequence[str]]) -> int | None:
    """Return the column that tells of adoptions, by its heading and most of some cells under it, which `below` gives."""
    for at, (label, match) in enumerate(labels):
        if match is not None and match[0] != "verdict":
            continue
        if len(label) <= _MOST_HEADING and _HEADING.fullmatch("".join(label.split())):
            cells = [text[:_MOST_READ] for text in below(at) if text and not NOT_ADOPTED.fullmatch(text)]
            told = sum(_is_told(text) for text in cells)
            if told and 2 * told >= len(cells):
                return at
    return None


def _is_told(text: str) -> bool:
    try:
        found = tellings(text)
    except SeveralError:
        return True
    return has_more_than_names(found) or "《" in text or any(_OUTLET.fullmatch(one.outlet) for one in found)


def has_more_than_names(told: Iterable[Telling]) -> bool:
    """Tell whether any of them says when or where."""
    return any(one.day or one.page or one.issue for one in told)


def has_days(text: str) -> bool:
    """Tell whether a cell names more than one day."""
    return len(_DATED.findall(text)) > 1


def days_in(text: str) -> list[str]:
    """Return the days of a list that is nothing else, each in full; none for anything else."""
    if re.fullmatch(r"[、，,；;。\s/|和及与至~～—-]*", rest := _DATED.sub("", text)) is None or re.search("[至~～—-]", rest):
        return []
    days: list[str] = []
    for found in _DATED.finditer(text):
        days.append(_in_full(found[0], days[-1] if days else ""))
    return [] if "" in days else days


@dataclass(slots=True)
class _Reader:
    """Goes through a cell and gives each outlet what is its own."""

    found: list[Telling] = field(default_factory=list)
    day: str = ""
    is_day_first: bool | None = None
    is_dangling: bool = False  # a day that no outlet has followed yet
    page: str = ""

    def take(self, kind: str, said: str) -> bool:
        """Take the next thing; return False where nobody could tell what it belongs to."""
        match kind:
            case "name":
                return self._name(said)
            case "day":
                return self._day(said)
            case "page" if not self.found:
                self.page = said
            case "page":
                last = self.found[-1]
                last.page = f"{last.page}、{said}" if last.page else said
            case "issue":
                if not self.found or self.found[-1].issue:
                    return False
                self.found[-1].issue = said
        return True

    def _name(self, said: str) -> bool:
        if self.is_day_first is None:
            self.is_day_first = False
        self.found.append(Telling(said, self.day if self.is_day_first else "", self.page))
        self.page, self.is_dangling = "", False
        return True

    def _day(self, said: str) -> bool:
        day = _in_full(said, self.day)
        if self.is_day_first is None:
            self.is_day_first = True
        open_ones = [] if self.is_day_first else [one for one in self.found if not one.day]
        if self.is_dangling or not day or not (self.is_day_first or open_ones):
            return False
        for one in open_ones:
            one.day = day
        self.day, self.is_dangling = day, self.is_day_first
        return True


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Give what a cell consists of: names, days, pages, issues, and what is none of these as unknown."""
    at = 0
    for token in _TOKEN.finditer(text):
        yield from _free(text[at : token.start()])
        at = token.end()
        if token["issue"]:
            yield "issue", token["issue"]
        elif token["page"]:
            yield "page", token["page"]
        elif token["number"]:
            if token["count"] not in ("1", "一", "01"):
                raise SeveralError(token["number"])
        elif token["date"]:
            yield "day", token["date"]
        elif name := token["named"] or token["quoted"]:
            yield "name", name
    yield from _free(text[at:])


def _free(text: str) -> Iterator[tuple[str, str]]:
    """Give the name in running text, without the words that say that it printed something."""
    name = _BEHIND.sub("", _BEFORE.sub("", text.strip()))
    if name:
        yield ("name" if _FREE.fullmatch(name) else "unknown"), name


def _in_full(said: str, before: str) -> str:
    """Return a day with the year, or the month, of the one before it; blank if it lacks a month still."""
    found = _DATED.fullmatch(said)
    earlier = re.fullmatch(r"(?:(\d+)年)?(\d+)月\d+日", before)
    if found is None:
        return ""
    if digits := found["digits"]:
        return f"{digits[:4]}年{int(digits[4:6])}月{int(digits[6:])}日"
    month = found["month"] or (earlier[2] if earlier else None)
    year = found["year"] or (earlier[1] if earlier else None)
    if month is None:
        return ""
    day = f"{int(month)}月{int(found['day'] or found['only'])}日"
    return f"{year}年{day}" if year else day
