"""A figure against an earlier one, per cents, and how they are rounded: the only place that does."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """A figure against an earlier one; multiple and per cent are None where the earlier one is zero."""

    base: Decimal
    difference: Decimal
    multiple: Decimal | None
    percent: Decimal | None


_MULTIPLE_DECIMALS = 2  # as circulars print: 6.07 times


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half up, as circulars do."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def share_of(part: int | Decimal, whole: int | Decimal, decimals: int) -> Decimal | None:
    """Return the per cent that a part is of the whole, or None of nothing."""
    return rounded(Decimal(part) * 100 / Decimal(whole), decimals) if whole > 0 else None


def change(now: int | Decimal, base: int | Decimal | None, decimals: int) -> Change | None:
    """Compare a figure with an earlier one; None where there is no earlier one."""
    if base is None:
        return None
    now, base = Decimal(now), Decimal(base)
    difference = now - base
    if base <= 0:
        return Change(base, difference, None, None)
    multiple = rounded(now / base, _MULTIPLE_DECIMALS)
    return Change(base, difference, multiple, share_of(difference, base, decimals))


@dataclass(frozen=True, slots=True)
class Compared:
    """A count of the period, against the period before and the same period of last year."""

    name: str
    now: int
    previous: Change | None
    year_ago: Change | None
