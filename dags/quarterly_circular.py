"""Draft the circular of the quarter that ended, on the 10th of the month after it at eight in the morning.

The run's partition key is its day (`2026-01-10`): the newest quarter that was over by then is reported on, so that a
back-fill names its days. Whoever starts a run by hand may give the quarter as the parameter `period`.
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
    "quarterly_circular",
    schedule=CronPartitionTimetable("0 8 10 1,4,7,10 *", timezone=ZONE, key_format="%Y-%m-%d"),
    start_date=pendulum.datetime(2025, 1, 1, tz=ZONE),
    catchup=False,
    max_active_runs=1,
    default_args={"pool": "warehouse_writer", "retries": 0},
    params={
        "period": Param(
            None,
            type=["null", "string"],
            pattern=r"^(\d{4}-Q[1-4])?$",
            title="季度",
            description="手工运行时填写，如 2025-Q4；空着就是最近一个完整的季度",
        )
    },
    doc_md=__doc__,
    tags=["report", "quarter"],
) as dag:
    check = BashOperator(task_id="check", bash_command=f"tongbao check period {WHERE} --grain quarter {PERIOD}")
    report = BashOperator(task_id="report", bash_command=f"tongbao report quarter {WHERE} {PERIOD}")
    check >> report
