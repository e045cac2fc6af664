"""Draft the circular of the quarter that ended, on the 10th of the month after it at eight in the morning.

The run's partition key is the quarter's first month (`2025-10` for 2025-Q4). Whoever starts a run by hand
gives the quarter as the parameter `period`.
"""

from __future__ import annotations

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, CronPartitionTimetable, Param

ZONE = pendulum.timezone("Asia/Shanghai")
WHERE = '--home "${TONGBAO_HOME:?}" --org "${TONGBAO_ORG:?}"'
PERIOD = "--period {{ params.period or partition_date.in_timezone(dag.timezone).format('YYYY-[Q]Q') }}"

with DAG(
    "quarterly_circular",
    # The partition is the tick before the one that fires: it lies in the quarter reported on.
    schedule=CronPartitionTimetable("0 8 10 1,4,7,10 *", timezone=ZONE, run_offset=-1, key_format="%Y-%m"),
    start_date=pendulum.datetime(2025, 1, 1, tz=ZONE),
    catchup=False,
    max_active_runs=1,
    default_args={"pool": "warehouse_writer", "retries": 0},
    params={
        "period": Param(
            None,
            type=["null", "string"],
            pattern=r"^\d{4}-Q[1-4]$",
            title="季度",
            description="手工运行时填写，如 2025-Q4",
        )
    },
    doc_md=__doc__,
    tags=["report", "quarter"],
) as dag:
    check = BashOperator(task_id="check", bash_command=f"tongbao check period {WHERE} {PERIOD}")
    report = BashOperator(task_id="report", bash_command=f"tongbao report quarter {WHERE} {PERIOD}")
    check >> report
