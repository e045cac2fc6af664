"""Which lines of a rule its worked examples reach: what no example reaches has been tried by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rulebook.columns import RuleFile
from rulebook.model import RuleVersion
from rulebook.period_lines import AnyPeriodLine, Figure, Standard, Task
from rulebook.worked import Scenario
from warehouse.database import read_only
from warehouse.period import Period

# A factor counts as reached where it is the largest of its family, a condition of recognition where it is fulfilled.
_REACHED = """
    with described as (
        select distinct world.scheme_code, world.rule_version, entry.profile_id
        from intermediate.int_score__entry as entry
        inner join staging.stg_rulebook__case as world using (case_code)
    ),

    fitting as (
        select line.scheme_code, line.rule_version, line.rule_line_id, line.step
        from staging.stg_rulebook__line as line
        inner join intermediate.int_score__match as matched
            on
                line.scheme_code = matched.scheme_code
                and line.rule_version = matched.rule_version
                and line.rule_line_id = matched.when_id
        inner join described
            on
                line.scheme_code = described.scheme_code
                and line.rule_version = described.rule_version
                and matched.profile_id = described.profile_id
        where line.step in ('only', 'exclude', 'factor')
        qualify
            line.step != 'factor'
            or row_number() over (
                partition by
                    line.scheme_code, line.rule_version, described.profile_id, line.step,
                    coalesce(line.family, line.rule_line_id)
                order by line.times desc, line.line_order
            ) = 1
    )

    select scheme_code, rule_version, rule_line_id from fitting
    union
    select scheme_code, rule_version, tariff.rule_line_id
    from intermediate.int_score__tariff as tariff
    inner join described using (scheme_code, rule_version, profile_id)
    left join intermediate.int_score__refusal as refusal using (scheme_code, rule_version, profile_id)
    where refusal.profile_id is null
    union
    select scheme_code, rule_version, rule_line_id from intermediate.int_score__case_line where step != 'tariff'
    union
    select scheme_code, rule_version, rule_line_id || '?' from intermediate.int_score__task where case_code != ''
"""


def unreached(database: Path, file: RuleFile) -> tuple[str, ...]:
    """Return the numbers of the lines that no worked example of a version reaches, in the order of the file."""
    rule = file.rule
    with read_only(database) as connection:
        rows = connection.execute(_REACHED).fetchall()
    there = {line for scheme, version, line in rows if (scheme, version) == (rule.scheme, rule.version)}
    records = (line for line in _record_lines(rule) if not there.intersection(_parts(rule, line)))
    return (*records, *(line.id for line in rule.period if not _is_reached(line, rule, there)))


def _record_lines(rule: RuleVersion) -> Iterator[str]:
    yield from (line.id for line in (*rule.recognise.only, *rule.recognise.exclude))
    yield from (line.id for line in (*rule.tariff, *rule.factors, *rule.additions))


def _parts(rule: RuleVersion, line: str) -> set[str]:
    """Return the numbers that a line goes by: one that takes another body's tariff is written out, part by part."""
    taken = next((each for each in rule.tariff if each.id == line and each.of_body), None)
    if taken is None or taken.of_body is None:
        return {line}
    return {f"{line}-{number}" for number, _ in enumerate(rule.bodies[taken.of_body], start=1)}


def _is_reached(line: AnyPeriodLine, rule: RuleVersion, there: set[str]) -> bool:
    """A line that gives or takes must have done so; a task without points was asked, a figure claimed, a standard held."""
    scenarios = [each for each in rule.examples if isinstance(each, Scenario)]
    if isinstance(line, Figure):
        return any(line.id in claim.figures for each in scenarios for claim in each.expect)
    if isinstance(line, Standard):
        return any(Period.parse(each.period).grain == line.per for each in scenarios)
    outcomes = (
        (line.met, line.missed, line.in_proportion, line.short_each, line.over_each)
        if isinstance(line, Task)
        else ()
    )
    if isinstance(line, Task) and not any(outcomes):
        return f"{line.id}?" in there
    return line.id in there
