"""Published rules of real offices, written as rule files: every worked example comes out, every line is worked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from rulebook.columns import RuleFile
from rulebook.examples import Claim, ExampleLine
from rulebook.loading import read_rule
from rulebook.period_lines import Task
from rulebook.worked import Scenario
from tests.cases.coverage import RULES, coverage_text, rule_files
from tongbao import rules

# Complete enough to be implemented and tested alone; a rule of two schemes begins both names alike.
COMPLETE = (
    "campus_sites_2018", "china_railway_9", "county_office_goal_check", "devzone_correspondents_2018",
    "dongming_township_2012", "guangyuan_2008", "haimen_env_2019", "hospital_money", "housing_bureau_county",
    "jieheng_newsletter", "lianyungang_zwxx", "liuzhou_daily_2010", "quality_bureau_money", "quzhou_zwxx",
    "safety_district_taizhou", "shangjie_zugong", "shiyan_web_2014", "trade_union_city",
    "xiangyang_org_dept_research", "zhonglou_approval",
)  # fmt: skip
# Only partly known, written as far as they are.
PARTLY = (
    "changshan_edu_2015", "changshan_gov_2014", "forestry_district_money", "henan_industry_2011",
    "hr_district_news", "jianping_town", "ningbo_sasac_2014", "shengzhou_2008", "suixi_county",
    "yongfu_police_2017",
)  # fmt: skip

# Their examples must hold too; what else is asked of a published rule is not asked of them.
OTHERS = (RULES.parent / "mechanisms", RULES.parent / "rules_from_guide")

Line = tuple[str, str]  # of a rule file, by the name of the file and the id of the line


@dataclass(frozen=True)
class Trial:
    """The published rules, what their examples and those of the others claim, and the database in which they were scored."""

    files: tuple[RuleFile, ...]
    claims: tuple[Claim, ...]
    lines: tuple[ExampleLine, ...]
    database: Path

    def rows(self, query: str) -> list[tuple[str, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    files = rule_files()
    others = [read_rule(path) for folder in OTHERS for path in sorted(folder.glob("*/*.yaml"))]
    kept = tmp_path_factory.mktemp("trial") / "trial.duckdb"

    def keep_and_read(database: Path) -> tuple[ExampleLine, ...]:
        shutil.copyfile(database, kept)
        return lines_of(database)

    lines_of = rules.lines
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "lines", keep_and_read)
        yield Trial(files, *rules.try_examples((*files, *others)), kept)


def name_of(file: RuleFile) -> str:
    return f"{file.rule.scheme}/{file.rule.version}"


def test_every_claim_of_every_example_holds(trial: Trial) -> None:
    assert len(trial.claims) > 1000
    assert [f"{claim.zh}：{claim.expected} / {claim.got}" for claim in trial.claims if not claim.holds] == []


def test_every_rule_has_its_examples(trial: Trial) -> None:
    assert {
        name_of(file): len(file.rule.examples) for file in trial.files if len(file.rule.examples) < 5
    } == {}


def test_every_example_claims_something(trial: Trial) -> None:
    claimed = {claim.case for claim in trial.claims}
    examples = {f"{name_of(file)}#{n}" for file in trial.files for n in range(1, len(file.rule.examples) + 1)}
    assert examples - claimed == set()


@pytest.mark.parametrize("slug", [*COMPLETE, *PARTLY])
def test_the_rule_is_there(slug: str) -> None:
    assert [path.name for path in RULES.iterdir() if path.name.startswith(slug) and any(path.glob("*.yaml"))]


def test_no_rule_is_there_that_is_not_named_here() -> None:
    known = (*COMPLETE, *PARTLY)
    assert [path.name for path in RULES.iterdir() if not path.name.startswith(known)] == []


@pytest.mark.parametrize(
    "path", sorted(RULES.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_rule_file_names_no_address(path: Path) -> None:
    assert not re.search(r"://|www\.|\.(com|cn|net|org)\b", path.read_text(encoding="utf-8"), re.IGNORECASE)


def reached(trial: Trial) -> set[Line]:
    """Return the lines that some example shows at work.

    A score line or a claim names them; or, for lines that post under no id of their own (factors, additions to a tariff
    line, what is recognised), a record of an example fulfils them; or the mark is claimed of somebody who missed them.
    """
    found = {(line.case.partition("#")[0], line.line) for line in trial.lines}
    for claim in trial.claims:
        measure = next((word for word in ("其中", "指标") if word in claim.measure), None)
        if measure:
            found.add((f"{claim.scheme}/{claim.version}", claim.measure.removeprefix(measure)))
    found |= {(f"{scheme}/{version}", line) for scheme, version, line in trial.rows(_FULFILLED)}
    marks = {
        (claim.case, claim.whose): claim.expected.split("、")
        for claim in trial.claims
        if claim.measure == "点名"
    }
    missed = trial.rows(_MISSED)
    return found | {
        (case.partition("#")[0], line)
        for case, whose, line, mark in missed
        if mark in marks.get((case, whose), [])
    }


# What a record of an example of the same rule fulfils: the tariff lines that hold for it, its factors, what recognises
# or refuses it.
_FULFILLED = """
    with record as (
        select distinct world.scheme_code, world.rule_version, entry.profile_id, refusal.rule_line_id as refused_by
        from intermediate.int_score__entry as entry
        inner join staging.stg_rulebook__case as world using (case_code)
        left join intermediate.int_score__refusal as refusal
            on world.scheme_code = refusal.scheme_code and world.rule_version = refusal.rule_version
            and entry.profile_id = refusal.profile_id
    ),
    counted as (from record where refused_by is null)
    select scheme_code, rule_version, refused_by from record where refused_by is not null
    union
    select scheme_code, rule_version, rule_line_id from counted
    inner join intermediate.int_score__tariff using (scheme_code, rule_version, profile_id)
    union
    select counted.scheme_code, counted.rule_version, line.rule_line_id from counted
    inner join staging.stg_rulebook__line as line using (scheme_code, rule_version)
    inner join intermediate.int_score__match as matching
        on counted.scheme_code = matching.scheme_code and counted.rule_version = matching.rule_version
        and counted.profile_id = matching.profile_id and line.rule_line_id = matching.when_id
    where line.step = 'only' or (line.step = 'factor' and exists (
        from intermediate.int_score__tariff as priced
        where priced.scheme_code = counted.scheme_code and priced.rule_version = counted.rule_version
            and priced.profile_id = counted.profile_id
    ))
"""

# Who missed which task or standard in the period of an example, and the mark that names them for it.
_MISSED = """
    select task.case_code, task.unit_code || task.person, line.rule_line_id, line.mark
    from intermediate.int_score__task as task
    inner join staging.stg_rulebook__case as world using (case_code, period_code)
    inner join staging.stg_rulebook__period_line as line
        on task.scheme_code = line.scheme_code and task.rule_version = line.rule_version
        and task.rule_line_id = line.rule_line_id
    where not task.is_met
    union
    select placed.case_code, placed.unit_code || placed.person, line.rule_line_id, line.mark
    from intermediate.int_score__placed as placed
    inner join staging.stg_rulebook__case as world using (case_code, period_code)
    inner join staging.stg_rulebook__period_line as line
        on placed.scheme_code = line.scheme_code and placed.rule_version = line.rule_version
        and placed.grain = line.grain and placed.points < line.amount
        and coalesce(list_contains(line.for_groups, placed.group_code), true)
    where line.kind = 'standard'
"""


def test_every_line_is_reached_by_some_example(trial: Trial) -> None:
    lines = {(name_of(file), line.id) for file in trial.files for _, line in file.rule.record_lines}
    lines |= {(name_of(file), line.id) for file in trial.files for line in file.rule.period}
    assert sorted(lines - reached(trial)) == []


def test_every_task_is_met_by_somebody_and_missed_by_somebody(trial: Trial) -> None:
    seen = set(
        trial.rows(
            "select distinct scheme_code || '/' || rule_version, rule_line_id, is_met::varchar "
            "from intermediate.int_score__task where case_code != ''"
        )
    )
    tasks = {
        (name_of(file), line.id)
        for file in trial.files
        for line in file.rule.period
        if isinstance(line, Task)
    }
    assert (
        sorted((*task, state) for task in tasks for state in ("true", "false") if (*task, state) not in seen)
        == []
    )


def test_every_award_and_every_gate_is_claimed(trial: Trial) -> None:
    def claimed(file: RuleFile, measure: str) -> set[str]:
        of_file = (claim for claim in trial.claims if f"{claim.scheme}/{claim.version}" == name_of(file))
        return {claim.expected for claim in of_file if claim.measure == measure}

    awards = [(file, award.name) for file in trial.files for award in file.rule.rank.awards]
    assert [(name_of(file), name) for file, name in awards if name not in claimed(file, "奖项")] == []
    gated = [file for file in trial.files if file.rule.rank.gates]
    assert [name_of(file) for file in gated if "不排名" not in claimed(file, "名次")] == []


def test_every_rule_is_tried_outside_the_days_it_is_in_force(trial: Trial) -> None:
    def days(file: RuleFile) -> Iterator[object]:
        for example in file.rule.examples:
            records = example.records if isinstance(example, Scenario) else (example,)
            yield from (record.on for record in records if record.on is not None)

    assert [
        name_of(file)
        for file in trial.files
        if all(file.rule.effective.start <= day <= file.rule.effective.end for day in days(file))
    ] == []


@pytest.mark.parametrize(
    ("slug", "old", "new", "told"),
    [
        ("liuzhou_daily_2010/2010", "place: 2, award: 一等奖, marks: []", "place: 1, award: 一等奖, marks: []", "名次"),
        ("zhonglou_approval/1", "points: 6, place: 1, marks: []", "points: 6, place: 1, marks: [不达标]", "点名"),
        ("ningbo_sasac_2014/2014", "kind: 图片, points: 3}", "kind: 图片, points: 2}", "得分"),
        ("yongfu_police_2017/2017", "Y3: 6.67 ", "Y3: 6.66 ", "其中Y3"),
    ],
)  # fmt: skip
def test_an_example_that_is_wrong_is_found(
    slug: str, old: str, new: str, told: str, broken: dict[str, tuple[Claim, ...]]
) -> None:
    assert [claim.measure for claim in broken[slug]] == [told]


@pytest.fixture(scope="module")
def broken(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Claim, ...]]:
    """The claims that fail when one example of each of some rules is made wrong, all tried at once."""
    marks = test_an_example_that_is_wrong_is_found.pytestmark  # type: ignore[attr-defined]
    folder, files = tmp_path_factory.mktemp("broken"), []
    for slug, old, new, _ in next(mark for mark in marks if mark.name == "parametrize").args[1]:
        text = (RULES / f"{slug}.yaml").read_text(encoding="utf-8")
        assert old in text
        path = folder / f"{slug}.yaml"
        path.parent.mkdir()
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        files.append(read_rule(path))
    claims, _ = rules.try_examples(files)
    return {
        name_of(file): tuple(
            claim
            for claim in claims
            if not claim.holds and f"{claim.scheme}/{claim.version}" == name_of(file)
        )
        for file in files
    }


def test_the_table_of_what_is_used_is_the_one_that_is_made(repository: Path) -> None:
    kept = (repository / "docs" / "rule-coverage.md").read_text(encoding="utf-8")
    assert kept == coverage_text(), "make docs writes it anew"
