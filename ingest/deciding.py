"""Columns that decide whether a row counts: those that say whether a piece was adopted, and those of which nobody knows.

A row that says of itself that it was not adopted is kept and not counted. What cannot be read is asked about: a word
once, a column once for each form, a blank among ticks by its row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from ingest import verdicts
from ingest.columns import blank, stretched, text_of
from ingest.headers import Header
from ingest.layouts import normalised
from ingest.reading import ADOPTION

_TEXT = pa.string()
_VERDICT = "verdict"
# Of several columns the first of these that one of them gives.
_ORDER = ("no", "not_yet", "unclear", "held", "blank", "blanks")
_VERDICTS = frozenset({"yes", "no", "not_yet", "unclear"})
# So many blanks are asked about row by row, more of them once for the form.
_FEW = 3
_LOOK_AT, _EXAMPLES, _MOST_CHARS = 300, 5, 30
# Cells that may say no although they are there for something else.
_ELSEWHERE = (
    "outlet_name", "adopted_on", "page", "issue", "tier_name", "level", "kind", "form", "adopted_as", "degree",
    "grade",
)  # fmt: skip
_SOME_NO = re.compile("未|没|不|尚|暂|拟|待|候|退|撤|废|审核中|备用|备选|落选|毙|驳|弃".encode())
_OF_MODELS = "(?:未|不予|没有?|待)被?(?:采用|录用|采纳|刊发|刊用|刊登|见报|发表)|退稿"
# A title that begins or ends with it in brackets says it of its piece.
_VOID = "作废|退稿|撤稿|撤回|废稿|未采用|未录用|未刊发|待刊|删除|不计"
_ON_TITLE = rf"^\s*[(（【\[]\s*(?:{_VOID})\s*[)）】\]]|[(（【\[]\s*(?:{_VOID})\s*[)）】\]]\s*$"
# Headings that no rule asks about and that decide nothing.
_IRRELEVANT = re.compile(
    r".*(?:联系|电话|手机|邮箱|邮编|地址|稿[费酬]|账户|帐户|账号|帐号|银行|开户|卡号|身份证|QQ|微信号|性别|年龄|民族|职务|职称|政治面貌|党员"
    r"|经办|审核人|审核$|审签|签[字发收名]|签批|盖章|责任?编辑?|编辑|校对|填[报表]|制表|统计人|负责人|领导|领取|发放|存档|归档|备案|回复|打印|纸质|电子[版稿]"
    r"|点赞|转发[数量]|评论[数量]|收藏|分享|排名|名次|累计|得分|积分|分值|总分|加分|扣分|序号|编码|页码|行号|ID|URL|摘要|正文|关键[字词]|公开属性|封面).*"
)
# What a piece may have without being the less adopted for it: of these a no holds nothing up.
_ATTRIBUTE = re.compile(
    r".*(?:头条|头版|重点|重要|独家|图|照片|视频|音频|综合|单[篇条]|评论|理论|首次|首发|原创|加分|加权|获奖|批示|约稿|联合|合写|合作|深度|整版|专[版刊题]|大篇幅"
    r"|全文|摘要|转载|转发|涉密|正面|负面|要闻|调研|典型|经验|系列|连载|署名|本级|本地|外宣|网络|纸媒|新媒体|党建|主题|热点).*"
)
# Of these a yes is what a no is elsewhere.
_REVERSED = re.compile(r"退稿|撤稿|重复|作废|不计|剔除|删除|失实|违规|无效|废稿|弃用")
_OTHER_WAY = {"yes": "no", "no": "yes"}
_DAY = re.compile(r"(?:(?:19|20)\d\d[年./-])?\d{1,2}[月./-]\d{1,2}日?(?:\s.*)?|(?:19|20)\d{6}")
_NUMBER = re.compile(r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?[%万千]?")


def sniffed(header: Header, columns: Sequence[pa.Array]) -> Header:
    """Return the header with a column whose cells say where and when, not only whether, as one of no known meaning."""
    loose = [at for at in header.verdicts if at < len(columns) and _is_told(header.headings[at], columns[at])]
    if not loose:
        return header
    kept = tuple(at for at in header.verdicts if at not in loose)
    ours = {name: at for name, at in header.columns.items() if name != _VERDICT}
    first = {_VERDICT: kept[0]} if kept else {}
    extras = {label: at for label, at in header.extras.items() if at not in kept[:1]}
    known = set(extras.values())
    extras |= {header.headings[at]: at for at in loose if at not in known}
    return replace(header, columns=ours | first, extras=extras, verdicts=kept)


def _is_told(heading: str, column: pa.Array) -> bool:
    """Tell whether most cells under a heading are sentences, or names of outlets."""
    if verdicts.is_asked(normalised(heading.rpartition("/")[2])):
        return False
    cells = [text for text in column.slice(0, _LOOK_AT).to_pylist() if text and not text.isspace()]
    return bool(cells) and 2 * sum(map(verdicts.is_sentence, cells)) >= len(cells)


def columns_of_rows(
    header: Header,
    values: Mapping[str, pa.Array],
    extras: Mapping[str, pa.Array],
    ignored: Mapping[str, pa.Array],
    around: Around,
    is_record: pa.Array,
) -> dict[str, pa.Array]:
    """Return what a table says of its rows beside their cells: the columns of `records.SCHEMA` that end with this.

    `ignored` are columns that mean nothing, by their headings: a running number may still say "作废".
    """
    count = len(is_record)
    told: dict[str, pa.Array] = {
        "headings": pa.repeat(pa.scalar(json.dumps(header.headings, ensure_ascii=False)), count),
        "unknown_columns": pa.nulls(count, _TEXT),
        "verdict_code": pa.nulls(count, _TEXT),
        "verdict_said": pa.nulls(count, _TEXT),
    }
    if header.register != ADOPTION:
        return told
    asked = dict(_asked(header, values, extras))
    others = {at for at in header.ignored if at in header.extras.values()}  # verdicts on other adoptions of the row
    unknown = {
        label: array
        for label, array in extras.items()
        if label not in asked and header.extras.get(label) not in others
    }
    found = [
        _judged(label, array, is_record, header.blank_means.get("".join(label.split())))
        for label, array in asked.items()
    ]
    found += _elsewhere(values, {**unknown, **ignored})
    found += _on_titles(values)
    found += _remarked(values)
    found += _none_counted(header, values)
    found += _around(around, count)
    columns = []
    for label, array in unknown.items():
        if said := _unknown(label, array, is_record):
            columns.append(said)
            if said["kind"] == "yes_no" and said["no_count"] and not _ATTRIBUTE.fullmatch(label):
                found.append(_held(label, array))
    if columns:
        told["unknown_columns"] = pa.repeat(pa.scalar(json.dumps(columns, ensure_ascii=False)), count)
    if found:
        told["verdict_code"], told["verdict_said"] = _settled(found, is_record)
    return told


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the rows of a table: names of file, folder and sheet; titles and headings with their rows."""

    names: tuple[str, ...]
    titles: Sequence[tuple[int, str | None]]
    sections: Sequence[tuple[int, str | None]]


_Found = tuple[pa.Array, pa.Array]  # a code for each row, and the words for it


def _asked(
    header: Header, values: Mapping[str, pa.Array], extras: Mapping[str, pa.Array]
) -> Iterator[tuple[str, pa.Array]]:
    """Give the columns that say whether a piece was adopted, with their headings."""
    labels = {at: label for label, at in header.extras.items()}
    for at in header.verdicts:
        if header.columns.get(_VERDICT) == at and _VERDICT in values:
            yield header.headings[at], values[_VERDICT]
        elif labels.get(at) in extras:
            yield labels[at], extras[labels[at]]


def _judged(label: str, column: pa.Array, is_record: pa.Array, blank_means: str | None) -> _Found:
    """Judge the cells of a column of verdicts; blanks only where others are filled."""
    words = pc.dictionary_encode(pc.fill_null(column, ""))
    codes: list[str] = [verdicts.verdict_of(text) for text in words.dictionary.to_pylist()]
    if _REVERSED.search(label):
        codes = [_OTHER_WAY.get(code, code) if code != "blank" else "yes" for code in codes]
    said = [
        f"“{label}”一栏{'空白' if code == 'blank' else f'写“{text.strip()[:_MOST_CHARS]}”'}"
        for code, text in zip(codes, words.dictionary.to_pylist(), strict=True)
    ]
    if _VERDICTS.isdisjoint(codes):  # "已完成" under 状态 is no verdict, nor is a blank beside it
        codes = ["yes" if code == "blank" else code for code in codes]
    elif blank_means:
        codes = [blank_means if code == "blank" else code for code in codes]
    elif _many_blanks(column, is_record):
        codes = ["blanks" if code == "blank" else code for code in codes]
    return pa.array(codes, _TEXT).take(words.indices), pa.array(said, _TEXT).take(words.indices)


def _many_blanks(column: pa.Array, is_record: pa.Array) -> bool:
    return (pc.sum(pc.and_(is_record, blank(column))).as_py() or 0) > _FEW


def _elsewhere(values: Mapping[str, pa.Array], unknown: Mapping[str, pa.Array]) -> Iterator[_Found]:
    """Judge cells for something else that plainly say no: a day "待刊", an outlet "未采用"."""
    for column in (*(values[name] for name in _ELSEWHERE if name in values), *unknown.values()):
        if not _SOME_NO.search(text_of(column)):
            continue
        words = pc.dictionary_encode(pc.fill_null(column, ""))
        texts = words.dictionary.to_pylist()
        codes = [verdicts.says_not_adopted(text) for text in texts]
        if any(codes):
            said = pa.array([f"这一行写“{text.strip()}”" for text in texts], _TEXT)
            yield pa.array(codes, _TEXT).take(words.indices), said.take(words.indices)


def _none_counted(header: Header, values: Mapping[str, pa.Array]) -> Iterator[_Found]:
    """Judge the number of pieces adopted: none is a no."""
    if "quantity" in values:
        label = header.headings[header.columns["quantity"]]
        is_none = pc.match_substring_regex(values["quantity"], r"^\s*[0零０](?:\.0+)?\s*[篇条件次]?\s*$")
        said = _same(f"“{label}”一栏写“0”", len(is_none))
        yield pc.if_else(pc.fill_null(is_none, False), "no", None), said


def _remarked(values: Mapping[str, pa.Array]) -> Iterator[_Found]:
    """Judge remarks, but for those that the models judge in words of their own (`int_record__judged`)."""
    if "remark" in values:
        for codes, said in _elsewhere({"page": values["remark"]}, {}):
            is_read_there = pc.fill_null(pc.match_substring_regex(values["remark"], _OF_MODELS), False)
            yield pc.if_else(is_read_there, None, codes), said


def _on_titles(values: Mapping[str, pa.Array]) -> Iterator[_Found]:
    """Judge what stands in brackets before or behind a title: "（作废）…"."""
    if "article_title" in values and _SOME_NO.search(text_of(values["article_title"])):
        says_no = pc.fill_null(pc.match_substring_regex(values["article_title"], _ON_TITLE), False)
        said = pc.binary_join_element_wise("标题写“", pc.utf8_slice_codeunits(values["article_title"], 0, 30), "”", "")
        yield pc.if_else(says_no, "no", None), said


def _around(around: Around, count: int) -> Iterator[_Found]:
    """Judge what file, folder and sheet are called, the titles over the rows, and the headings among them."""
    for name in around.names:
        if code := verdicts.says_not_adopted(name):
            yield _same(code, count), _same(f"文件、文件夹或工作表叫“{name}”", count)
    for texts in (around.titles, around.sections):
        codes = [(row, _worst(text)) for row, text in texts]
        if any(code for _, code in codes):
            yield stretched(codes, count), stretched([(row, f"在“{text}”之下") for row, text in texts], count)


def _worst(text: str | None) -> str | None:
    """Return the verdict of one of a title's lines."""
    found = (verdicts.says_not_adopted(line) for line in (text or "").split(" "))
    return next((code for code in found if code), None)


def _held(label: str, column: pa.Array) -> _Found:
    """Hold the rows up of which a column that nobody knows says no."""
    words = pc.dictionary_encode(pc.fill_null(column, ""))
    texts = words.dictionary.to_pylist()
    against = "yes" if _REVERSED.search(label) else "no"
    codes = ["held" if verdicts.yes_or_no(text) == against else None for text in texts]
    said = [f"“{label}”一栏写“{text.strip()}”" for text in texts]
    return pa.array(codes, _TEXT).take(words.indices), pa.array(said, _TEXT).take(words.indices)


def _settled(found: Sequence[_Found], is_record: pa.Array) -> _Found:
    """Return of several verdicts on a row the one that weighs most."""
    count = len(is_record)
    code, said = pa.nulls(count, _TEXT), pa.nulls(count, _TEXT)
    for wanted in reversed(_ORDER):
        for codes, words in found:
            is_it = pc.and_(pc.fill_null(pc.equal(codes, wanted), False), is_record)
            code, said = pc.if_else(is_it, wanted, code), pc.if_else(is_it, words, said)
    return code, said


def _unknown(label: str, column: pa.Array, is_record: pa.Array) -> dict[str, object] | None:
    """Say what stands in a column of which nobody knows what it is; None where it is of no account."""
    if _IRRELEVANT.fullmatch(label) or not pc.any(is_record).as_py():
        return None
    filled = column.filter(pc.and_(is_record, pc.invert(blank(column))))
    counts = sorted(pc.value_counts(filled).to_pylist(), key=lambda one: (-one["counts"], one["values"]))
    texts = [one["values"].strip() for one in counts]
    if not texts:
        return None
    against = "yes" if _REVERSED.search(label) else "no"
    no_count = sum(one["counts"] for one in counts[:_LOOK_AT] if verdicts.yes_or_no(one["values"]) == against)
    return {
        "heading": label,
        "kind": _kind(texts),
        "examples": [text[:_MOST_CHARS] for text in texts[:_EXAMPLES]],
        "no_count": no_count,
    }


def _kind(texts: Sequence[str]) -> str:
    said = {verdicts.yes_or_no(text) for text in texts[:_LOOK_AT]}
    if None not in said and (
        said == {"yes", "no"} or not all(_NUMBER.fullmatch(text) for text in texts[:_LOOK_AT])
    ):
        return "yes_no"
    few = texts[:_LOOK_AT]
    if 5 * sum(_DAY.fullmatch(text) is not None for text in few) >= 4 * len(few):
        return "day"
    return "number" if all(_NUMBER.fullmatch(text) for text in few) else "text"


def _same(text: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(text), count)
