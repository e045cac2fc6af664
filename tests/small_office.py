"""The settings of an office whose lists and warehouse a test fills by hand."""

from __future__ import annotations

from collections.abc import Sequence

_SETTINGS = """
name = "中共澜江市委组织部"
counted_from = {year}-01-01
tiers = {tiers}
bulletin_media = ["内刊"]
groups = {groups}
unranked_groups = ["市委组织部"]
scheme = "xxcy"
[checks]
max_rejected_share = 0.5
max_adoptions_per_unit_month = 200
max_points_per_adoption = 500
max_change_against_last_year = 10
"""


def office_toml(tiers: Sequence[str], groups: Sequence[str], year: int = 2024) -> str:
    """Return the office.toml of an office with these tiers and groups that counts from a year on."""
    return _SETTINGS.format(year=year, tiers=list(tiers), groups=list(groups)).replace("'", '"')
