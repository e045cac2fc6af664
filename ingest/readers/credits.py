"""How publishers write who sent a piece in: brackets behind the title, a name before a colon, a labelled line.

Only what is written as a credit is given; whose name it is, and whether it is known, is found in SQL.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CLOSING = {"）": "（(", ")": "（(", "】": "【", "〕": "〔", "]": "[", "］": "［"}
# Brackets that belong to the title, or hold something other than a name.
_NO_NAME = re.compile(
    r"[上中下续图完\d一二三四五六七八九十]{1,4}|之[\d一二三四五六七八九十]+|第[\d一二三四五六七八九十]+[期篇部章讲集辑季]?"
    r"|试行|草案|摘[要登编]|节[选录]|图文|附图|全文|修订版?|暂行|连载.*|\d{2,4}年.*|\d{1,2}月.*|\d[\d.,、—-]*"
)
_LABEL = re.compile(r"^(?:供稿|来稿|撰稿|报送|作者|文章|信息|稿件)?(?:单位|来源|供稿)?\s*[：:]\s*")
# The last words of the names of Chinese bodies, to tell a body from the person behind it.
_BODY_END = re.compile(
    r"[部委局办科室处厅院校所站队团会县市区旗镇乡村司厂社馆库段组网报台]|中心|街道|党组|支部|公司|集团|银行|大学|机关"
)
_MAX_CREDIT_CHARS = 60
_MAX_PREFIX_CHARS = 25


def in_brackets(text: str) -> tuple[str, str]:
    """Return the title and what the last brackets behind it say, if that can be a name."""
    shown = text.rstrip()
    opening = _CLOSING.get(shown[-1:])
    if not opening:
        return shown, ""
    depth = 0
    for position in range(len(shown) - 1, max(-1, len(shown) - _MAX_CREDIT_CHARS - 3), -1):
        depth += (shown[position] in _CLOSING) - (shown[position] in "（(【〔[［")
        if depth == 0:
            name = shown[position + 1 : -1].strip()
            if shown[position] not in opening or not name or _NO_NAME.fullmatch(name):
                return shown, ""
            return shown[:position].rstrip(), name
    return shown, ""


def unit_and_author(credit: str) -> tuple[str, str]:
    """Split "云岭县委组织部  张三" into the body and the persons behind it; else all of it is the body."""
    text = _LABEL.sub("", credit.strip())
    words = re.split(r"[\s\u3000]+", text)
    unit = next((at for at in range(len(words) - 1, 0, -1) if _ends_as_body(words[at - 1])), 0)
    if unit and all(len(word) <= 4 and not _ends_as_body(word) for word in words[unit:]):
        return " ".join(words[:unit]), " ".join(words[unit:])
    return text, ""


def is_body(text: str) -> bool:
    """Tell whether a short text ends as the names of bodies do."""
    return 2 <= len(text) <= _MAX_CREDIT_CHARS and _ends_as_body(text)


def _ends_as_body(word: str) -> bool:
    end = word.rstrip("）)等")
    return any(_BODY_END.fullmatch(end[-length:]) for length in (1, 2))


def are_prefixed(titles: Sequence[str]) -> bool:
    """Tell whether a list is written "单位：标题": nearly all of it is, since single titles have colons of their own."""
    prefixed = sum(bool(split_prefix(title)[0]) for title in titles)
    return len(titles) >= 3 and prefixed >= 0.8 * len(titles)


def split_prefix(title: str) -> tuple[str, str]:
    """Split at the first colon, if a name can stand before it."""
    found = re.match(rf"\s*([^：:“”《》]{{2,{_MAX_PREFIX_CHARS}}})[：:]\s*(?=\S)", title)
    return (found[1].strip(), title[found.end() :]) if found else ("", title)


def site_name(page_title: str) -> str:
    """Return the part of a page's title that names the site: "基层动态_云岭党建网" says it last, others first."""
    parts = [part.strip() for part in re.split(r"[_|｜—–]+|\s[-－]\s|-", page_title) if part.strip()]
    named = [
        part
        for part in parts
        if re.search(r"(?:网|网站|在线|门户|先锋|日报|晚报|时报|早报|频道|平台)$", part)
    ]
    if named:
        return named[-1]
    return parts[-1] if len(parts) > 1 and len(parts[-1]) <= 20 else ""
