"""What a row below a header is, told by its own cells: a record, a nil return, a total, a note, or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from ingest import limits
from ingest.grids import is_blank
from ingest.headers import Header

RowRole = Literal["record", "nil", "total", "note", "blank"]

NUMBER = re.compile(r"\d+(\.0)?[.、]?")
_TOTAL = re.compile(
    r".{0,12}(小计|合计|总计|共计|累计|汇总)([(（].{0,6}[)）])?[:：]?(\d+(\.\d+)?)?[篇条件个次]?|[共计]\d+[篇条件]"
    r"|(本[月期季年]度?|当月|全[月年])?(总共|一共|共)(采用|录用|刊[发用载登]|上稿|发稿)(稿件|信息)?[:：]?(\d+[篇条件个次]?)?"
)
_BARE_TOTAL = re.compile(r"(本月|本期|全部)?(小计|合计|总计|共计|累计|汇总)[:：]?")
_NOTE = re.compile(
    r"(注|备注|附注|说明|填[表报]说明|填[表报]人|填[表报]单位|填[表报]时间|填[表报]日期|报送人|报送单位|报送时间|报送日期"
    r"|统计人|制表人?|制表时间|经办人|审核人?|复核人?|审批人?|审签人?|签发人?|(单位|部门)?(主要)?负责人(签字|签名|签章)?|分管领导|主管领导"
    r"|(单位)?领导签字|联系人|联系电话|电话)([(（].*[)）])?[:：].*|.*[(（](盖章|公章|签章|签字)[)）].*",
    re.DOTALL,
)
# Rows that show how to fill the form in.
_EXAMPLE = re.compile(r"[(（【]?(填表|填写)?(示例|样例|范例|例如|例(?=\d?[)）】]?[:：])).*", re.DOTALL)
_EXAMPLE_MARK = re.compile(r"[(（【]?(示例|样例|范例|例如|例)\d?[)）】]?[:：]?")
_LEFT_OPEN = re.compile(r"[X×xＸ＊*]{2}|某|……|\.\.\.")
MAY_BE_EXAMPLE = r"^\s*[(（【]?(示例|样例|范例|例)"
_NIL = re.compile(
    r"(注[:：]|备注[:：])?(?P<unit>[^，。,、:：]{2,30}?)??[，,:：]?"
    r"(?P<period>(\d{2,4}年)?\d{1,2}月份?|本月份?|当月|上月|本期|本季度?|第?[一二三四1-4]季度|本年度?)?[，,：:]?"
    r"(?P<we>[我本](单位|部门?|县|区|局|委|办|科室?|院|校|镇|乡|街道|公司)?)?"
    r"(?P<said>零报告|零报送|零采用"
    r"|(无|没有)(任何)?(稿件|信息|文章|新闻)?(被)?(采用|录用|刊发|刊登|发表|报送|上报|发布|见报|发稿|上稿)?(的)?"
    r"(稿件|信息|文章|新闻|情况|内容)?)[。.！!]?"
)
# A title that may mean there is none, in a row whose other cells are filled with dashes.
MAY_BE_NIL = r"^\s*(本[月期季]|当月|\d{1,2}月份?)?(无|零报|没有)"
# What a row holds when none of its columns is known to be an outlet's or a day's: told with all its cells at once.
LOOKS_SPECIAL = r"计|共|注|说明|填[表报]|人[(（:：]|审|签|章|负责|电话|领导|示例|样例|范例|例|零|无|没有"

_MAX_NIL_CHARS = 60

_COUNT = re.compile(r"(?:共|计)?(\d{1,7})(?:\.0)?[篇条件个次]")
_PLAIN_COUNT = re.compile(r"(\d{1,7})(?:\.0)?")
_LABEL_COUNT = re.compile(r"(?:计|共)[:：(（]?(\d{1,7})")
# Under these headings a total sums up something else than pieces.
_NOT_COUNTED = (
    "words", "adopted_on", "page", "issue", "reads", "link", "tier_name", "seconds", "minutes", "pictures", "given",
    "days_late", "value", "shares",
)  # fmt: skip
# A bare number under one of these counts the rows above it.
_COUNTED_UNDER = ("quantity", "article_title", "outlet_name", "unit_name")

_NUMBERED = re.compile(r"([(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[、.．])\s*")
_COUNTED = re.compile(r"([(（][^()（）]*\d[^()（）]*[)）]|共?\d+[篇条件])$")
_NO_NAME = re.compile(
    r".*级(以[上下])?(媒体|报刊|刊物|内刊|新闻|主流).*|.*(级|媒体|报刊|刊物|内刊|以上|以下|部分|情况|类|表|稿件|其他|其它|小结|附件|附表|说明|月份?|季度|年度?)|共\d.*"
)
# A lone text under the titles that is numbered as sections are, or announces what follows.
_HEADING = re.compile(
    r"([(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]).{2,16}|\d{1,2}[、.．]《[^》]{2,16}》"
    r"|[^:：]{2,16}[:：]|【[^】]{2,12}】|.{0,6}级(以[上下])?(主流)?(媒体|报刊|刊物|内刊).{0,4}"
)
_MAX_HEADING_CHARS = 30


def role_of(cells: Sequence[str], header: Header, is_merged_across: bool) -> RowRole:
    """Tell records from totals and notes by the first cell that is more than a running number."""
    own = [column for column, text in enumerate(cells) if not is_blank(text)]
    telling = [column for column in own if not NUMBER.fullmatch(cells[column].strip())]
    if not own or (len(own) == 1 and not telling):
        return "blank"
    first = telling[0] if telling else own[0]
    text = squeezed(cells[first])
    said = header.columns
    title = said.get("article_title", -1)
    in_title = first == title
    has_outlet, has_date = said.get("outlet_name", -1) in own, said.get("adopted_on", -1) in own
    if any(_says_nothing(cells, column, header) for column in telling):
        return "nil"
    if not (has_outlet and has_date) and any(
        _TOTAL.fullmatch(squeezed(cells[column])) for column in _label_columns(cells, telling, title)
    ):
        return "total"
    if _NOTE.fullmatch(text) and not (in_title and (has_outlet or has_date)):
        return "note"
    if _EXAMPLE_MARK.fullmatch(text) or (len(own) == 1 and _EXAMPLE.fullmatch(text)):
        return "note"
    # A row with nothing but a title is an incomplete record; other lone text is a heading or a remark.
    is_heading = not in_title or is_merged_across or _HEADING.fullmatch(text) is not None
    return "note" if len(own) == 1 and is_heading else "record"


def _label_columns(cells: Sequence[str], telling: Sequence[int], title: int) -> Sequence[int]:
    """Return where a total may be named: anywhere if the row has no title, else in its first text."""
    said = squeezed(cells[title]) if title in telling else ""
    titled = bool(said) and not _COUNT.fullmatch(said) and not _BARE_TOTAL.fullmatch(said)
    return telling[:1] if titled else telling


def _says_nothing(cells: Sequence[str], column: int, header: Header) -> bool:
    """Tell whether this cell reports that there is nothing, in a row that has nothing else to report."""
    found = nil_return(cells[column])
    if found is None or (is_bare(found) and column != header.columns.get("article_title", -1)):
        return False
    others = {header.columns.get(name, -1) for name in ("article_title", "outlet_name", "adopted_on")} - {
        column
    }
    return not any(
        text.strip(" \u3000-—－/无") for at, text in enumerate(cells) if at in others and not is_blank(text)
    )


def nil_return(text: str) -> re.Match[str] | None:
    """Return the parts of a cell that says that there is nothing this time, or None."""
    if len(text) > _MAX_NIL_CHARS or not ("无" in text or "零" in text or "没" in text):
        return None
    return _NIL.fullmatch(squeezed(text))


def unit_in(nil: re.Match[str]) -> str | None:
    """Return the unit that a cell names which says that there is nothing."""
    return None if nil["unit"] in (None, "我单位", "本单位") else nil["unit"]


def is_bare(nil: re.Match[str]) -> bool:
    """Tell whether it says nothing but "none": that means the period only where a title is asked for."""
    return not nil["period"] and nil["said"] in ("无", "没有")


def stated(cells: Sequence[str], header: Header) -> tuple[str | None, str | None]:
    """Return how many pieces a total row says there are, if it plainly does, and its label."""
    texts = {column: _digits(text) for column, text in enumerate(cells) if not is_blank(text)}
    label_at = next((column for column, text in texts.items() if _TOTAL.fullmatch(text)), None)
    if label_at is None:
        return None, None
    label = squeezed(cells[label_at])
    others = {header.columns[name] for name in _NOT_COUNTED if name in header.columns}
    counts = [
        match[1]
        for column, text in texts.items()
        if column not in others and (match := _COUNT.fullmatch(text))
    ]
    if named := _LABEL_COUNT.search(texts[label_at]):
        counts.insert(0, named[1])
    under = [texts.get(header.columns.get(name, -1), "") for name in _COUNTED_UNDER]
    counts += [plain[1] for text in under if (plain := _PLAIN_COUNT.fullmatch(text))]
    return (str(int(counts[0])) if counts else None), label


def heading(cells: Sequence[str]) -> str | None:
    """Return the text of a row that may be the heading of a section: one short text, no sentence."""
    texts = [text.strip() for text in cells if not is_blank(text)]
    if len(texts) != 1 or NUMBER.fullmatch(texts[0]):
        return None
    if len(texts[0]) > _MAX_HEADING_CHARS or re.search(r"[。；;，,！？]", texts[0]):
        return None
    return None if _NOTE.fullmatch(squeezed(texts[0])) else texts[0]


def name_in(heading_text: str) -> str | None:
    """Return the name a section's heading consists of, or None if it is the heading of a kind or a level."""
    name = _COUNTED.sub("", _NUMBERED.sub("", heading_text, count=1)).rstrip(":： ").strip()
    return None if len(name) < 2 or _NO_NAME.fullmatch(name) else name


def closes_table(text: str) -> bool:
    """Tell whether a line is the signature or a note of the table above it."""
    return _NOTE.fullmatch(squeezed(text)) is not None


def is_of_forms(text: str) -> bool:
    """Tell whether a line is one that forms have around their records: a note, a signature, an example."""
    text = squeezed(text)
    return any(shape.fullmatch(text) for shape in (_NOTE, _EXAMPLE, _EXAMPLE_MARK))


def may_be_meant(texts: Sequence[str]) -> bool:
    """Tell whether a row marked as an example has the cells of a record, with nothing left open in them."""
    return (
        len(texts) > 3
        and _EXAMPLE_MARK.fullmatch(squeezed(texts[0])) is not None
        and not any(_LEFT_OPEN.search(text) for text in texts)
    )


def squeezed(text: str) -> str:
    """Return a cell without its white space."""
    return "".join(text[: limits.MAX_CELL_CHARS].split())


def _digits(text: str) -> str:
    return unicodedata.normalize("NFKC", squeezed(text[:60]))
