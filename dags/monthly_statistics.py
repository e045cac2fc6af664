"""Draft the statistics of the month before, on the 5th at eight in the morning.

The month is the run's partition key (`2025-12`), so that a back-fill names its months. Whoever starts a run
by hand gives the month as the parameter `period`.
"""

from __future__ import annotations

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, CronPartitionTimetable, Param

ZONE = pendulum.timezone("Asia/Shanghai")
WHERE = '--home "${TONGBAO_HOME:?}" --org "${TONGBAO_ORG:?}"'
PERIOD = "--period {{ params.period or partition_key }}"

with DAG(
    "monthly_statistics",
    # The partition is the tick before the one that fires: it lies in the month reported on.
    schedule=CronPartitionTimetable("0 8 5 * *", timezone=ZONE, run_offset=-1, key_format="%Y-%m"),
    start_date=pendulum.datetime(2025, 1, 1, tz=ZONE),
    catchup=False,
    max_active_runs=1,
    default_args={"pool": "warehouse_writer", "retries": 0},
    params={
        "period": Param(
            None,
            type=["null", "string"],
            pattern=r"^\d{4}-(0[1-9]|1[0-2])$",
            title="月份",
            description="手工运行时填写，如 2025-12",
        )
    },
    doc_md=__doc__,
    tags=["report", "month"],
) as dag:
    check = BashOperator(task_id="check", bash_command=f"tongbao check period {WHERE} {PERIOD}")
    report = BashOperator(task_id="report", bash_command=f"tongbao report month {WHERE} {PERIOD}")
    check >> report
