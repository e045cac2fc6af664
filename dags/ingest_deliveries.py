"""Fetch from the office's sites and shared folders, then take in what lies in the drop folder, every morning at seven.

A site that is down does not keep what arrived otherwise from being taken in: the fetch says which and fails by itself, and
with it, in the end, the run: `fetched` stands behind it alone, for a run is judged by its last tasks.
A morning with nothing new ends as skipped, and nothing is built after it. The mail server or share behind the
drop folder may be away for a while: landing is the one task that tries again.
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, Asset, CronTriggerTimetable

ZONE = pendulum.timezone("Asia/Shanghai")
PLACE = '--home "${TONGBAO_HOME:?}" --org "${TONGBAO_ORG:?}"'
# The day on the desk's own calendar: `ds` alone would give the day in Greenwich.
RECEIVED_ON = "--received-on {{ dag_run.run_after.astimezone(dag.timezone) | ds }}"

with DAG(
    "ingest_deliveries",
    schedule=CronTriggerTimetable("0 7 * * *", timezone=ZONE),
    start_date=pendulum.datetime(2025, 1, 1, tz=ZONE),
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["landing"],
) as dag:
    fetch = BashOperator(
        task_id="fetch",
        bash_command=f"tongbao fetch {PLACE} {RECEIVED_ON}",
        pool="warehouse_writer",
    )
    land = BashOperator(
        task_id="land",
        bash_command=f"tongbao land {PLACE} --nothing-new-exit 99 {RECEIVED_ON}",
        trigger_rule="all_done",
        skip_on_exit_code=99,
        outlets=[Asset("tongbao://landed")],
        pool="warehouse_writer",
        retries=3,
        retry_delay=timedelta(minutes=10),
    )
    fetch >> [land, EmptyOperator(task_id="fetched", pool="warehouse_writer")]
