"""How figures are printed: the same in every document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.period import Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from reports.change import Change

NONE = "—"
GRAIN = {"month": "月度", "quarter": "季度", "half": "半年", "year": "年度"}
_TEN_THOUSAND = 10_000
OUTCOME = {"rejected": "不计", "duplicate": "重复", "superseded": "已被更正件替代"}


def number(value: Decimal | int | None) -> str:
    """Print points and counts without a tail of zeros: 489.4, 60, 0; a dash for what is not shown."""
    if value is None:
        return NONE
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def readings(count: int) -> str:
    """Print how often something was read: 40万, 12500."""
    return f"{count // _TEN_THOUSAND}万" if count and not count % _TEN_THOUSAND else str(count)


def signed(value: Decimal | int | None) -> str:
    """Print a difference: +5, -3, 0; a dash where there is nothing to compare with."""
    if value is None:
        return NONE
    return f"+{number(value)}" if value > 0 else number(value)


def percent(value: Decimal | None, *, sign: bool = False) -> str:
    """Print a per cent with its fixed decimals."""
    if value is None:
        return NONE
    return f"{value:+}%" if sign and value else f"{value}%"


def growth(change: Change | None) -> str:
    """Print the per cent of a change."""
    return percent(change.percent if change else None, sign=True)


def base(change: Change | None) -> str:
    """Print the earlier figure of a change."""
    return number(change.base) if change else NONE


def times(change: Change | None) -> str:
    """Print how many times the earlier figure this one is."""
    return NONE if change is None or change.multiple is None else f"{number(change.multiple)}倍"


def placed(place: int | None, *, is_tied: bool) -> str:
    """Print a place; a shared one says so."""
    if place is None:
        return NONE
    return f"并列{place}" if is_tied else str(place)


def moved(places: int | None) -> str:
    """Print places gained or lost."""
    if places is None:
        return NONE
    return "持平" if places == 0 else f"↑{places}" if places > 0 else f"↓{-places}"


def quota(short: int | None) -> str:
    """Print what is lacking of a quota; a dash where that is not known."""
    if short is None:
        return NONE
    return f"欠{short}" if short else "完成"


def unmet(count: int | None) -> str:
    """Print how many of its quotas a unit has not met."""
    if count is None:
        return NONE
    return f"欠{count}项" if count else "完成"


def term(period_code: str) -> str:
    """Print the period of a quota without its year: 11月, 第四季度, 下半年, 全年."""
    return Period.parse(period_code).zh.partition("年")[2] or "全年"


def title(text: str) -> str:
    """Print the title of a piece; title marks within it become single ones."""
    return f"《{text.replace('《', '〈').replace('》', '〉')}》"


def one_line(text: str) -> str:
    """Print a worded title without the line break that Word is to make."""
    return text.replace("\n", "")


def tier(name: str) -> str:
    """Print a tier: 省 is 省级."""
    return name if name.endswith("级") else f"{name}级"


def group(name: str) -> str:
    """Print a group: 县 is 县组."""
    return name if name.endswith("组") else f"{name}组"


def upper(tiers: Sequence[str]) -> str:
    """Call the two highest tiers together: 省级以上."""
    return f"{tier(tiers[1])}以上"
