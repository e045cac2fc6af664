"""What Great Expectations imports for expectations that nobody states here, loaded only once something asks it.

Its drawing and its statistics are a third of what importing it costs, and a small office waits for that at each build.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

_LATE = {"altair", "scipy.special", "scipy.stats"}


class _LateFinder(MetaPathFinder):
    """Finds these modules where they lie, and leaves their loading to the first who looks into them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        found = PathFinder.find_spec(fullname, path, target) if fullname in _LATE else None
        if found is not None and found.loader is not None:
            found.loader = LazyLoader(found.loader)
        return found


def load_late() -> None:
    """From now on in this process these modules are loaded at their first use; those that are loaded stay so."""
    sys.meta_path.insert(0, _LateFinder())
