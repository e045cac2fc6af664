"""A draft rule tried on a real period, and the page that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.documents.whatif import whatif
from reports.subjects.whatif.comparison import RuleComparison, compare
from rulebook.columns import RuleFile
from rulebook.difference import differences, renumbered
from tongbao.place import Place
from tongbao.rescoring import draft_and_published
from warehouse.database import current_fingerprint
from warehouse.files import replace_file
from warehouse.period import Period


@dataclass(frozen=True, slots=True)
class TriedDraft:
    """What a draft would make of a period, and how it differs from the version in force."""

    draft: RuleFile
    period: Period
    comparison: RuleComparison
    sentences: tuple[str, ...]
    snapshot: str


def try_draft(place: Place, draft: RuleFile, period: Period) -> TriedDraft:
    """Score a period under the version in force and under the draft; the home stays as it is."""
    in_force, before, after = draft_and_published(place, period, draft)
    comparison = compare(before, after, renumbered(in_force.rule, draft.rule))
    snapshot = current_fingerprint(place.home) or ""
    return TriedDraft(draft, period, comparison, differences(in_force.rule, draft.rule), snapshot)


def write_page(tried: TriedDraft, office_name: str, target: Path) -> None:
    """Write the page whole, in one rename."""
    rule = tried.draft.rule
    title = f"{rule.name} {rule.version}版（草案）试算：{tried.period.zh}"
    before = tried.comparison.before.label
    subtitle = (
        f"{office_name}　左栏：{before}，即公布的结果　右栏：假定草案一直有效　数据快照 {tried.snapshot}"
    )
    replace_file(target, whatif.render(tried.comparison, tried.sentences, title, subtitle))


def write_comparison(
    comparison: RuleComparison, sentences: Sequence[str], period: Period, office_name: str, target: Path
) -> None:
    """Write the page of two versions over one period whole, in one rename."""
    before, after = comparison.before.label, comparison.after.label
    title, subtitle = f"{before} 与 {after} 比较：{period.zh}", f"{office_name}　左栏：{before}　右栏：{after}"
    replace_file(target, whatif.render(comparison, sentences, title, subtitle, whatif.NOTE_ON_VERSIONS))
