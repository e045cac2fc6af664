"""Take in what lies in the drop folder, every morning at seven.

A morning with nothing new ends as skipped, and nothing is built after it. The mail server or share behind the
drop folder may be away for a while: landing is the one task that tries again.
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, Asset, CronTriggerTimetable

ZONE = pendulum.timezone("Asia/Shanghai")

with DAG(
    "ingest_deliveries",
    schedule=CronTriggerTimetable("0 7 * * *", timezone=ZONE),
    start_date=pendulum.datetime(2025, 1, 1, tz=ZONE),
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["landing"],
) as dag:
    BashOperator(
        task_id="land",
        # The day on the desk's own calendar: `ds` alone would give the day in Greenwich.
        bash_command=(
            'tongbao land --home "${TONGBAO_HOME:?}" --org "${TONGBAO_ORG:?}" --nothing-new-exit 99'
            " --received-on {{ dag_run.run_after.astimezone(dag.timezone) | ds }}"
        ),
        skip_on_exit_code=99,
        outlets=[Asset("tongbao://landed")],
        pool="warehouse_writer",
        retries=3,
        retry_delay=timedelta(minutes=10),
    )
