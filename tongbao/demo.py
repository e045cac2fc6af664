"""The demo: a month and a quarter of the sample office, through the real DAGs, without a scheduler."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tongbao import statement
from tongbao.speaking import say
from warehouse.errors import BrokenError, DataError
from warehouse.home import Home

if TYPE_CHECKING:
    from airflow.models.dagrun import DagRun
    from airflow.sdk import DAG

DAGS = Path(__file__).parents[1] / "dags"
# The sample's deliveries end with 2025; on this morning both of its last reports are due.
DUE = datetime(2026, 1, 10, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
STATES = {"success": "完成", "failed": "失败", "skipped": "跳过", "upstream_failed": "未运行"}
PRINTED = re.compile(r"\[info +\] (.*?) +\[airflow\.task\.hooks")
FORMATS = (".docx", ".xlsx", ".html")


@dataclass(frozen=True, slots=True)
class Step:
    dag_id: str
    period: str | None = None


STEPS = (
    Step("ingest_deliveries"),
    Step("build_warehouse"),
    Step("monthly_statistics", "2025-12"),
    Step("quarterly_circular", "2025-Q4"),
)


def run_demo(home: Path, org: Path) -> None:
    """Deliver the sample's files, run the four DAGs in order and say where the documents lie."""
    house, office = Home(home.resolve()), org.resolve()
    house.prepare()
    _deliver(office, house.inbox)
    airflow_home = house.root / "airflow-demo"
    shutil.rmtree(airflow_home, ignore_errors=True)
    airflow_home.mkdir()
    _prepare_environment(airflow_home, house, office)
    log = airflow_home / "demo.log"
    # Left open: Airflow keeps the stream it started with, and writes to it until the process ends.
    stream = log.open("w", encoding="utf-8", buffering=1)
    with redirect_stdout(stream), redirect_stderr(stream):
        dags = _start_airflow()
    for step in STEPS:
        with redirect_stdout(stream), redirect_stderr(stream):
            run = _run(dags[step.dag_id], step)
        _report(run, log)
    statement.tell(house.current, house.exports)
    for step in STEPS:
        if step.period:
            _show(house.drafts / step.period)


def _deliver(office: Path, inbox: Path) -> None:
    maker = office / "make_deliveries.py"
    if not maker.is_file():
        raise DataError(
            zh=f"演示要用 {maker} 生成来件，但没有这个文件；请用 --org 指到 orgs/sample",
            en=f"The demo makes its deliveries with {maker}, which does not exist; give --org orgs/sample",
        )
    spec = importlib.util.spec_from_file_location("make_deliveries", maker)
    if spec is None or spec.loader is None:
        raise BrokenError(zh=f"无法载入 {maker}", en=f"{maker} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    module.make(inbox)


def _prepare_environment(airflow_home: Path, house: Home, office: Path) -> None:
    """Shut out whatever Airflow this machine may have; must come before the first import of it."""
    for name in [name for name in os.environ if name.startswith("AIRFLOW_")]:
        del os.environ[name]
    os.environ |= {
        "AIRFLOW_HOME": str(airflow_home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__HOSTNAME_CALLABLE": "socket.gethostname",  # the default asks the network
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "PYTHONUTF8": "1",
        "TONGBAO_HOME": str(house.root),
        "TONGBAO_ORG": str(office),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }


def _start_airflow() -> dict[str, DAG]:
    from airflow.dag_processing.dagbag import DagBag
    from airflow.models.pool import Pool
    from airflow.utils.db import initdb

    initdb()
    pools: dict[str, dict[str, Any]] = json.loads((DAGS / "pools.json").read_text(encoding="utf-8"))
    for name, settings in pools.items():
        Pool.create_or_update_pool(name, **settings)
    bag = DagBag(DAGS)
    if bag.import_errors:
        raise BrokenError(
            zh=f"DAG 无法载入：{bag.import_errors}", en=f"DAGs do not load: {bag.import_errors}"
        )
    dags: dict[str, DAG] = bag.dags
    return dags


def _run(dag: DAG, step: Step) -> DagRun:
    for task in dag.tasks:
        task.retries = 0  # nobody waits ten minutes in a demo
    conf = {"period": step.period} if step.period else None
    run: DagRun = dag.test(run_after=DUE, logical_date=None, run_conf=conf)
    return run


def _report(run: DagRun, log: Path) -> None:
    """Say one line for each task; a run that did not succeed ends the demo."""
    for task in sorted(run.get_task_instances(), key=lambda task: task.start_date or DUE):
        seconds = f"{task.duration or 0:.1f}"
        say(
            f"{run.dag_id}.{task.task_id} {STATES.get(str(task.state), task.state)}，用时 {seconds} 秒",
            f"{run.dag_id}.{task.task_id} {task.state} in {seconds} s",
        )
    if run.state != "success":
        raise BrokenError(
            zh=f"演示停在 {run.dag_id}（{run.state}），全部日志在 {log}\n{_printed_last(log)}",
            en=f"The demo stopped at {run.dag_id} ({run.state}); the whole log is {log}\n{_printed_last(log)}",
        )


def _printed_last(log: Path) -> str:
    """Return what the newest command printed, without what Airflow wraps around its lines."""
    lines = PRINTED.findall(log.read_text(encoding="utf-8"))
    newest = max((number for number, line in enumerate(lines) if line == "Output:"), default=-1)
    return "\n".join(lines[newest + 1 :])


def _show(folder: Path) -> None:
    documents = sorted(path for path in folder.glob("*") if path.suffix in FORMATS)
    if not documents:
        raise BrokenError(zh=f"{folder} 中没有任何文件", en=f"No document lies in {folder}")
    for document in documents:
        say(f"已生成 {document}", f"made {document}")
