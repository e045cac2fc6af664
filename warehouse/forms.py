"""Forms: what the desk has said of a table's columns, its unit, and whether it is a register, by its headings and sender."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Literal

FormKind = Literal["column", "blank", "unit", "table"]

FILE = "forms.csv"
IRRELEVANT, IS_VERDICT, BY_ROW, NO_REGISTER = "无关", "是否采用", "逐行填写", "不是登记表"
# What a column may be said to be: the desk's word, our column.
MEANINGS = {
    IRRELEVANT: "ignore", IS_VERDICT: "verdict", "单位": "unit_name", "刊物": "outlet_name", "日期": "adopted_on",
    "标题": "article_title", "版面": "page", "期号": "issue", "栏目": "channel", "体裁": "kind", "级别": "level",
    "字数": "words", "阅读量": "reads", "图片数": "pictures", "时长": "seconds", "篇数": "quantity", "得分": "given",
    "逾期天数": "days_late", "作者": "author", "备注": "remark", "采用形式": "adopted_as", "采用程度": "degree",
    "原创或转载": "origin", "报送渠道": "path",
}  # fmt: skip
# What changes from month to month in a heading, a title or a path; macro `unvarying` has it, too.
_VARYING = re.compile(r"[0-9０-９年月份季度第上下半()（）_.\s|-]+", re.ASCII)


def unvarying(text: str) -> str:
    """Return a text without numbers, months and quarters: the same for each month's file of a form."""
    return _VARYING.sub("", text)


def form_of(headings: Sequence[str]) -> str:
    """Return what a form is called by its headings."""
    told = unvarying(json.dumps(list(headings), ensure_ascii=False))
    return hashlib.md5(told.encode(), usedforsecurity=False).hexdigest()


def sender_of(file_name: str) -> str:
    """Return who sends a file, as far as its path tells: the same each month."""
    return unvarying(re.sub(r"\.[^./]*$", "", file_name))
