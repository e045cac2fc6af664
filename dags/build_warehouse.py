"""Build, check and promote the warehouse whenever deliveries have landed.

A build that fails a check changes nothing: analysts and reports keep the file they have. It is not tried
again, for the same deliveries would fail in the same way.
"""

from __future__ import annotations

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, Asset

with DAG(
    "build_warehouse",
    schedule=[Asset("tongbao://landed")],
    start_date=pendulum.datetime(2025, 1, 1, tz="Asia/Shanghai"),
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["warehouse"],
) as dag:
    BashOperator(
        task_id="build",
        bash_command='tongbao build --home "${TONGBAO_HOME:?}" --org "${TONGBAO_ORG:?}"',
        outlets=[Asset("tongbao://warehouse")],
        pool="warehouse_writer",
        retries=0,
    )
