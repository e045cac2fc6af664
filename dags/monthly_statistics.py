"""Draft the statistics of the month that ended, five days after its last day at eight in the morning.

Which morning that is, the office's own calendar tells: its months may end on the 25th, its quarters in February. So the
DAG asks every morning; one on which nothing is due, or what was due has been drafted, ends as skipped. What could not be
drafted on its day is tried again on the next.

The run's partition key is its day (`2026-01-05`), so that a back-fill names its days. Whoever starts a run by hand is given
the newest month that is over, or the one named as the parameter `period`.
"""

from __future__ import annotations

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, CronPartitionTimetable, Param

ZONE = pendulum.timezone("Asia/Shanghai")
WHERE = '--home "${TONGBAO_HOME:?}" --org "${TONGBAO_ORG:?}"'
# A schedule wants only what is due, whoever starts a run by hand the newest there is.
DUE = "{% if partition_key and not params.period %}--nothing-due-exit 99 {% endif %}"
# Which period that is, the office's own calendar tells, and only the warehouse has it.
DAY = "--as-of {{ partition_key or (dag_run.run_after.astimezone(dag.timezone) | ds) }}"
PERIOD = f"{{% if params.period %}}--period {{{{ params.period }}}}{{% else %}}{DAY}{{% endif %}}"

with DAG(
    "monthly_statistics",
    schedule=CronPartitionTimetable("0 8 * * *", timezone=ZONE, key_format="%Y-%m-%d"),
    start_date=pendulum.datetime(2025, 1, 1, tz=ZONE),
    catchup=False,
    max_active_runs=1,
    default_args={"pool": "warehouse_writer", "retries": 0, "skip_on_exit_code": 99},
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
    check = BashOperator(
        task_id="check", bash_command=f"tongbao check period {WHERE} --grain month {DUE}{PERIOD}"
    )
    report = BashOperator(task_id="report", bash_command=f"tongbao report month {WHERE} {DUE}{PERIOD}")
    check >> report
