"""Answers: what the clerk wrote -> rows of aliases.csv, decisions.csv and forms.csv; what means nothing is asked again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from questions import filled
from questions.question import FORMS, Question, code_of, read_questions
from questions.settled import Answer, Settled
from questions.understanding import Names, NotUnderstoodError, understand
from warehouse import forms
from warehouse.database import read_only
from warehouse.decisions import FIXED, NOT_OURS, corrections_of, written
from warehouse.errors import DataError
from warehouse.files import replace_file
from warehouse.forms import NO_REGISTER
from warehouse.home import Home
from warehouse.office import Alias, Decision, FormAnswer, Office
from warehouse.rows import text_of

_MOST_NAMED, _MOST_ABOUT = 10, 120
_Row = Alias | Decision | FormAnswer
_HEADS: Mapping[type[_Row], tuple[str, ...]] = {
    Alias: ("kind", "alias", "name", "decided_by", "decided_on", "valid_from", "valid_to"),
    Decision: ("kind", "subject", "about", "answer", "decided_by", "decided_on"),
    FormAnswer: ("kind", "form", "sender", "subject", "about", "answer", "decided_by", "decided_on"),
}
_FILES: Mapping[type[_Row], str] = {Alias: "aliases.csv", Decision: "decisions.csv", FormAnswer: forms.FILE}


@dataclass(slots=True)
class Taken:
    """What came of a filled workbook."""

    aliases: list[Alias] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    forms: list[FormAnswer] = field(default_factory=list)
    known_count: int = 0  # answers that stood in the office's folder already
    wrong: list[str] = field(default_factory=list)  # what was not understood, and is asked again
    gone_count: int = 0  # answers to questions that nobody asks any more


def take(home: Home, office: Office, path: Path, decided_by: str, decided_on: date) -> Taken:
    """Write the answers of a workbook as rows of the office's folder; raise `DataError` naming those that are wrong."""
    given = filled.read(path)
    with home.writing():
        with read_only(home.current) as connection:
            questions = {
                code_of(office, one.kind, one.key, one.asks_for): one for one in read_questions(connection)
            }
        taken = _AnswerReader(office, questions, decided_by, decided_on).read(given)
        if taken.gone_count == len(given) > 0:
            raise DataError(
                f"{path} 中的问题都不是 {office.settings.name} 现在的问题：请核对 --org，或重新运行 tongbao questions",
                f"no question of {path} is one of this office: check --org, or run tongbao questions anew",
            )
        rows: tuple[Sequence[_Row], ...] = (taken.aliases, taken.decisions, taken.forms)
        for new in rows:
            if new:
                target = office.folder / _FILES[type(new[0])]
                replace_file(target, appended(target, new))
    if taken.wrong:
        raise _not_understood(taken)
    return taken


def _not_understood(taken: Taken) -> DataError:
    """Name the answers that mean nothing; the others have been kept."""
    kept = len(taken.aliases) + len(taken.decisions) + len(taken.forms)
    more = f"\n……共 {len(taken.wrong)} 处" if len(taken.wrong) > _MOST_NAMED else ""
    listed = "\n".join(taken.wrong[:_MOST_NAMED]) + more
    if not kept:
        return DataError(
            f"有答复看不懂，一条也没有记录：\n{listed}", f"answers not understood, nothing written:\n{listed}"
        )
    return DataError(
        f"{len(taken.wrong)} 个答复看不懂，没有记录；其余 {kept} 个已经记录：\n{listed}",
        f"{len(taken.wrong)} answers not understood, the other {kept} are kept:\n{listed}",
    )


class _AnswerReader:
    """Goes through the answers one by one, and gathers what is wrong with them."""

    def __init__(
        self, office: Office, questions: Mapping[str, Question], decided_by: str, decided_on: date
    ) -> None:
        self._questions, self._decided_by, self._decided_on = questions, decided_by, decided_on
        self._names, self._settled = Names(office), Settled(office)
        self._settled_by_code = self._settled.by_code()
        self._taken, self._read = Taken(), dict[str, str]()
        self._kept: dict[str, _Row] = {}

    def read(self, given: Sequence[filled.Given]) -> Taken:
        for one in given:
            try:
                self._take(one)
            except NotUnderstoodError as error:
                said = one.text if len(one.text) <= 30 else one.text[:30] + "…"
                self._taken.wrong.append(f"“{one.sheet_name}”第 {one.row_number} 行，答复“{said}”：{error}")
                self._kept.pop(one.code, None)
        for row in self._kept.values():
            if isinstance(row, Alias):
                self._taken.aliases.append(row)
            elif isinstance(row, Decision):
                self._taken.decisions.append(row)
            else:
                self._taken.forms.append(row)
        return self._taken

    def _take(self, one: filled.Given) -> None:
        question = self._questions.get(one.code)
        standing = self._settled.about(question) if question else self._settled_by_code.get(one.code, ())
        if question is None and not standing:
            self._taken.gone_count += 1
            return
        answer = (
            understand(question, one.text, self._names) if question else self._as_kept(standing[0], one.text)
        )
        if one.code in self._read:
            if self._read[one.code] != answer:
                raise NotUnderstoodError(f"同一编号在表中另有答复“{self._read[one.code]}”：请只留一个")
            return
        self._read[one.code] = answer
        for earlier in standing:
            if not earlier.agrees_with(answer):
                raise NotUnderstoodError(_contradiction(earlier))
        if question is None or any(earlier.text == answer for earlier in standing):
            self._taken.known_count += 1
        else:
            self._kept[one.code] = self._row(question, answer)

    def _as_kept(self, standing: Answer, text: str) -> str:
        """Return the words in which an answer to a question that is settled would be kept."""
        if isinstance(standing.row, Alias) and text != NOT_OURS[standing.kind]:
            return self._names.meant(standing.kind, text)
        if standing.kind == "form" and text not in FIXED["form"]:
            return self._names.meant("unit", text)
        if standing.kind == "record":
            return written(corrections_of(text)) or text
        return text

    def _row(self, question: Question, answer: str) -> _Row:
        """Return an answer as it is kept."""
        kind = question.decides
        signed: dict[str, object] = {"decided_by": self._decided_by, "decided_on": self._decided_on}
        if question.kind in FORMS or (question.kind == "delivery" and answer == NO_REGISTER):
            return self._form(question, answer, signed)
        subject = harmless(" ".join(question.subject.split()))
        if kind in NOT_OURS and answer != NOT_OURS[kind]:
            alias = {"kind": kind, "alias": subject, "name": answer, **signed}
            return Alias.model_validate(alias)
        about = harmless(_about(question)[:_MOST_ABOUT])
        return Decision.model_validate({"kind": kind, "subject": subject, "about": about, "answer": answer, **signed})

    def _form(self, question: Question, answer: str, signed: dict[str, object]) -> FormAnswer:
        form, sender, heading = (question.form or "||").split("|", 2)
        kind = question.kind if question.kind in ("column", "blank") else "table" if answer == NO_REGISTER else "unit"
        about = harmless(f"{question.file_name} {question.sheet_name}".strip()[:_MOST_ABOUT])
        told = {"kind": kind, "form": form, "sender": sender, "subject": harmless(heading), "about": about, "answer": answer}
        return FormAnswer.model_validate(told | signed)


def _about(question: Question) -> str:
    """Return what a person who reads the list later needs to know the question again."""
    place = f"{question.file_name} {question.sheet_name} 第{question.row_number}行"
    return {
        "record": f"{place} {question.context or ''}",
        "delivery": question.file_name,
        "version": question.file_name,
    }.get(question.kind, question.about if question.kind == "pair" else question.subject)


def harmless(text: str) -> str:
    """A list is opened in spreadsheet programs, which would run what begins like a formula; names ignore the mark."""
    return f"'{text}" if re.match("[=+@-]", text) else text


def _contradiction(earlier: Answer) -> str:
    file = _FILES[type(earlier.row)]
    return (
        f"{earlier.row.decided_on} 已由 {earlier.row.decided_by} 答复为“{earlier.text}”：要改，请改 {file} 中的那一行，"
        "再运行 tongbao build"
    )


def appended(path: Path, rows: Sequence[_Row]) -> bytes:
    """Return the list with rows behind it; what stands there is kept to the byte, and so is how it is written."""
    before = path.read_bytes() if path.exists() else b""
    text = text_of(path) if before else ""
    encoding = "utf-8" if not before or _is_utf8(before) else "gb18030"
    heads = next(csv.reader(io.StringIO(text)), None) or list(_HEADS[type(rows[0])])
    ending = "\r\n" if "\r\n" in text else "\n"
    added = io.StringIO()
    writer = csv.DictWriter(added, heads, restval="", extrasaction="ignore", lineterminator=ending)
    if not before:
        added.write("\ufeff")  # or spreadsheet programs take it for another encoding
        writer.writeheader()
    elif not text.endswith("\n"):
        added.write(ending)
    writer.writerows(row.model_dump(mode="json", exclude_defaults=True) for row in rows)
    return before + added.getvalue().encode(encoding)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
