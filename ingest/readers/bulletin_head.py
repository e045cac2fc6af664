"""The head of an issue of a bulletin: its name, its number, its day, and what kind of issue it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import limits

_NUMERAL = r"[\d〇○零一二三四五六七八九十百廿卅]+"
_YEAR = r"[〔\[（(【]?\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*(?:年度?)?\s*[〕\]）)】]?\s*"
_ISSUE = re.compile(
    rf"(?:{_YEAR})?(?:(?:增刊|专报|专刊|特刊|参阅)\s*)?第\s*{_NUMERAL}\s*[期号](?:[\s，,、·]*[（(]?\s*总\s*第?\s*{_NUMERAL}\s*期\s*[）)]?)?"
    rf"|{_YEAR}{_NUMERAL}\s*[期号]|[（(]?总\s*第?\s*{_NUMERAL}\s*期[）)]?"
)
_RUNNING = re.compile(rf"总\s*第?\s*{_NUMERAL}\s*期")
_MONTH = rf"(?:[12]\d{{3}}|[〇○零一二三四五六七八九]{{4}})\s*[年./-]\s*{_NUMERAL}\s*"
_DAY = re.compile(rf"{_MONTH}[月./-]\s*{_NUMERAL}\s*日?")
_DAY_OR_MONTH = re.compile(rf"{_DAY.pattern}|{_MONTH}月(?:\s*[上中下]旬)?")
_KIND = re.compile(r"增刊|专报|专刊|特刊|参阅|普刊|专期|[（(](?:动态|简讯|要情|内参)[）)]")
_KIND_IN_BRACKETS = re.compile(r"[（(]\s*(?:增刊|专报|专刊|特刊|参阅|普刊|专期|动态|简讯|要情|内参)\s*[）)]")
# Lines of a head that are not the bulletin's name.
_NOT_NAME = re.compile(
    r".*(?:内部|注意保|秘密|机密|绝密|特急|加急|急件|份号|编号|签发|准印|赠阅|传阅|主办|主管|承办|编印|编辑|主编|印发|星期).*"
    r"|.*[编印]|[\W\d_]*|N[oO].*"
)
# Lines that close an issue.
FOOTER = re.compile(
    r"(?:报送|抄送|分送|主送|呈报|报|送|发|(?:本期|责任)?编辑|责编|主编|编审|校对|签发|联系电话|地址)\s*[：:].*|.*共印.*份.*"
)
_MAX_LINES = 15
_MAX_LINE_CHARS = 200
_MAX_TITLE_CHARS = 80


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a row of a layout table, under the number the sender sees; `level` of a heading, else 0."""

    number: int
    text: str
    level: int = 0
    sheet_name: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.text or self.text.isspace()


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says, as text; `text` is all of it."""

    name: str
    issue: str
    day: str
    kind: str
    text: str


def end_of(filled: Sequence[Passage]) -> int:
    """Return where the head ends if there is no 目录: behind the last line that only a head has."""
    end = 0
    for at, line in enumerate(filled[:_MAX_LINES], start=1):
        text = line.text
        if is_prose(text):
            break
        if len(text) <= 60 and (_ISSUE.search(text) or _DAY.search(text) or _KIND.fullmatch(text.strip())):
            end = at
    return end


def read(above: Sequence[str], beside: Sequence[str], filled: Sequence[Passage]) -> Head:
    """Read the head; what it does not say may stand in a text box or among the last lines."""
    head = [text[:_MAX_LINE_CHARS] for text in (*above[-_MAX_LINES:], *beside)]
    last = [
        line.text
        for line in filled[-6:]
        if FOOTER.fullmatch(line.text[:_MAX_LINE_CHARS].strip()) or "印发" in line.text
    ]
    first = [line.text for line in filled[:_MAX_LINES] if len(line.text) <= 60]
    issue = _first(_ISSUE, head) or _first(_ISSUE, first)
    running = _first(_RUNNING, head)
    if running and "总" not in issue:
        issue = f"{issue} {running}".strip()
    return Head(
        name=_name(head),
        issue=issue,
        day=_first(_DAY, head) or _first(_DAY, last) or _first(_DAY_OR_MONTH, [*head, *first]),
        kind=_first(_KIND, head).strip("（）()"),
        text=" ".join(text.strip() for text in head)[: limits.MAX_CELL_CHARS],
    )


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    return next((found[0].strip() for text in texts if (found := pattern.search(text[:_MAX_LINE_CHARS]))), "")


def _name(texts: Sequence[str]) -> str:
    for text in texts:
        if _DAY_OR_MONTH.search(text) and not _ISSUE.search(text):
            continue  # whoever publishes it, and when
        rest = _KIND_IN_BRACKETS.sub("", _ISSUE.sub("", _DAY_OR_MONTH.sub("", text))).strip(
            " \u3000\t\n（）()"
        )
        if len(rest) <= 40 and not _NOT_NAME.fullmatch("".join(rest.split())):
            return rest
    return ""


def is_prose(text: str) -> bool:
    """Tell the text of an article from titles and lines of a head."""
    return "。" in text or len(text) > 3 * _MAX_TITLE_CHARS
