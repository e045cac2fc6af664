"""Every field of a value answered for by name: one that nobody decided on is refused, and never passed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import Field, fields, replace
from typing import Any, ClassVar, Protocol, TypeVar


class Fielded(Protocol):
    """Any value of a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Value = TypeVar("Value", bound=Fielded)


def decided(value: Fielded, names: Iterable[str], question: str) -> None:
    """Raise `TypeError` unless the names are exactly the fields of the value's class."""
    undecided = {field.name for field in fields(value)} ^ set(names)
    if undecided:
        raise TypeError(f"{type(value).__name__}: nobody decided whether {', '.join(sorted(undecided))} {question}")


def only(value: Value, kept: Iterable[str], **changed: Any) -> Value:
    """Keep some fields as they are and change the others: each must be one or the other."""
    decided(value, (*kept, *changed), "may be shown to all")
    return replace(value, **changed)
