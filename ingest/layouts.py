"""Layouts: how the words in a register's header map to our columns, and where list pages keep their items.

The shipped words are in `headers.csv` beside this module; an office adds its own in its folder. Where two
columns of one register map to the same column of ours, the word that stands first in the lists wins.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from ingest import registers, verdicts
from ingest.connect.settings import Connections
from ingest.reading import COLUMNS
from ingest.registers import Register
from ingest.word_lists import read_list
from warehouse import forms
from warehouse.decisions import COUNT
from warehouse.errors import DataError
from warehouse.toml_files import read_toml

IGNORE = "ignore"
_SHIPPED = Path(__file__).with_name("headers.csv")
# Longer texts are titles and notes, never the name of a column.
_MAX_HEADER_CHARS = 30
_MAX_REMEMBERED = 50_000
# What may stand before a column's own word without changing which column of an adoption it is.
_QUALIFIER = re.compile(
    r"(?:[已被]?(?:采用|录用|刊用|刊发|刊登|刊载|刊播|登载|发表|发布|见报|播出|刊出|推送|上稿|用稿|首发|原发|转载|转发)|信息|稿件|文章|新闻|作品|宣传)+"
)
_NUMBER = re.compile(r"^第[一二三四五六七八九十\d]+(?:家|个|次)?|\(?[一二三四五六七八九十\d]+\)?$")
# Not the unit: "采用单位" is the outlet, "报送单位" the sender.
_QUALIFIED = frozenset({
    "article_title", "outlet_name", "adopted_on", "page", "issue", "kind", "words", "author", "tier_name", "remark",
    "reads", "link", "quantity", "channel", "seconds", "pictures", IGNORE,
})  # fmt: skip
# 是否采用, 录用情况: told by how it is put together, behind all words of the lists.
_VERDICT = ("verdict", 2_000_000)
_BESIDE_OUTLET = frozenset({"adopted_on", "issue", "page"})
_Text = Annotated[str, Field(min_length=1)]


class Site(BaseModel):
    """A `[[site]]` of sites.toml: a list page, told by its title, with CSS selectors for its items."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outlet: _Text
    title_contains: _Text
    item: _Text
    title: _Text
    date: _Text
    unit: _Text | None = None
    split_unit_at: _Text | None = None

    @field_validator("item", "title", "date", "unit")
    @classmethod
    def _is_a_selector(cls, value: str | None) -> str | None:
        return _selector(value)


class Article(BaseModel):
    """An `[[article]]` of sites.toml: pages of one article, told by their title, with CSS selectors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outlet: _Text
    title_contains: _Text
    title: _Text
    date: _Text
    unit: _Text | None = None
    author: _Text | None = None
    page: _Text | None = None
    reads: _Text | None = None

    @field_validator("title", "date", "unit", "author", "page", "reads")
    @classmethod
    def _is_a_selector(cls, value: str | None) -> str | None:
        return _selector(value)

    def selectors(self) -> dict[str, str]:
        """Return the declared selectors by our column names, without that of the title."""
        named = {
            "adopted_on": self.date, "unit_name": self.unit, "author": self.author, "page": self.page,
            "reads": self.reads,
        }  # fmt: skip
        return {column: selector for column, selector in named.items() if selector}


def _selector(value: str | None) -> str | None:
    try:
        LexborHTMLParser("<p>").css(value or "p")
    except SelectolaxError as error:
        raise ValueError(f"not a CSS selector: {error}") from error
    return value


class _Sites(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    site: tuple[Site, ...] = ()
    article: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Layouts:
    """Header words with their column and rank, what tells registers apart, and the declared list and article pages."""

    words: Mapping[str, tuple[str, int]]
    sites: tuple[Site, ...]
    articles: tuple[Article, ...]
    fingerprint: str
    registers: tuple[Register, ...]
    anchors: frozenset[str]  # every header has at least one of these columns
    labels: Mapping[str, str]  # what each column of ours is called: the first of its shipped words
    local_feeds: frozenset[str] = frozenset()  # the feeds whose zones mean nothing, by the names of their folders
    # What the desk has said: of a form, a sender (none for what a column is) and a heading.
    told: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    file_name: str = ""  # of the file that is being read: it may say which register it is
    _remembered: dict[str, tuple[str, int] | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, office_dir: Path) -> Self:
        """Read the shipped words and the office's own; raise `DataError` naming file and entry otherwise."""
        if not office_dir.is_dir():
            raise DataError(
                f"找不到 {office_dir}：--org 要指向一个单位文件夹（如 orgs/sample）",
                f"no such folder: {office_dir}: --org must name an office folder such as orgs/sample",
            )
        words: dict[str, tuple[str, int]] = {}
        # The office's words come first: it may overrule a shipped one.
        for path in (office_dir / "headers.csv", _SHIPPED):
            for header, column in _read_headers(path):
                words.setdefault(header, (column, len(words)))
        labels: dict[str, str] = {}
        for header, column in _read_headers(_SHIPPED):
            labels.setdefault(column, header)
        known = registers.load(office_dir)
        sites = _read_sites(office_dir / "sites.toml")
        connections = Connections.load(office_dir)
        local = sorted(feed.name for feed in connections.feed if feed.zone_is_local) if connections else []
        told = dict(_read_forms(office_dir / forms.FILE))
        data = [list(words.items()), sites.model_dump(), [asdict(one) for one in known], *local]
        data += [sorted(map(str, told.items()))] if told else []
        digest = hashlib.sha256(json.dumps(data, ensure_ascii=False).encode()).hexdigest()
        anchors = frozenset({"article_title", "period"}.union(*(one.marks for one in known)))
        return cls(words, sites.site, sites.article, digest[:8], known, anchors, labels, frozenset(local), told)

    @property
    def is_zone_local(self) -> bool:
        """Whether the file that is being read lies in the folder of a feed whose zones mean nothing."""
        return not self.local_feeds.isdisjoint(self.file_name.split("/")[:-1])

    def match(self, text: str) -> tuple[str, int] | None:
        """Return the column a header text stands for and the rank of that word, or None."""
        if len(text) > _MAX_HEADER_CHARS:
            return None
        if text not in self._remembered:
            if len(self._remembered) >= _MAX_REMEMBERED:
                self._remembered.clear()
            self._remembered[text] = self._look_up(text)
        return self._remembered[text]

    def as_told(self, headings: Sequence[str]) -> Mapping[str, str]:
        """Return the columns of ours that headings of this form stand for by what the desk has said."""
        if not self.told:
            return {}
        form = forms.form_of(headings)
        return {one: self.told[form, "", one] for one in headings if (form, "", one) in self.told}

    def blank_means(self, headings: Sequence[str]) -> Mapping[str, str]:
        """Return by heading what the desk has said of blanks in this form of this sender: yes or no, adopted or not."""
        if not self.told:
            return {}
        form, sender = forms.form_of(headings), forms.sender_of(self.file_name)
        return {one: self.told[form, sender, one] for one in headings if (form, sender, one) in self.told}

    def _look_up(self, text: str) -> tuple[str, int] | None:
        plain = normalised(text)
        bare = re.sub(r"\([^()]*\)", "", plain)
        return (
            self.words.get(plain)
            or self.words.get(re.sub(r"\(.*\)$", "", plain))
            or self.words.get(bare)
            or self._qualified(bare)
            or self._of_one_meaning(re.split("[/、或及和与]", bare))
            or (_VERDICT if verdicts.is_verdict(bare) else None)
            or self._numbered(plain)
        )

    def _qualified(self, plain: str) -> tuple[str, int] | None:
        """Look "采用稿件题目" up as "题目": the words before it say only that pieces were adopted."""
        qualifier = _QUALIFIER.match(plain)
        found = self.words.get(plain[qualifier.end() :]) if qualifier else None
        return found if found and found[0] in _QUALIFIED else None

    def _numbered(self, plain: str) -> tuple[str, int] | None:
        """Look "媒体2", "日期(二)" and "第一媒体" up without what tells them apart."""
        bare = _NUMBER.sub("", plain)
        return (self.words.get(bare) or self._qualified(bare)) if bare != plain else None

    def _of_one_meaning(self, parts: list[str]) -> tuple[str, int] | None:
        """Look "媒体/刊物名称" up by its parts; "媒体及时间" is an outlet's, whose cells say more than its name."""
        found = [self.words.get(part) or self._qualified(part) for part in parts]
        columns = {one[0]: one for one in found if one}
        if len(found) < 2 or None in found:
            return None
        if "outlet_name" in columns and columns.keys() - {"outlet_name"} <= _BESIDE_OUTLET:
            return columns["outlet_name"]
        if columns.keys() == {"page", "channel"}:
            return columns["page"]  # 01版：要闻: the channel is read from it, too
        return found[0] if len(columns) == 1 else None


@lru_cache(maxsize=10_000)
def normalised(text: str) -> str:
    """Return a header text without spaces, full-width forms and marks at its ends."""
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("*:.").upper()


def normalised_in_bulk(texts: pa.Array) -> pa.Array:
    """Return a column as `Layouts.match` looks its cells up, with null for what is too long for a heading."""
    short = pc.if_else(pc.less_equal(pc.utf8_length(texts), _MAX_HEADER_CHARS), texts, None)
    plain = pc.replace_substring_regex(pc.utf8_normalize(short, form="NFKC"), r"[\s\pZ]+|\(.*\)$", "")
    return pc.utf8_upper(pc.utf8_trim(plain, characters="*:."))


def _read_headers(path: Path) -> Iterator[tuple[str, str]]:
    for number, row in read_list(path, ("header", "column")):
        header, column = row["header"], row["column"]
        if header and column not in (*COLUMNS, IGNORE):
            choices = "、".join((*COLUMNS, IGNORE))
            raise DataError(
                f"{path} 第 {number} 行：表头“{header}”的 column“{column}”无效（可选：{choices}）",
                f"{path} row {number}: column {column!r} of header {header!r} is not one of ours",
            )
        if header:
            yield normalised(header), column


def _read_forms(path: Path) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Give what the desk has said of the columns of forms, and of the blanks in them."""
    for number, row in read_list(path, ("kind", "form", "sender", "subject", "answer")):
        if row["kind"] == "column":
            if row["answer"] not in forms.MEANINGS:
                choices = "、".join(forms.MEANINGS)
                raise DataError(
                    f"{path} 第 {number} 行：看不懂答复“{row['answer']}”（可选：{choices}）",
                    f"{path} row {number}: {row['answer']!r} is no meaning of a column",
                )
            yield (row["form"], "", row["subject"]), forms.MEANINGS[row["answer"]]
        elif row["kind"] == "blank":
            yield (row["form"], row["sender"], row["subject"]), "yes" if row["answer"] == COUNT else "no"


def _read_sites(path: Path) -> _Sites:
    if not path.exists():
        return _Sites()
    try:
        return _Sites.model_validate(read_toml(path))
    except ValidationError as error:
        first = error.errors()[0]
        # Positions are counted from 1 for people.
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise DataError(
            f"{path}：“{key}”：{first['msg']}（值：{first['input']!r}）", f"{path}: {key}: {first['msg']}"
        ) from error
