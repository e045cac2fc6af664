"""What is wrong in a file of ours, in the words of who wrote it: line, key, value, and what may stand there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from warehouse.errors import DataError

_LONGEST = 60
_SAID = {
    "string_type": "要写文字，像数字或日期的请加引号",
    "string_too_short": "不能空着",
    "bool_type": "只能写 true 或 false",
    "bool_parsing": "只能写 true 或 false",
    "too_short": "至少写 {min_length} 项",
    "too_long": "至多写 {max_length} 项",
    "greater_than": "要大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than": "要小于 {lt}",
    "less_than_equal": "不能大于 {le}",
}
# By the beginning of pydantic's name for the mistake: decimal_parsing, decimal_type, date_from_datetime_parsing …
_KINDS = {
    "decimal": "要写一个数",
    "finite": "要写一个数",
    "int": "要写一个整数",
    "date": "要写日期，如 2025-03-31",
    "tuple": "要写成一列：[……]，或每项一行、以“- ”开头",
    "dict": "要写成“项目: 内容”",
}
_PATTERNS = {"month": "要写成 2025-03", "period": "要写成 2025-03、2025-Q1、2025-H1 或加引号的年份"}

Place = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class _Problem:
    """One thing that is wrong, at a place that the file really holds (its last key may be the missing one)."""

    place: Place
    kind: str
    message: str
    value: object
    context: dict[str, Any]
    model: type[BaseModel]


def refusal(error: ValidationError, path: Path, root: yaml.Node | None, model: type[BaseModel]) -> DataError:
    """Return the first thing that is wrong as an error that names file, line, key and value."""
    problems = [_problem(details, root, model) for details in error.errors()]
    # a misspelt key is also a missing one: the misspelling is what there is to see
    first = next((one for one in problems if one.kind == "extra_forbidden"), problems[0])
    reasons = dict.fromkeys(_reason(one) for one in problems if one.place == first.place)
    reason = "，或者".join(sorted(reasons, key=lambda said: not said.startswith("只能写")))
    line, named = _line_of(root, first.place), ""
    if first.place:
        named = f"“{_written(root, first.place)}”{_value(first)}："
    else:
        line = _line_of_mention(root, reason) or line
    english = ".".join(str(part) for part in first.place) or "the whole file"
    return DataError(
        f"{path} 第 {line} 行：{named}{reason}", f"{path} line {line}: {english}: {first.message}"
    )


def _problem(details: ErrorDetails, root: yaml.Node | None, model: type[BaseModel]) -> _Problem:
    """Return a mistake with its place. What pydantic adds of its own is left out of the place.

    Tags of unions begin with #, other unions name types; short forms were widened before they were judged.
    """
    node = root
    place: list[int | str] = []
    location = [part for part in details["loc"] if not str(part).startswith("#")]
    for number, part in enumerate(location, start=1):
        found = _inside(node, part)
        if found is not None:
            node = found
            place.append(part)
        elif details["type"] == "missing" and number == len(location):
            place.append(part)
    return _Problem(
        tuple(place), details["type"], details["msg"], details["input"], details.get("ctx", {}), model
    )


def _inside(node: yaml.Node | None, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        found: yaml.Node = node.value[part]
        return found
    return None


def _line_of(root: yaml.Node | None, place: Place) -> int:
    """Return the line of a place: of its key, of its list item, or of what surrounds it if it is missing."""
    node, line = root, 1
    for part in place:
        start = _inside(node, part)
        if start is None:
            return line
        if isinstance(node, yaml.MappingNode):
            line = next(key for key, _ in node.value if key.value == str(part)).start_mark.line + 1
        else:
            line = start.start_mark.line + 1
        node = start
    return line


def _line_of_mention(root: yaml.Node | None, reason: str) -> int | None:
    """Return the line of what a complaint about the whole file mentions: the last id, else the last word it quotes."""
    nodes = list(_nodes(root))
    mentioned = set(re.findall(r"[A-Za-z0-9_-]+", reason))
    quoted = set(re.findall(r"“([^”]*)”", reason))
    ids = [found for node in nodes if (found := _inside(node, "id")) is not None]
    places = [node for node in ids if node.value in mentioned]
    places = places or [node for node in nodes if isinstance(node, yaml.ScalarNode) and node.value in quoted]
    return max((node.start_mark.line + 1 for node in places), default=None)


def _nodes(node: yaml.Node | None) -> Iterator[yaml.Node]:
    if node is not None:
        yield node
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _nodes(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _nodes(value)


def _written(root: yaml.Node | None, place: Place) -> str:
    """Return a place as `tariff.T2.when.words`: list items by their id, else by their number from 1."""
    node, parts = root, []
    for part in place:
        node = _inside(node, part)
        if isinstance(part, int):
            named = _inside(node, "id")
            parts.append(str(named.value if named is not None else part + 1))
        else:
            parts.append(part)
    return ".".join(parts)


def _value(problem: _Problem) -> str:
    value = problem.value
    if problem.kind == "missing":
        return ""
    if value is None:
        return "，没有写内容"
    if isinstance(value, dict | list | tuple):
        value = yaml.safe_dump(
            value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**6
        )
    text = str(value).strip()
    return f"，值为“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"


def _reason(problem: _Problem) -> str:
    if problem.kind in _TELLING:
        return _TELLING[problem.kind](problem)
    if problem.kind in _SAID:
        return _SAID[problem.kind].format(**problem.context)
    return _KINDS.get(problem.kind.partition("_")[0], "写法不对")


def _missing(problem: _Problem) -> str:
    choices = dict.fromkeys(
        word for one in _annotations(problem.model, problem.place) for word in _words(one)
    )
    return "缺少这一项，必须写明" + (f"（可选：{'、'.join(choices)}）" if choices else "")


def _unknown(problem: _Problem) -> str:
    known = _keys(problem.model, problem.place[:-1])
    near = difflib.get_close_matches(str(problem.place[-1]), known, n=3, cutoff=0.5)
    return "没有这一项（请检查拼写" + (f"，相近的有：{'、'.join(near)}）" if near else "）")


def _not_among(problem: _Problem) -> str:
    words = re.findall(r"'([^']*)'", str(problem.context.get("expected", "")))
    return f"只能写 {' 或 '.join(filter(None, ('、'.join(words[:-1]), *words[-1:])))}"


def _no_list(problem: _Problem) -> str:
    wants_words = any(
        kind is str for one in _annotations(problem.model, problem.place) for kind in _flat(one)
    )
    return "要写文字或一列文字，像数字或日期的请加引号" if wants_words else _KINDS["tuple"]


def _no_mapping(problem: _Problem) -> str:
    keys = _keys(problem.model, problem.place) if problem.place else []
    return _KINDS["dict"] + (f"，项目有：{'、'.join(keys)}" if keys else "")


def _misshapen(problem: _Problem) -> str:
    return _PATTERNS.get(str(problem.place[-1]), "写法不对")


def _our_own(problem: _Problem) -> str:
    return problem.message.removeprefix("Value error, ")


_TELLING: dict[str, Callable[[_Problem], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _not_among,
    "tuple_type": _no_list,
    "model_type": _no_mapping,
    "string_pattern_mismatch": _misshapen,
    "value_error": _our_own,
    "period_kind": _our_own,
}


def _words(annotation: Any) -> Iterator[str]:
    """Yield what may be written for a type; the first key of a mapping stands for it, if it is one of a few words."""
    for one in _flat(annotation):
        if get_origin(one) is Literal:
            yield from (str(word) for word in get_args(one))
        elif one is Decimal:
            yield "一个数"
        elif _is_model(one):
            (_, short), *others = _fields([one])
            if get_origin(short) is Literal:
                beside = f"（可另写 {'、'.join(key for key, _ in others)}）" if others else ""
                *words, last = (str(word) for word in get_args(short))
                yield from (*words, last + beside)


def _keys(model: type[BaseModel], place: Place) -> list[str]:
    """Return the keys that may stand at a place."""
    return list(dict.fromkeys(key for key, _ in _fields(_models(model, place))))


def _annotations(model: type[BaseModel], place: Place) -> list[Any]:
    """Return the types of what may stand at a place."""
    return [annotation for key, annotation in _fields(_models(model, place[:-1])) if key == place[-1]]


def _models(model: type[BaseModel], place: Place) -> list[type[BaseModel]]:
    """Return the models that may stand at a place."""
    models = [model]
    for part in place:
        if isinstance(part, str):
            found = (one for key, annotation in _fields(models) if key == part for one in _flat(annotation))
            models = list(dict.fromkeys(one for one in found if _is_model(one)))
    return models


def _fields(models: Iterable[type[BaseModel]]) -> Iterator[tuple[str, Any]]:
    for model in models:
        yield from ((field.alias or name, field.annotation) for name, field in model.model_fields.items())


def _flat(annotation: Any) -> Iterator[Any]:
    """Yield what a type is made of, through unions, lists and annotations, but not into models and literals."""
    if get_origin(annotation) is Annotated:
        yield from _flat(get_args(annotation)[0])
    elif get_origin(annotation) is Literal or not get_args(annotation):
        yield annotation
    else:
        for one in get_args(annotation):
            yield from _flat(one)


def _is_model(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, BaseModel)
