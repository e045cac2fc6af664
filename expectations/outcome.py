"""What came of a run of checks; imports nothing heavy, so that a command line may import it freely."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and what became of it, in one sentence for the desk and one for the log."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every check of a suite stands in exactly one of the four."""

    held: tuple[Finding, ...]
    violated: tuple[Finding, ...]
    crashed: tuple[Finding, ...]  # the check itself broke; never read this as a data problem
    warned: tuple[Finding, ...]  # worth a look by a person; stops nothing

    @property
    def may_publish(self) -> bool:
        return not self.violated and not self.crashed

    @property
    def exit_code(self) -> int:
        """0 the gate is open, 1 the data closed it, 3 a broken check closed it."""
        if self.crashed:
            return 3
        return 1 if self.violated else 0
