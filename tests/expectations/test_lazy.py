"""What is loaded lazily is there; neither Great Expectations nor a look at the stack loads it, but its first use does."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from types import ModuleType

import pytest

from expectations import vocabulary
from expectations.lazy import _LAZY


@pytest.fixture
def altair(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module as whoever asks for it first gets it."""
    monkeypatch.delitem(sys.modules, "altair", raising=False)
    spec = importlib.util.find_spec("altair")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "altair", module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(_LAZY))
def test_what_states_our_expectations_does_not_load_it(name: str) -> None:
    assert vocabulary.__name__ in sys.modules
    assert "__getattr__" in vars(sys.modules[name])


def test_a_look_at_the_stack_does_not_load_it(altair: ModuleType) -> None:
    assert inspect.stack()
    assert not hasattr(altair, "__wrapped__")
    assert "Chart" not in vars(altair)


def test_the_first_use_loads_it(altair: ModuleType) -> None:
    assert callable(altair.Chart)
    assert "Chart" in vars(altair)
