"""Draft the statistics of the month before, on the 5th at eight in the morning.

The run's partition key is its day (`2026-01-05`): the newest month that was over by then is reported on, so that a
back-fill names its days. Whoever starts a run by hand may give the month as the parameter `period`.
"""

from __future__ import annotations

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, CronPartitionTimetable, Param

ZONE = pendulum.timezone("Asia/Shanghai")
WHERE = '--home "${TONGBAO_HOME:?}" --org "${TONGBAO_ORG:?}"'
# Which period that is, the office's own calendar tells, and only the warehouse has it.
DAY = "--as-of {{ partition_key or (dag_run.run_after.astimezone(dag.timezone) | ds) }}"
PERIOD = f"{{% if params.period %}}--period {{{{ params.period }}}}{{% else %}}{DAY}{{% endif %}}"

with DAG(
    "monthly_statistics",
    schedule=CronPartitionTimetable("0 8 5 * *", timezone=ZONE, key_format="%Y-%m-%d"),
    start_date=pendulum.datetime(2025, 1, 1, tz=ZONE),
    catchup=False,
    max_active_runs=1,
    default_args={"pool": "warehouse_writer", "retries": 0},
    params={
        "period": Param(
            None,
            type=["null", "string"],
            pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$",
            title="月份",
            description="手工运行时填写，如 2025-12；空着就是最近一个完整的月",
        )
    },
    doc_md=__doc__,
    tags=["report", "month"],
) as dag:
    check = BashOperator(task_id="check", bash_command=f"tongbao check period {WHERE} --grain month {PERIOD}")
    report = BashOperator(task_id="report", bash_command=f"tongbao report month {WHERE} {PERIOD}")
    check >> report
