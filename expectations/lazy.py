"""What Great Expectations imports for expectations that nobody states here, loaded only once something asks for it.

Its drawing and its statistics are a third of what importing it costs, and a small office waits for that at each build.
The standard library's `LazyLoader` does not serve: whoever looks at the stack (`inspect.stack`, as dbt does) asks every
module for its file, and to it that is the first use.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_LAZY = {"altair", "scipy.stats"}


class _Lazily(Loader):
    """Loads a module when it is first asked for a name that is not Python's own."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        def loaded(name: str) -> object:
            if name.startswith("__"):
                raise AttributeError(name)
            del module.__dict__["__getattr__"]
            self._loader.exec_module(module)
            return getattr(module, name)

        module.__dict__["__getattr__"] = loaded


class _LazyFinder(MetaPathFinder):
    """Finds these modules where they lie."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        found = PathFinder.find_spec(fullname, path, target) if fullname in _LAZY else None
        if found is not None and found.loader is not None:
            found.loader = _Lazily(found.loader)
        return found


def load_lazily() -> None:
    """From now on in this process these modules are loaded at their first use; those that are loaded stay so."""
    sys.meta_path.insert(0, _LazyFinder())
