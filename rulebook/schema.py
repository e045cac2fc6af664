"""The rule file's JSON Schema, for editors that help while a rule is written: keys, choices, short forms.

It says what a file may hold, not everything that a rule must fulfil: what refers to what is checked on reading.
"""

from __future__ import annotations

import json
from typing import Any

from rulebook.model import RuleVersion

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SPANS = {"gt": "exclusiveMinimum", "ge": "minimum", "lt": "exclusiveMaximum", "le": "maximum"}


def rule_schema() -> dict[str, Any]:
    """Return the JSON Schema of a rule file."""
    schema: dict[str, Any] = _tidied(RuleVersion.model_json_schema(by_alias=True))
    return {"$schema": _DIALECT, "title": "计分办法（rules/<方案>/<版本>.yaml）", **schema}


def schema_text() -> str:
    """Return the JSON Schema as it is kept: sorted, one thing to a line."""
    return json.dumps(rule_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _tidied(part: Any) -> Any:
    """Return a part of a schema as people write such files: numbers as numbers, nothing left blank."""
    if isinstance(part, list):
        return [_tidied(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _tidied(value) for key, value in part.items() if not _is_noise(key, value)}
    kept |= {_SPANS[key]: kept.pop(key) for key in list(kept) if key in _SPANS}
    if isinstance(kept.get("anyOf"), list):
        kept = _narrowed(kept.pop("anyOf"), kept)
    if kept.get("type") == "number":
        kept.pop("default", None)  # written as text, so that it stays exact
    return kept


def _is_noise(key: str, value: Any) -> bool:
    """Whether a key says nothing to who writes a rule: names repeated as titles, defaults that are blank or long."""
    return (key == "title" and isinstance(value, str)) or (
        key == "default" and not isinstance(value, str | int)
    )


def _narrowed(choices: list[dict[str, Any]], beside: dict[str, Any]) -> dict[str, Any]:
    """Return choices without blanks and without numbers written as text, and with what stands beside them."""
    unwanted = [{"type": "null"}] + ([{"type": "string"}] if {"type": "number"} in choices else [])
    kept = [one for one in choices if one not in unwanted]
    least = beside.pop("minLength", None)  # a list must not be empty; pydantic says it of all choices
    if least is not None:
        kept = [one | {"minItems": least} if one.get("type") == "array" else one for one in kept]
    return {"anyOf": kept, **beside} if len(kept) > 1 else {**kept[0], **beside}
