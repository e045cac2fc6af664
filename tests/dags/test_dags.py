"""The DAG files load, are exactly the DAGs we mean to have, and start the commands they name."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk.exceptions import ParamValidationError
from airflow.serialization.encoders import coerce_to_core_timetable
from airflow.timetables.base import TimeRestriction
from pendulum import instance

SHANGHAI = ZoneInfo("Asia/Shanghai")
TASKS = {
    "ingest_deliveries": ["fetch", "fetched", "land"],
    "build_warehouse": ["build"],
    "monthly_statistics": ["check", "report"],
    "quarterly_circular": ["check", "report"],
}
# Starts nothing: a run is judged by its last tasks, and landing goes on when fetching failed.
LEAF = "fetched"
ALL_TASKS = [(dag_id, task_id) for dag_id, task_ids in TASKS.items() for task_id in task_ids]
COMMANDS = [task for task in ALL_TASKS if task[1] != LEAF]


@pytest.fixture(scope="session")
def bag(repository):
    return DagBag(repository / "dags")


@pytest.fixture(scope="session")
def metadata():
    from airflow.utils.db import initdb

    initdb()


def runs_after(dag, day, count):
    """Return the first runs that a scheduler with catch-up would start from a day on."""
    timetable, run, runs = coerce_to_core_timetable(dag.timetable), None, []
    earliest = instance(datetime.fromisoformat(day).replace(tzinfo=SHANGHAI))
    restriction = TimeRestriction(earliest=earliest, latest=None, catchup=True)
    for _ in range(count):
        run = timetable.next_dagrun_info_v2(last_dagrun_info=run, restriction=restriction)
        runs.append(run)
    return runs


def when(run):
    return f"{run.run_after.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def test_every_dag_and_task_is_accounted_for(bag, repository):
    assert bag.import_errors == {}
    assert {dag_id: sorted(dag.task_ids) for dag_id, dag in bag.dags.items()} == TASKS
    assert len(list((repository / "dags").glob("*.py"))) == 3


def test_every_dag_runs_alone_explains_itself_and_leaves_the_past_alone(bag):
    settings = {
        (dag.max_active_runs, dag.catchup, bool(dag.doc_md), bool(dag.tags), dag.timezone.name)
        for dag in bag.dags.values()
    }
    assert settings == {(1, False, True, True, "Asia/Shanghai")}
    assert len(bag.dags) == 4


def test_every_task_is_one_tongbao_command_with_home_and_office_given(bag):
    commands = [bag.dags[dag_id].get_task(task_id).bash_command for dag_id, task_id in COMMANDS]
    assert len(commands) == 7
    for command in commands:
        assert command.startswith("tongbao ")
        assert '--home "${TONGBAO_HOME:?}" --org "${TONGBAO_ORG:?}"' in command
        assert not set(";|&><`\n") & set(re.sub(r"{{.*?}}", "", command))


def test_every_task_waits_for_the_one_writer(bag, repository):
    pools = json.loads((repository / "dags" / "pools.json").read_text(encoding="utf-8"))
    used = [bag.dags[dag_id].get_task(task_id).pool for dag_id, task_id in ALL_TASKS]
    assert used == ["warehouse_writer"] * 8
    assert {name: pool["slots"] for name, pool in pools.items()} == {"warehouse_writer": 1}


def test_only_landing_tries_again(bag):
    retries = {(dag_id, task_id): bag.dags[dag_id].get_task(task_id).retries for dag_id, task_id in ALL_TASKS}
    assert {key for key, count in retries.items() if count} == {("ingest_deliveries", "land")}


@pytest.mark.parametrize("dag_id", ["monthly_statistics", "quarterly_circular"])
def test_a_report_is_written_only_after_its_check(bag, dag_id):
    assert bag.dags[dag_id].get_task("report").upstream_task_ids == {"check"}


def test_what_was_fetched_is_landed_and_a_site_that_failed_keeps_nothing_else_out(bag):
    land = bag.dags["ingest_deliveries"].get_task("land")
    assert (land.upstream_task_ids, land.trigger_rule) == ({"fetch"}, "all_done")


def test_deliveries_are_taken_in_every_morning_at_seven(bag):
    runs = runs_after(bag.dags["ingest_deliveries"], "2025-12-31", 2)
    assert [when(run) for run in runs] == ["2025-12-31 07:00", "2026-01-01 07:00"]


def test_a_landing_starts_the_build(bag):
    landed = bag.dags["ingest_deliveries"].get_task("land").outlets
    assert [asset.name for asset in landed] == ["tongbao://landed"]
    condition = bag.dags["build_warehouse"].timetable.asset_condition
    assert [asset.name for asset in condition.objects] == ["tongbao://landed"]


@pytest.mark.parametrize("dag_id", ["monthly_statistics", "quarterly_circular"])
def test_every_morning_at_eight_it_is_asked_whether_a_period_of_the_office_is_due(bag, dag_id):
    runs = runs_after(bag.dags[dag_id], "2026-02-28", 2)
    assert [when(run) for run in runs] == ["2026-02-28 08:00", "2026-03-01 08:00"]
    assert [asked_for(bag.dags[dag_id], run) for run in runs] == [
        ["--nothing-due-exit", "99", "--as-of", "2026-02-28"],
        ["--nothing-due-exit", "99", "--as-of", "2026-03-01"],
    ]


def test_the_fifth_at_eight_is_for_the_month_that_was_over_by_then(bag):
    fifth = runs_after(bag.dags["monthly_statistics"], "2026-01-05", 1)[0]
    commands = rendered(bag.dags["monthly_statistics"], fifth)
    assert when(fifth) == "2026-01-05 08:00"
    assert all(command.endswith("--nothing-due-exit 99 --as-of 2026-01-05") for command in commands.values())


def test_a_morning_on_which_nothing_is_due_ends_as_skipped(bag, metadata, monkeypatch, repository, tmp_path):
    monkeypatch.setenv("TONGBAO_HOME", str(tmp_path))
    monkeypatch.setenv("TONGBAO_ORG", str(repository / "orgs" / "sample"))
    dag = bag.dags["quarterly_circular"]
    for task_id, command in rendered(dag, runs_after(dag, "2026-03-01", 1)[0]).items():
        monkeypatch.setattr(dag.get_task(task_id), "bash_command", command)
    run = dag.test(logical_date=None)
    states = {task.task_id: task.state for task in run.get_task_instances()}
    assert (states, run.state) == ({"check": "skipped", "report": "skipped"}, "success")


@pytest.mark.parametrize(
    ("dag_id", "given"), [("monthly_statistics", "2025-03"), ("quarterly_circular", "2025-Q1")]
)
def test_a_period_given_by_hand_comes_before_the_day(bag, dag_id, given):
    run = runs_after(bag.dags[dag_id], "2025-10-01", 1)[0]
    assert asked_for(bag.dags[dag_id], run, given) == ["--period", given]


@pytest.mark.parametrize(("dag_id", "grain"), [("monthly_statistics", "month"), ("quarterly_circular", "quarter")])
def test_a_run_started_by_hand_without_a_period_asks_for_the_one_over_by_its_day_in_shanghai(bag, dag_id, grain):
    late_evening_in_greenwich = SimpleNamespace(partition_key=None, run_after=datetime(2026, 1, 4, 23, tzinfo=ZoneInfo("UTC")))
    assert asked_for(bag.dags[dag_id], late_evening_in_greenwich) == ["--as-of", "2026-01-05"]
    assert f"--grain {grain} " in bag.dags[dag_id].get_task("check").bash_command


@pytest.mark.parametrize("dag_id", ["monthly_statistics", "quarterly_circular"])
def test_a_form_left_empty_is_one_without_a_period(bag, dag_id):
    dag = bag.dags[dag_id]
    by_hand = SimpleNamespace(partition_key=None, run_after=datetime(2026, 1, 10, 8, tzinfo=SHANGHAI))
    for given in (None, ""):
        assert dag.params.get_param("period").resolve(given) == given
        assert asked_for(dag, by_hand, given) == ["--as-of", "2026-01-10"]


def asked_for(dag, run, given=None):
    """Return how both tasks' commands name the period of a run."""
    commands = rendered(dag, run, given)
    first, second = (shlex.split(commands[task_id]) for task_id in ("check", "report"))
    said = first[first.index("--grain") + 2 :]
    assert said == second[second.index("--org") + 2 :]
    return said


def rendered(dag, run, given=None):
    """Return the command of each task as a run starts it."""
    context = {
        "dag": dag,
        "dag_run": SimpleNamespace(run_after=run.run_after),
        "params": {"period": given},
        "partition_key": run.partition_key,
    }
    tasks = [dag.get_task(task_id) for task_id in TASKS[dag.dag_id]]
    return {task.task_id: task.render_template(task.bash_command, context) for task in tasks}


@pytest.mark.parametrize("period", ["2025-13", "2025-1", "2025-Q1; rm -rf home", "2025-Q1"])
def test_a_month_that_is_none_is_refused_before_any_command_starts(bag, period):
    with pytest.raises(ParamValidationError):
        bag.dags["monthly_statistics"].params.get_param("period").resolve(period)


@pytest.fixture
def ingest(bag, metadata, monkeypatch, repository, tmp_path):
    """The landing DAG on an empty home of its own, trying once: `dag.test` would sit out every delay."""
    (tmp_path / "inbox").mkdir()
    monkeypatch.setenv("TONGBAO_HOME", str(tmp_path))
    monkeypatch.setenv("TONGBAO_ORG", str(repository / "orgs" / "sample"))
    dag = bag.dags["ingest_deliveries"]
    monkeypatch.setattr(dag.get_task("land"), "retries", 0)
    return dag


def test_landing_really_runs_and_counts_the_day_in_shanghai(ingest, tmp_path):
    register = "标题,单位,刊物媒体,采用日期\n一条信息,市委组织部,组工信息,2025-12-03\n"
    (tmp_path / "inbox" / "register.csv").write_text(register, encoding="utf-8")
    late_evening_in_greenwich = datetime(2026, 1, 4, 23, tzinfo=ZoneInfo("UTC"))
    run = ingest.test(run_after=late_evening_in_greenwich, logical_date=None)
    assert run.state == "success"
    deliveries = [json.loads(path.read_bytes()) for path in tmp_path.glob("raw/*/delivery.json")]
    assert [(one["file_name"], one["received_on"]) for one in deliveries] == [("register.csv", "2026-01-05")]


def test_a_morning_with_nothing_new_ends_as_skipped_so_that_nothing_is_built(ingest):
    run = ingest.test(logical_date=None)
    states = {task.task_id: task.state for task in run.get_task_instances()}
    assert states == {"fetch": "success", "fetched": "success", "land": "skipped"}
    assert run.state == "success"


def test_a_site_that_failed_ends_the_run_red_though_the_rest_has_landed(
    ingest, monkeypatch, repository, tmp_path
):
    office = shutil.copytree(repository / "tests" / "offices" / "golden", tmp_path / "office")
    away = f'[[folder]]\nname = "共享盘"\npath = "{tmp_path / "away"}"\nsettle = 0\n'
    (office / "connections.toml").write_text(away, encoding="utf-8")
    monkeypatch.setenv("TONGBAO_ORG", str(office))
    register = "标题,单位,刊物媒体,采用日期\n一条信息,甲县,市日报,2025-03-03\n"
    (tmp_path / "inbox" / "register.csv").write_text(register, encoding="utf-8")
    run = ingest.test(logical_date=None)
    states = {task.task_id: task.state for task in run.get_task_instances()}
    assert (run.state, states["fetch"], states["land"]) == ("failed", "failed", "success")
    assert len(list(tmp_path.glob("raw/*/delivery.json"))) == 1
