"""What a suite is made of: queries, and checks on the rows they return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from great_expectations.expectations.expectation import Expectation


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation on one frame, with the words that tell a clerk what it means.

    `problem` may name `{found}` and `{limit}`. What was found is the first offending rows, called by the
    columns in `named_by` with their value and its `measure`; without `named_by` it is their share, or the
    one value that was observed.
    """

    name: str
    frame: str
    expectation: Expectation
    claim: str
    claim_en: str
    problem: str
    limit: str
    named_by: tuple[str, ...] = ()
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Suite:
    """The queries by frame name; the checks that close the gate and those that only warn."""

    queries: Mapping[str, str]
    fail: tuple[Check, ...]
    warn: tuple[Check, ...]
    if_empty: str
