"""Where a command works: every command's first argument."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.home import Home

if TYPE_CHECKING:
    from warehouse.office import Office


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works: the home, and the office it works for."""

    home: Home
    office_folder: Path

    def office(self) -> Office:
        """Read the office's folder."""
        from warehouse.office import Office  # checks its forms: only who reads an office waits for that

        return Office.load(self.office_folder)

    @property
    def has_connections(self) -> bool:
        """Tell whether the office has sites or shared folders to fetch from; without, no network is ever touched."""
        return (self.office_folder / "connections.toml").exists()
