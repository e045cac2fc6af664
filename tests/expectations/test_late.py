"""What is loaded late is there, and is loaded at its first use."""

from __future__ import annotations

import importlib.util
import sys

import pytest

import expectations
from expectations.late import _LATE


@pytest.mark.parametrize("name", sorted(_LATE))
def test_is_found_where_it_lies_and_loaded_late(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert expectations.__name__ in sys.modules
    monkeypatch.delitem(sys.modules, name, raising=False)
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert isinstance(spec.loader, importlib.util.LazyLoader)
