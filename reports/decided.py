"""Every field of a value answered for by name: one that nobody decided on is refused, and never passed on."""

from __future__ import annotations

from dataclasses import Field, fields
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class Fielded(Protocol):
    """Any value of a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def decided(value: Fielded, names: Iterable[str], question: str) -> None:
    """Raise `TypeError` unless the names are exactly the fields of the value's class."""
    undecided = {field.name for field in fields(value)} ^ set(names)
    if undecided:
        raise TypeError(f"{type(value).__name__}: nobody decided whether {', '.join(sorted(undecided))} {question}")
