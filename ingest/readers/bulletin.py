"""Issues of bulletins as lines of text: a head with name, number and day, then a 目录, then the articles.

One record per entry of the 目录; without one, per article. Entries are written "标题（单位）" or "单位：标题",
with dots and a page number behind them or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest import limits
from ingest.readers import bulletin_head
from ingest.readers.bulletin_head import FOOTER, Head, Passage, is_prose
from ingest.readers.credits import are_prefixed, in_brackets, is_body, split_prefix, unit_and_author
from ingest.reading import Kind, Reading, Row

_CONTENTS = re.compile(
    r"[【\[〖]?(?:本期)?(?:目录|目次|要目|导读|内容提要|contents)[】\]〗]?[：:]?", re.IGNORECASE
)
_LEADERS = " \t\u3000.…·．・⋯‥—-_"
_PAGE = re.compile(
    r"(?:\.{2,}|[…·．・⋯‥]+|\t|\s{2,}|(?<=[）)\]】〕〉]))[\s.…·]*[（(/]?\s*(?:第\s*)?(\d{1,3})\s*页?\s*[）)]?\s*$"
)
_BULLET = re.compile(
    r"^(?:[\s★☆●○◆◇■□▲△◎※→►▶•·*＊❖✦>»]+|[①-⑳]|[（(]\d{1,2}[)）]|\d{1,2}\s*[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|--?\s)+\s*"
)
_SIGNED = re.compile(
    r"^\s*[（(]\s*(?P<whole>[^（）()]{2,60}(?:[（(][^（）()]*[)）])?)[)）]\s*$|^\s*(?:供稿|来稿|撰稿|报送)(?:单位)?\s*[：:]\s*(?P<said>\S.{1,58})$"
    r"|。[”’]?\s*[（(](?P<inline>[^（）()。]{2,60})[)）]\s*$"
)
_MAX_SECTION_CHARS = 10
_MAX_TITLE_CHARS = 80


@dataclass(frozen=True, slots=True)
class _Entry:
    line: Passage
    title: str
    unit: str = ""
    author: str = ""
    page: str = ""
    section: str = ""

    @property
    def is_told(self) -> bool:
        """Whether anything but its wording says that this is an entry."""
        return bool(self.unit or self.page)


@dataclass(slots=True)
class _Gathered:
    entries: list[_Entry] = field(default_factory=list)
    sections: list[Passage] = field(default_factory=list)
    section: str = ""


def read(
    kind: Kind, lines: Sequence[Passage], beside: Sequence[str], *, wraps: bool = False
) -> Reading | None:
    """Read an issue; None if the text is none. `beside` are lines whose place is unknown; `wraps` says that lines may be cut."""
    filled = [line for line in lines if not line.is_blank]
    contents = next((at for at, line in enumerate(lines) if is_contents(line.text)), None)
    if contents is None:
        end = bulletin_head.end_of(filled)
        head = bulletin_head.read([line.text for line in filled[:end]], beside, filled)
        found = _from_articles(filled[end:]) if end and head.issue else _Gathered()
    else:
        above = [line.text for line in lines[:contents] if not line.is_blank]
        head = bulletin_head.read(above, beside, filled)
        found = _from_contents(lines[contents + 1 :], wraps=wraps)
    # Reports have a 目录 too: an issue has a number, or at least a day and units.
    if not (head.issue or (head.day and any(entry.unit for entry in found.entries))) or not found.entries:
        return None
    rows = [_row(entry, head) for entry in found.entries]
    notes = [Row(line.sheet_name, line.number, "note", cells=[line.text]) for line in found.sections]
    return Reading(kind, (*rows, *notes), 1)


def is_contents(text: str) -> bool:
    return len(text) < 40 and _CONTENTS.fullmatch("".join(text.split())) is not None


def _from_contents(lines: Sequence[Passage], *, wraps: bool) -> _Gathered:
    found = _Gathered()
    end = _collect(lines, found, wraps=wraps)
    entries = found.entries
    without = [entry.title for entry in entries if not entry.unit]
    if len(without) == len(entries) and are_prefixed(without):
        entries = [_by_prefix(entry) for entry in entries]
    signed = _signatures(lines[end:], {_key(entry.title) for entry in entries})
    found.entries = [_signed(entry, *signed.get(_key(entry.title), ("", ""))) for entry in entries]
    return found


def _collect(lines: Sequence[Passage], found: _Gathered, *, wraps: bool) -> int:
    """Collect entries up to the first article, whose heading says an entry's title again; return where it stands."""
    keys: set[str] = set()
    filled = [line for line in lines if not line.is_blank]
    seen = 0
    after_blank = False
    for at, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            after_blank = True
            continue
        seen += 1
        entry = _entry(line, found.section)
        if is_prose(text) or FOOTER.fullmatch(text) or _key(entry.title) in keys:
            return at
        if _goes_on(text, found.entries, wraps=wraps):
            found.entries[-1] = _joined(found.entries[-1], line)
        elif _is_section(entry, filled[seen : seen + 1]):
            found.section = entry.title.strip("【】〖〗[]《》◆■ ")
            found.sections.append(line)
        elif (
            after_blank and found.entries and all(one.is_told for one in found.entries) and not entry.is_told
        ):
            return at
        else:
            found.entries.append(entry)
        keys.update(_key(one.title) for one in found.entries[-1:])
        after_blank = False
    return len(lines)


def _goes_on(text: str, entries: Sequence[_Entry], *, wraps: bool) -> bool:
    """Tell whether a line belongs to the entry before it: its sub-title, its unit, or the rest of a cut line."""
    if not entries:
        return False
    before = entries[-1]
    if text.startswith("——") or (not before.unit and _SIGNED.match(text)):
        return True
    return wraps and not before.is_told and not _BULLET.match(text) and len(before.title) <= _MAX_TITLE_CHARS


def _joined(entry: _Entry, line: Passage) -> _Entry:
    both = replace(entry.line, text=f"{entry.line.text.rstrip()}{line.text.strip()}")
    return _entry(both, entry.section)


def _is_section(entry: _Entry, following: Sequence[Passage]) -> bool:
    """Tell a heading within the 目录: short, alone, and what follows it is told as an entry."""
    if entry.is_told or len(entry.title) > _MAX_SECTION_CHARS:
        return False
    return any(_entry(line, "").is_told for line in following)


def _entry(line: Passage, section: str) -> _Entry:
    text, page = _without_page(line.text[: limits.MAX_CELL_CHARS].strip())
    title, credit = in_brackets(text.rstrip(_LEADERS))
    if not title:  # a heading in brackets
        title, credit = credit, ""
    if not page:
        title, page = _without_page(title)
    title = title.rstrip(_LEADERS)
    cells = [cell.strip(_LEADERS) for cell in title.split("\t") if cell.strip(_LEADERS)]
    if not credit and len(cells) == 2:
        credit, title = (cells[1], cells[0]) if is_body(cells[1]) else (cells[0], cells[1])
        if not is_body(credit):
            credit, title = "", " ".join(cells)
    unit, author = unit_and_author(credit) if credit else ("", "")
    return _Entry(line, _BULLET.sub("", title).strip(), unit, author, page, section)


def _without_page(text: str) -> tuple[str, str]:
    found = _PAGE.search(text[-80:])
    if not found:
        return text, ""
    return text[: len(text) - len(found[0])].rstrip(_LEADERS), found[1]


def _by_prefix(entry: _Entry) -> _Entry:
    unit, title = split_prefix(entry.title)
    return replace(entry, unit=unit, title=title)


def _key(title: str) -> str:
    """What a title in the 目录 and the heading of the article have in common."""
    return re.sub(r"[\W_]+", "", title)


def _signatures(lines: Sequence[Passage], keys: set[str]) -> dict[str, tuple[str, str]]:
    """Return, by article, the unit and author under its text."""
    signed: dict[str, tuple[str, str]] = {}
    article = ""
    for line in lines:
        if (
            len(line.text) <= 3 * _MAX_TITLE_CHARS
            and (key := _key(_BULLET.sub("", line.text))) in keys
            and key
        ):
            article = key
        elif article and article not in signed and (credit := _signature(line.text)):
            signed[article] = unit_and_author(credit)
    return signed


def _signature(text: str) -> str:
    found = _SIGNED.search(text[-200:])
    credit = (found["whole"] or found["said"] or found["inline"]) if found else ""
    return re.sub(r"\s*供稿$", "", credit).strip()


def _signed(entry: _Entry, unit: str, author: str) -> _Entry:
    return replace(entry, unit=entry.unit or unit, author=entry.author or author)


def _from_articles(lines: Sequence[Passage]) -> _Gathered:
    """Without a 目录: the first line of each signed article, else the headings by style, else the first line."""
    found = _Gathered()
    signed = [at for at, line in enumerate(lines) if _signature(line.text)]
    start = 0
    for end in signed:
        titles = list(_titles(lines[start:end]))
        if titles:
            unit, author = unit_and_author(_signature(lines[end].text))
            found.entries.append(_signed(_entry(titles[0], ""), unit, author))
        start = end + 1
    if not found.entries:
        top = min((line.level for line in lines if line.level), default=0)
        headings = [line for line in lines if top and line.level == top] or list(_titles(lines))[:1]
        found.entries = [_entry(line, "") for line in headings]
    return found


def _titles(lines: Sequence[Passage]) -> Iterator[Passage]:
    """Give the lines that can be an article's title, its sub-title joined to it."""
    for at, line in enumerate(lines):
        text = line.text.strip()
        if is_prose(text) or len(text) > _MAX_TITLE_CHARS or FOOTER.fullmatch(text) or text.startswith("——"):
            continue
        below = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
        yield replace(line, text=text + below) if below.startswith("——") else line


def _row(entry: _Entry, head: Head) -> Row:
    values = {
        "unit_name": entry.unit,
        "outlet_name": head.name,
        "article_title": entry.title,
        "adopted_on": head.day,
        "page": entry.page,
        "issue": head.issue,
        "kind": entry.section or head.kind,
        "author": entry.author,
    }
    return Row(
        sheet_name=entry.line.sheet_name,
        row_number=entry.line.number,
        role="record",
        cells=[entry.line.text],
        values={name: text for name, text in values.items() if text},
        table_title=head.text or None,
    )
