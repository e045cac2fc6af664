"""Later versions of a rule as schemes beside it, so that earlier periods are also scored by them.

Growth can be told from a dearer tariff only if both periods are scored by one rule. Such a scheme is called by the
version, `xxcy/2025`, which no folder of rules can be; `fct_rescored` is all that is published of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from rulebook.columns import RuleFile

# A year is compared with the year before it, in which a piece may stand that was known still earlier.
_YEARS_BEFORE = 2


def rescoring(files: Sequence[RuleFile], scheme: str) -> Iterator[RuleFile]:
    """Yield every version of a scheme that replaced another one, in force from before what it is compared with."""
    versions = sorted(
        (file for file in files if file.rule.scheme == scheme), key=lambda file: file.rule.effective.start
    )
    for _, file in pairwise(versions):
        rule = file.rule
        since = date(max(rule.effective.start.year - _YEARS_BEFORE, 1), 1, 1)
        span = rule.effective.model_copy(update={"start": since})
        scheme_code = f"{scheme}/{rule.version}"
        yield replace(
            file, rule=rule.model_copy(update={"scheme": scheme_code, "effective": span, "examples": ()})
        )
