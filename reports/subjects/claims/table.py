"""What was reported against its sources: adoption by adoption, and count by count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.claims.value import Claim, Claims, OutletCount

_SHOWN_BY = {"confirmed": "单位和刊物", "claimed_only": "仅单位", "observed_only": "仅刊物"}
_CLAIMS = (
    Column("见于", "word", sheet=12),
    Column("刊物来件", "word", sheet=9),
    Column("计分", "word", sheet=8),
    Column("单位", "text", sheet=20),
    Column("刊物媒体", "text", sheet=18),
    Column("采用日期", "day", sheet=12),
    Column("标题", "text", sheet=46),
    Column("单位记录编号", "text", sheet=36, is_evidence=True),
    Column("刊物记录编号", "text", sheet=36, is_evidence=True),
)
_COUNTS = (
    Column("单位", "text", sheet=22),
    Column("刊物媒体", "text", sheet=22),
    Column("统计期", "word", sheet=12),
    Column("计数表所列", "count", sheet=12),
    Column("本库计入", "count", sheet=12),
    Column("差数", "difference", sheet=10),
    Column("说明", "text", sheet=30),
    Column("记录编号", "text", sheet=40, is_evidence=True),
)


def tables(found: Claims, _told: Told) -> Iterator[Table]:
    """Yield both; a period without any has none."""
    if found.claims:
        yield _claims(found.claims)
    if found.outlet_counts:
        yield _outlet_counts(found.outlet_counts)


def _claims(claims: tuple[Claim, ...]) -> Table:
    rows = [
        (_SHOWN_BY[each.claim], "有" if each.is_watched else "无", "已计" if each.is_counted else "未计", each.unit_name,
         each.outlet_name, each.day, each.article_title, each.claimed_record_id, each.observed_record_id)
        for each in claims
    ]  # fmt: skip
    counted = {word: sum(each.claim == code for each in claims) for code, word in _SHOWN_BY.items()}
    under = "　".join(f"{word} {count} 篇次" for word, count in counted.items())
    return Table("来源核对", "来源核对", _CLAIMS, rows, under)


def _outlet_counts(counts: tuple[OutletCount, ...]) -> Table:
    rows = [
        (each.unit_name, each.outlet_name, plain.term(each.period_code), each.claimed_count, each.adoption_count,
         each.difference, _said(each.difference), each.record_ids)
        for each in counts
    ]  # fmt: skip
    differing = sum(each.difference != 0 for each in counts)
    return Table("刊物计数", "刊物计数核对", _COUNTS, rows, f"共 {len(rows)} 项，其中 {differing} 项不一致")


def _said(difference: int) -> str:
    if difference > 0:
        return "计数表多：请补报这些稿件的记录"
    return "计数表少：请核对计数表" if difference else "一致"
