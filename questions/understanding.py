"""What the clerk's words mean: a name of ours, a decision, a correction; or the choices, where they mean nothing."""

from __future__ import annotations

import re
from collections import defaultdict

from questions.question import Question
from warehouse.decisions import (
    ADOPTED,
    COLUMNS,
    COUNT,
    FIXED,
    NOT_OURS,
    SET_ASIDE,
    check_answer,
    corrections_of,
    day_in,
    written,
)
from warehouse.names import name_key
from warehouse.office import Office, Outlet, Unit

_SEPARATORS = re.compile("[、，,；;]")
_SHORT_DAY = re.compile(r"(日期\s*[=＝:：]\s*)(\d{1,2})[月./-](\d{1,2})[日号]?(?=\s*(?:$|[;；]))")
_KINDS = {"刊物": "outlet", "单位": "unit"}
_WORDS = {"unit": "单位", "outlet": "刊物媒体"}


class NotUnderstoodError(ValueError):
    """An answer that means nothing here; the message gives the choices."""


class Names:
    """The names that may be given in an answer: of the lists, and those decided about earlier."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
        lists: dict[str, tuple[Unit, ...] | tuple[Outlet, ...]] = {
            "unit": office.units,
            "outlet": office.outlets,
        }
        for kind, entries in lists.items():
            for entry in entries:
                for name in (entry.name, *entry.aliases):
                    self._bearers[kind, name_key(name)].add(entry.name)
            for entry in entries:  # a name in full is never ambiguous
                self._bearers[kind, name_key(entry.name)] = {entry.name}
        for alias in office.aliases:
            self._bearers.setdefault((alias.kind, name_key(alias.alias)), {alias.name})

    def meant(self, kind: str, text: str) -> str:
        """Return the name in the lists; raise `NotUnderstoodError` for one that is not there, or there twice."""
        found = sorted(self._bearers.get((kind, name_key(text)), ()))
        if len(found) == 1:
            return found[0]
        if found:
            raise NotUnderstoodError(f"对应不止一个：请写全称（{'、'.join(found)}）")
        listed = {"unit": "units.csv", "outlet": "outlets.csv"}[kind]
        raise NotUnderstoodError(
            f"不在{_WORDS[kind]}名单中：请写名单里的名称，或选“{NOT_OURS[kind]}”；新的{_WORDS[kind]}先登记到 {listed}"
        )

    def check_in_force(self, kind: str, name: str, question: Question) -> None:
        """Raise `NotUnderstoodError` when nobody bears a name in the months asked about, nor has taken its place."""
        entries = self._office.units if kind == "unit" else self._office.outlets
        bearers = [entry for entry in entries if entry.name == name]
        begins = min(entry.valid_from for entry in bearers)
        ends = max(entry.valid_to for entry in bearers)
        has_successor = any(isinstance(entry, Unit) and entry.successor for entry in bearers)
        if begins > question.first_day and question.first_month:
            raise NotUnderstoodError(
                f"“{name}”{begins} 起才有，问题中的记录从 {question.first_month} 开始：请写当时的名称"
            )
        if ends < question.last_day and question.last_month and not has_successor:
            raise NotUnderstoodError(
                f"“{name}”到 {ends} 为止，问题中的记录到 {question.last_month}：请写当时的名称"
            )


def understand(question: Question, text: str, names: Names) -> str:
    """Return the answer as it will be kept: a name of the lists, or a decision in its fixed words."""
    if question.is_about_a_name:
        return _name(question, text, names)
    if question.kind == "record":
        return _about_record(question, text, names)
    if question.kind == "form" and text not in question.choices:
        return names.meant("unit", text)
    if text not in question.choices:
        raise NotUnderstoodError(f"可以写：{'、'.join(question.choices)}")
    return text


def _name(question: Question, text: str, names: Names) -> str:
    kind = question.decides
    if text in (NOT_OURS[kind], SET_ASIDE):
        return NOT_OURS[kind]
    name = names.meant(kind, text)
    names.check_in_force(kind, name, question)
    return name


def _about_record(question: Question, text: str, names: Names) -> str:
    is_whole = question.asks_for in (None, ADOPTED)
    if text == SET_ASIDE or (text == COUNT and is_whole):
        return text
    if is_whole or question.asks_for is None:
        raise NotUnderstoodError(f"可以写：{'、'.join(FIXED['record'])}")
    if text == COUNT:
        raise NotUnderstoodError(f"还缺{question.asks_for}：请写 {question.asks_for}=…，或“{SET_ASIDE}”")
    try:
        text = _with_year(_completed(question.asks_for, text), question)
        check_answer("record", text)
        corrections = corrections_of(text)
    except ValueError as error:
        raise NotUnderstoodError(str(error)) from None
    if COLUMNS[question.asks_for] not in corrections:
        raise NotUnderstoodError(
            f"这一行要更正的是{question.asks_for}：请写 {question.asks_for}=…，或“{SET_ASIDE}”"
        )
    _check_values(question, corrections, names)
    return written(corrections)


def _completed(asks_for: str, text: str) -> str:
    """A day alone, or a name alone, where just that is asked for."""
    begins_as_correction = any(text.startswith(word) for word in COLUMNS)
    return f"{asks_for}={text}" if asks_for != "标题" and not begins_as_correction else text


def _with_year(text: str, question: Question) -> str:
    """Give a day without a year that of its file; one that had not come yet is of the year before."""
    match = _SHORT_DAY.search(text)
    if match is None or question.context_year is None:
        return text
    month, day = int(match[2]), int(match[3])
    year = question.context_year
    came = question.received_on
    year -= bool(came and (year, month, day) > (came.year, came.month, came.day) and month > came.month)
    return f"{text[: match.start()]}{match[1]}{year}-{month}-{day}{text[match.end() :]}"


def _check_values(question: Question, corrections: dict[str, str], names: Names) -> None:
    for word, kind in _KINDS.items():
        for name in _SEPARATORS.split(corrections.get(COLUMNS[word], "")):
            if name.strip():
                names.meant(kind, name)
    if "adopted_on" in corrections and question.received_on:
        day = day_in(corrections["adopted_on"])
        if day > question.received_on:
            raise NotUnderstoodError(f"日期 {day} 晚于收件日期 {question.received_on}")
