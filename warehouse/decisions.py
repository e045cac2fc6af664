"""What an answer to a question may say, and what it means for the record it is about."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from warehouse.forms import BY_ROW, MEANINGS, NO_REGISTER

DecisionKind = Literal["record", "word", "delivery", "pair", "unit", "outlet"]

# What an answer may be about: beside what decisions.csv keeps, a form.
AnswerKind = Literal["record", "word", "delivery", "pair", "unit", "outlet", "column", "blank", "form"]

SET_ASIDE, COUNT = "不计", "计入"
REPLACES, BOTH = "替代旧件", "两份都算"
NOT_OURS = {"unit": "不是本地单位", "outlet": "不在统计范围"}
SAME_PIECE, DIFFERENT = "同一篇", "不同"

FIXED: dict[AnswerKind, tuple[str, ...]] = {
    "record": (SET_ASIDE, COUNT),
    "word": (COUNT, SET_ASIDE),
    "column": tuple(MEANINGS),
    "blank": (SET_ASIDE, COUNT),
    "form": (BY_ROW, NO_REGISTER),
    "delivery": (SET_ASIDE, REPLACES, BOTH),
    "pair": (SAME_PIECE, DIFFERENT),
    "unit": (NOT_OURS["unit"],),
    "outlet": (NOT_OURS["outlet"],),
}
# The cells of a record that can be put right: their word in an answer, their column in what was landed.
COLUMNS = {"日期": "adopted_on", "刊物": "outlet_name", "单位": "unit_name", "标题": "article_title"}

# What a record is asked for that says of itself neither that it was adopted nor that it was not.
ADOPTED = "采用"

_PART = re.compile(rf"\s*({'|'.join(COLUMNS)})\s*[=＝:：]\s*(.*?)\s*", re.DOTALL)
_NEXT_PART = re.compile(rf"[;；]\s*(?=(?:{'|'.join(COLUMNS)})\s*[=＝:：])")
_DAY = re.compile(r"(\d{4})(?:[-./年])(\d{1,2})(?:[-./月])(\d{1,2})日?(?:[ T]00:00:00)?|(\d{4})(\d\d)(\d\d)")


def check_answer(kind: DecisionKind, answer: str) -> None:
    """Raise `ValueError` with the choices when an answer is none that this kind of question takes."""
    if answer in FIXED[kind] or (kind == "record" and corrections_of(answer)):
        return
    choices = "、".join(FIXED[kind]) + (
        "，或 日期=2025-03-05；刊物=…；单位=…；标题=…" if kind == "record" else ""
    )
    raise ValueError(f"看不懂答复“{answer}”，可以写：{choices}")


def corrections_of(answer: str) -> dict[str, str]:
    """Return the columns an answer puts right, with their values; none if it is not such an answer.

    Raise `ValueError` when it begins as one and cannot be read to its end.
    """
    if answer in FIXED["record"] or not _PART.fullmatch(answer):
        return {}
    found: dict[str, str] = {}
    for part in _NEXT_PART.split(answer.strip(" ;；")):
        match = _PART.fullmatch(part)
        if match is None or not match[2]:
            raise ValueError(f"“{part}”没有写完：请写成 日期=2025-03-05 这样")
        if COLUMNS[match[1]] in found:
            raise ValueError(f"“{match[1]}”写了两次")
        found[COLUMNS[match[1]]] = day_in(match[2]).isoformat() if match[1] == "日期" else match[2]
    return found


def written(corrections: dict[str, str]) -> str:
    """Return the answer that says these corrections."""
    return "；".join(
        f"{word}={corrections[column]}" for word, column in COLUMNS.items() if column in corrections
    )


def day_in(text: str) -> date:
    """Read a day that names its year; raise `ValueError` for anything else."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"日期“{text}”要写年、月、日，例如 2025-03-05")
    try:
        return date(*(int(part) for part in match.groups() if part))
    except ValueError:
        raise ValueError(f"日期“{text}”不存在") from None


def clashing(one: str, other: str) -> bool:
    """Say whether two answers about the same thing contradict each other: corrections of different cells do not."""
    if one == other:
        return False
    first, second = corrections_of(one), corrections_of(other)
    if not first or not second:
        return True
    return any(first[column] != second[column] for column in first.keys() & second.keys())
