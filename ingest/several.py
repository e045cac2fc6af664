"""A row that reports several adoptions: the outlet, the day, the page of each stand in cells of their own.

Four ways are known: columns that stand twice (首发/转载, 媒体1/日期1/媒体2/日期2), a column for each outlet with a mark in it,
a column for each tier with names in it, and one for what was printed elsewhere. What the row says once, all of them share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

OUTLET, TITLE, _DAY = "outlet_name", "article_title", "adopted_on"
# What an adoption may have of its own; the unit and the authors are those of the row.
_OWN = frozenset({
    OUTLET, TITLE, _DAY, "page", "issue", "channel", "link", "tier_name", "words", "kind", "form", "adopted_as", "degree",
    "given", "reads", "evidence", "remark", "quantity",
})  # fmt: skip
_MOST = 40

OUTLET_SHAPE = re.compile(
    r"《.+》.*|.*(报|网|网站|刊|信息|简报|杂志|台|广播|端|公众号|微信|头条|在线|通讯|专报|内参|生活|参考|动态|新闻|求是|视频号|抖音|党建"
    r"|学习强国|APP|半月谈|党员教育|新华社|瞭望)"
)
_NO_OUTLET = re.compile(
    r"(是否|有无|已|未|被|拟).*|.*(上报|见报|采用|通报|填报|申报|呈报|汇报|新闻|信息|简报期|专报期)|简报|动态|参考|刊"
)
_TIER = re.compile(
    r"(?P<tier>中央|央|国家|全国|省部|省|自治区|市|地市|地|州|盟|县|县区|区县|区|市县|境外|部委)(级|(?=媒|报刊|刊物|主流|重点|内刊|党媒|网站|平台))"
    r"(以上|及以上)?(主要|主流|重点|新闻|官方)*(媒体|媒|报刊|刊物|内刊|网站|平台|载体|党媒|党刊|党报)?(名称)?"
)
_BARE_TIER = re.compile(r"(?P<tier>中央|国家|全国|省|自治区|市|州|盟|县|区|县区)")
_ELSEWHERE = re.compile(r"其[他它余](新闻|主流)?(媒体|报刊|刊物|平台|网站|载体)?(名称)?")
_IS_OF_OUTLETS = re.compile(
    r".*(媒体|刊物|报刊|载体|平台|内刊|采用情况|刊发情况|录用情况|刊登情况|见报情况|发表情况)"
)
_NUMBER = r"[0-9一二三四五六七八九十①-⑨]"
_GROUP = re.compile(
    rf"(?P<said>首发|原发|首次刊发|转载|转发|再次刊发|二次刊发)|第(?P<first>{_NUMBER}+)|(?P<last>{_NUMBER}+)[)）]?$"
)

_PRINTED = re.compile("^(?:采用|录用|刊发|刊登|发表|刊载|发布)")
_ORIGINS = {
    "首发": "首发", "原发": "首发", "首次刊发": "首发",
    "转载": "转载", "转发": "转载", "再次刊发": "转载", "二次刊发": "转载",
}  # fmt: skip

# What a cell under an outlet says: nothing, that it printed the piece, how often, or when and where.
NONE = (
    r"^(?:[-—－–―─/／\\×✗✘✕xXNnFf]+|0(?:\.0+)?[篇次条]?|无|否|未|没有|没|未采用|未录用|未刊发|未刊登|未发|不采用|未上|NO|No|no)$"
)
MARK = (
    r"^(?:[√✓✔☑vVyY●★☆■◆▲◎⊙✪Ｖ对是有]+|1(?:\.0+)?[篇次条]?|一[篇次条]|YES|Yes|yes"
    r"|已?(?:采用|录用|刊用|刊发|刊登|刊载|发表|见报|上稿|发布|播出))$"
)
DAY = r"^\D{0,3}(?:(?:19|20)?\d\d[-年./·])?\d{1,2}[-月./·]\d{1,2}(?:[日号]|\b|$)"
ISSUE, PAGE, LINK = (
    r"期|^[〔\[(（]?(?:19|20)\d\d[〕\])）]\s*\d+号$",
    r"^(?:第?[A-Za-z]?\d{1,3}|头|首|一|二|三|四|五|六|七|八|头条|封面)版|头条",
    r"^https?://",
)
NONE_SHAPE = re.compile(NONE)
_TOLD = re.compile(rf"{NONE}|{MARK}|{DAY}|{ISSUE}|{PAGE}|{LINK}|^\d{{1,3}}(?:\.0+)?[篇次条]?$")
_PLAIN_MARK = re.compile(MARK)

# A column's heading, and the column of ours it stands for with the rank of its word.
Label = tuple[str, tuple[str, int] | None]


@dataclass(frozen=True, slots=True)
class OwnCells:
    """What one of the adoptions in a row has to itself: its columns, what headings say, and the cell that tells of it."""

    place: int
    columns: Mapping[str, int] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    is_marked: bool = False  # the cell holds a mark or a day, and its heading the name

    @property
    def places(self) -> frozenset[int]:
        return frozenset({self.place, *self.columns.values()})


def find(labels: Sequence[Label], below: Callable[[int], Sequence[str]]) -> tuple[OwnCells, ...]:
    """Return what each of several adoptions in a row has of its own; nothing where a row reports but one.

    `below` gives some of the cells under a heading.
    """
    columns = {match[0] for _, match in labels if match}
    if TITLE not in columns or len(labels) > 2 * _MOST:
        return ()
    found = tuple(_of_groups(labels))
    if not found and OUTLET not in columns:
        found = (*_of_tiers(labels, below), *_of_outlets(labels, below))
        # A single column under a name that only looks like an outlet's is not enough to tell it by.
        found = tuple(
            sorted((*found, *(_elsewhere(labels, below) if found else ())), key=lambda one: one.place)
        )
    return found[:_MOST]


def name_of(label: str) -> str:
    """Return the last level of a heading, as the name of an outlet that it is."""
    return _squeezed(label.rpartition("/")[2])


def _of_groups(labels: Sequence[Label]) -> Iterator[OwnCells]:
    """Give the adoptions of columns that stand more than once: told by what their headings say, else by their order."""
    places = _places(labels)
    anchors = [name for name in (OUTLET, TITLE) if _is_repeated([labels[at][0] for at in places.get(name, ())])]
    if not anchors:
        return
    heads = places[anchors[0]]
    # The unit and the authors are the row's, unless the row holds several titles.
    own = _own_of(heads, labels, frozenset(places) if TITLE in anchors else _OWN)
    for head, mine in zip(heads, own, strict=True):
        group = _group(labels[head][0])
        yield OwnCells(head, mine, {"origin": _ORIGINS[group]} if group in _ORIGINS else {})


def _places(labels: Sequence[Label]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, (_, match) in enumerate(labels):
        if match:
            places.setdefault(match[0], []).append(at)
    return places


def _own_of(heads: Sequence[int], labels: Sequence[Label], names: AbstractSet[str]) -> list[dict[str, int]]:
    """Return the columns of each adoption, which the columns `heads` tell."""
    groups = [_group(labels[at][0]) for at in heads]
    own: list[dict[str, int]] = [{} for _ in heads]
    for name, columns in _places(labels).items():
        if heads and name in names:
            for number, at in _shared_out(columns, heads, groups, [_group(labels[at][0]) for at in columns]):
                own[number].setdefault(name, at)
    return own


def _shared_out(
    columns: Sequence[int], heads: Sequence[int], groups: Sequence[str | None], own: Sequence[str | None]
) -> Iterator[tuple[int, int]]:
    """Give each column with the number of the adoption that it is of; one that stands once is of all."""
    if None not in groups and len(set(groups)) == len(groups) and set(own) & set(groups):
        yield from ((groups.index(group), at) for group, at in zip(own, columns, strict=True) if group in groups)
    elif len(columns) == len(heads):
        yield from enumerate(columns)
    elif len(columns) > 1:
        for at in columns:
            yield max((number for number, head in enumerate(heads) if head <= at), default=0), at


def _is_repeated(labels: Sequence[str]) -> bool:
    """Tell whether headings are one heading again: of other words, one may be the publisher's and one the sheet's."""
    bases = {base_of(label) for label in labels}
    if len(bases) > 1 and any(_group(label) in _ORIGINS for label in labels):
        bases = {_PRINTED.sub("", base) for base in bases}  # 发表媒体 beside 转载媒体
    return len(labels) > 1 and len(bases) == 1


def base_of(label: str) -> str:
    """Return a heading's last level without what tells it from others of its kind: 媒体 of 媒体2 and of 首发/媒体."""
    return _GROUP.sub("", _plain(label)) or label


def _group(label: str) -> str | None:
    found = next((found for part in label.split("/") if (found := _GROUP.search(_plain(part)))), None)
    return (found["said"] or found["first"] or found["last"]) if found else None


def _plain(label: str) -> str:
    """Return a heading's last level, or its first if that says which of several it is of."""
    return "".join(unicodedata.normalize("NFKC", label).split()).rpartition("/")[2]


def _of_tiers(labels: Sequence[Label], below: Callable[[int], Sequence[str]]) -> Iterator[OwnCells]:
    heads = {}
    for at, tier in tiers(labels).items():
        cells = [text for text in below(at) if text]
        if 2 * sum(_TOLD.search(text) is not None or text.isdigit() for text in cells) <= len(cells):
            heads[at] = tier
    own = _own_of(list(heads), labels, _OWN)
    for (at, tier), mine in zip(heads.items(), own, strict=True):
        yield OwnCells(at, {**mine, OUTLET: at}, {"tier_name": "中央级" if tier == "央级" else tier})


def tiers(labels: Sequence[Label]) -> dict[int, str]:
    """Return the columns whose heading is a level of outlets."""
    found: dict[int, str] = {}
    for at, (label, match) in enumerate(labels):
        upper, _, last = _squeezed(label).rpartition("/")
        told = _TIER.fullmatch(last) or (
            _BARE_TIER.fullmatch(last) if _IS_OF_OUTLETS.fullmatch(upper) else None
        )
        if match is None and told:
            found[at] = f"{told['tier']}级"
    return found


def outlets(labels: Sequence[Label]) -> list[int]:
    """Return the columns whose heading may be the name of an outlet: by its shape, or by the heading over it."""
    found = []
    for at, (label, match) in enumerate(labels):
        upper, _, last = _squeezed(label).rpartition("/")
        is_name = OUTLET_SHAPE.fullmatch(last) is not None and not _NO_OUTLET.fullmatch(last)
        if match is None and 1 < len(last) <= 16 and (is_name or (upper and _IS_OF_OUTLETS.fullmatch(upper))):
            found.append(at)
    return [
        at for at in found if at not in tiers(labels) and not _ELSEWHERE.fullmatch(name_of(labels[at][0]))
    ]


def _of_outlets(labels: Sequence[Label], below: Callable[[int], Sequence[str]]) -> Iterator[OwnCells]:
    found = set(outlets(labels))
    if not found:
        return
    # Names of no such shape stand among the others, with nothing but marks under them.
    for at, (label, match) in enumerate(labels):
        if (
            label
            and match is None
            and at not in found
            and {at - 1, at + 1} & found
            and at not in tiers(labels)
        ):
            cells = [text for text in below(at) if text]
            if cells and all(_PLAIN_MARK.match(text) for text in cells):
                found.add(at)
    texts = [text for at in found for text in below(at) if text]
    told = sum(_TOLD.search(text) is not None for text in texts)
    if told and 5 * told >= 4 * len(texts):
        for at in sorted(found):
            yield OwnCells(at, {}, {OUTLET: name_of(labels[at][0])}, is_marked=True)


def _elsewhere(labels: Sequence[Label], below: Callable[[int], Sequence[str]]) -> Iterator[OwnCells]:
    """Give the column of further outlets beside those that have one each."""
    for at, (label, match) in enumerate(labels):
        if match is None and label and _ELSEWHERE.fullmatch(name_of(label)):
            cells = [text for text in below(at) if text]
            if not any(_TOLD.search(text) for text in cells):
                yield OwnCells(at, {OUTLET: at})


def _squeezed(label: str) -> str:
    return "".join(label.split())
