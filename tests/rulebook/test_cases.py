"""Published rules of real offices, written as rule files: every worked example comes out, every line is worked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from ingest.catalogue import write_catalogue
from ingest.landing import land
from ingest.layouts import Layouts
from rulebook.columns import RuleFile
from rulebook.examples import ExampleClaim, ExampleLine, claims, lines
from rulebook.loading import read_rule
from rulebook.period_lines import Task
from rulebook.rows import write_rule_rows
from rulebook.worked import Scenario
from tests.cases.coverage import RULES, coverage_text, rule_files
from tests.cases.delivered import Claim as DeliveredClaim
from tests.cases.delivered import Delivered, delivered, write_inboxes, write_office
from warehouse.building import run_models
from warehouse.editions import write_edition_rows
from warehouse.home import Home
from warehouse.manifest import DATABASE
from warehouse.objections import ObjectionList, write_objection_rows
from warehouse.office_rows import write_office_rows

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
    claims: tuple[ExampleClaim, ...]
    lines: tuple[ExampleLine, ...]
    database: Path
    told: Delivered
    wrong: tuple[ExampleClaim, ...]

    def rows(self, query: str) -> list[tuple[str, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Every rule, scored once: on its examples, and on the same records as they arrive in registers."""
    root = tmp_path_factory.mktemp("trial")
    files = rule_files()
    others = [read_rule(path) for folder in OTHERS for path in sorted(folder.glob("*/*.yaml"))]
    told, database = delivered(files), root / DATABASE
    office, home = write_office(told, files[0].rule.scheme, root / "office"), Home(root / "home")
    layouts = Layouts.load(office.folder)
    for day, inbox in write_inboxes(told, root / "inbox").items():
        land([inbox], home, layouts, day)
    write_catalogue(home)
    write_office_rows(office, home.build)
    write_objection_rows(ObjectionList.load(office), home.build)
    write_edition_rows(home, home.build)
    every = [*files, *others, *wrong_files(root / "wrong")]
    write_rule_rows(every, {file.path: None for file in every}, home.build)
    run_models(home, database, ["+fct_score_line", "+int_score__example"])
    # The claims of rules made wrong are looked at apart.
    claimed = claims(database)
    return Trial(
        files,
        tuple(claim for claim in claimed if not claim.scheme.endswith(WRONG)),
        lines(database),
        database,
        told,
        tuple(claim for claim in claimed if claim.scheme.endswith(WRONG)),
    )


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


WRONG = "_wrong"
# One example of each of some rules made wrong, and what must be found to be.
MISTAKES = {
    "liuzhou_daily_2010/2010": ("place: 2, award: 一等奖, marks: []", "place: 1, award: 一等奖, marks: []", "名次"),
    "zhonglou_approval/1": ("points: 6, place: 1, marks: []", "points: 6, place: 1, marks: [不达标]", "点名"),
    "ningbo_sasac_2014/2014": ("kind: 图片, points: 3}", "kind: 图片, points: 2}", "得分"),
    "yongfu_police_2017/2017": ("Y3: 6.67 ", "Y3: 6.66 ", "其中Y3"),
}  # fmt: skip


def wrong_files(folder: Path) -> list[RuleFile]:
    """Write the rules that are made wrong, under a name of their own."""
    files = []
    for slug, (old, new, _) in MISTAKES.items():
        scheme, _, version = slug.partition("/")
        text = (RULES / f"{slug}.yaml").read_text(encoding="utf-8")
        assert old in text
        path = folder / f"{scheme}{WRONG}" / f"{version}.yaml"
        path.parent.mkdir(parents=True)
        text = text.replace(f"scheme: {scheme}", f"scheme: {scheme}{WRONG}", 1)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        files.append(read_rule(path))
    return files


@pytest.mark.parametrize("slug", MISTAKES)
def test_an_example_that_is_wrong_is_found(slug: str, trial: Trial) -> None:
    scheme = f"{slug.partition('/')[0]}{WRONG}"
    assert [claim.measure for claim in trial.wrong if claim.scheme == scheme and not claim.holds] == [
        MISTAKES[slug][2]
    ]


# Examples that no register of one office can say, by the reason; all the others run from registers.
CANNOT = {
    "同名刊物“工运信息”在名单中只有一个层级和类别": 10,
    "同名刊物“专报信息”在名单中只有一个层级和类别": 2,
    "同名刊物“政务参阅”在名单中只有一个层级和类别": 1,
    "同名刊物“中国文明网”在名单中只有一个层级和类别": 1,
    "一个单位只有一种年历：这里各办法合在一处，按自然年": 5,
    "同一标题隔 60 天以上再采用，登记表上是另一篇": 2,
}


@pytest.mark.parametrize("file", rule_files(), ids=name_of)
def test_a_published_rule_scores_registers_as_it_scores_its_examples(file: RuleFile, trial: Trial) -> None:
    """From a delivered csv with Chinese headings to `fct_score_line`: each unit, each person, each period."""
    claimed = [claim for claim in trial.told.claims if claim.scheme == file.rule.scheme]
    cannot = [case for case in trial.told.cannot if case.startswith(f"{name_of(file)}#")]
    assert len({claim.case for claim in claimed}) + len(cannot) == len(file.rule.examples)
    assert len({claim.case for claim in claimed}) >= 5
    codes = {name: code for code, name, *_ in trial.told.units}
    with duckdb.connect(str(trial.database), read_only=True) as connection:
        wrong = [
            (claim, points)
            for claim in claimed
            if (points := scored(connection, claim, codes[claim.unit])) != claim.points
        ]
    assert wrong == []


def scored(connection: duckdb.DuckDBPyConnection, claim: DeliveredClaim, code: str) -> Decimal:
    """Return what the lines come to: of a single example those of its record, else all of the period."""
    row = connection.execute(
        "select coalesce(sum(points), 0) from marts.fct_score_line where scheme_code = $scheme and unit_code = $code "
        "and coalesce(person = $person, true) and if($period is null, piece_id is not null, month_code in ("
        "select month_code from intermediate.int_period__part where case_code = '' and period_code = $period and is_inside))",
        {"scheme": claim.scheme, "code": code, "person": claim.person, "period": claim.period},
    ).fetchone()
    assert row is not None
    return Decimal(row[0])


def test_what_no_register_can_say_is_listed_with_its_reason(trial: Trial) -> None:
    assert Counter(trial.told.cannot.values()) == CANNOT
    assert sum(len(rows) for rows in trial.told.rows.values()) > 3500
    assert trial.rows("select count(*) from staging.stg_landed__record")[0][0] > 2000


def test_the_table_of_what_is_used_is_the_one_that_is_made(repository: Path) -> None:
    kept = (repository / "docs" / "rule-coverage.md").read_text(encoding="utf-8")
    assert kept == coverage_text(), "make docs writes it anew"
