"""The drafts of a period that ended: the statistics of a month, the circular of a quarter."""

from __future__ import annotations

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, CronPartitionTimetable, Param

ABOUT = """Draft the {draft} of the {grain} that ended, {days} days after its last day at eight in the morning.

Which morning that is, the office's own calendar tells: its months may end on the 25th, its quarters in February. So the
DAG asks every morning; one on which nothing is due, or what was due has been drafted, ends as skipped. What could not be
drafted on its day is tried again on the next.

The run's partition key is its day (`2026-01-05`), so that a back-fill names its days. Whoever starts a run by hand is given
the newest {grain} that is over, or the one named as the parameter `period`.
"""
ZONE = pendulum.timezone("Asia/Shanghai")
WHERE = '--home "${TONGBAO_HOME:?}" --org "${TONGBAO_ORG:?}"'
# A schedule wants only what is due, whoever starts a run by hand the newest there is.
DUE = "{% if partition_key and not params.period %}--nothing-due-exit 99 {% endif %}"
# Which period that is, the office's own calendar tells, and only the warehouse has it.
DAY = "--as-of {{ partition_key or (dag_run.run_after.astimezone(dag.timezone) | ds) }}"
PERIOD = f"{{% if params.period %}}--period {{{{ params.period }}}}{{% else %}}{DAY}{{% endif %}}"


def draft(dag_id: str, grain: str, about: str, period: Param) -> DAG:
    """Return the DAG that checks a period of a grain and reports it."""
    with DAG(
        dag_id,
        schedule=CronPartitionTimetable("0 8 * * *", timezone=ZONE, key_format="%Y-%m-%d"),
        start_date=pendulum.datetime(2025, 1, 1, tz=ZONE),
        catchup=False,
        max_active_runs=1,
        default_args={"pool": "warehouse_writer", "retries": 0, "skip_on_exit_code": 99},
        params={"period": period},
        doc_md=about,
        tags=["report", grain],
    ) as dag:
        check = BashOperator(
            task_id="check", bash_command=f"tongbao check period {WHERE} --grain {grain} {DUE}{PERIOD}"
        )
        report = BashOperator(task_id="report", bash_command=f"tongbao report {grain} {WHERE} {DUE}{PERIOD}")
        check >> report
    return dag


def period_of(pattern: str, title: str, example: str, newest: str) -> Param:
    """Declare the period that a run by hand may name."""
    about = f"手工运行时填写，如 {example}；空着就是最近一个完整的{newest}"
    return Param(None, type=["null", "string"], pattern=rf"^({pattern})?$", title=title, description=about)


monthly_statistics = draft(
    "monthly_statistics",
    "month",
    ABOUT.format(draft="statistics", grain="month", days="five"),
    period_of(r"\d{4}-(0[1-9]|1[0-2])", "月份", "2025-12", "月"),
)
quarterly_circular = draft(
    "quarterly_circular",
    "quarter",
    ABOUT.format(draft="circular", grain="quarter", days="ten"),
    period_of(r"\d{4}-Q[1-4]", "季度", "2025-Q4", "季度"),
)
