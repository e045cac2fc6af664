"""Runs the checks of one suite with Great Expectations on frames read from DuckDB.

Frames are handed over ready-made because GX cannot be trusted to query DuckDB itself. In a frame a decimal
has become a float: good enough to hold against a limit, never to be printed as somebody's score.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import isnan
from typing import Any, Literal, SupportsFloat

import duckdb
import great_expectations as gx
import pandas as pd
from great_expectations.core import ExpectationValidationResult
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.datasource.fluent.interfaces import Batch

from expectations.check import Check, Suite
from expectations.outcome import Finding, Outcome

Params = Mapping[str, object]
Verdict = Literal["held", "violated", "crashed"]

_OFFENDERS_SHOWN = 3


def judge(connection: duckdb.DuckDBPyConnection, suite: Suite, params: Params) -> Outcome:
    """Run every check of the suite and sort it by what became of it."""
    batches = _batches(connection, suite, params)
    failing = [_judge_one(batches[check.frame], check, suite.if_empty) for check in suite.fail]
    warning = [_judge_one(batches[check.frame], check, suite.if_empty) for check in suite.warn]
    return Outcome(
        held=_those("held", failing + warning),
        violated=_those("violated", failing),
        crashed=_those("crashed", failing + warning),
        warned=_those("violated", warning),
    )


def _those(wanted: Verdict, judged: list[tuple[Verdict, Finding]]) -> tuple[Finding, ...]:
    return tuple(finding for verdict, finding in judged if verdict == wanted)


def _batches(connection: duckdb.DuckDBPyConnection, suite: Suite, params: Params) -> dict[str, Batch | str]:
    """Read each frame once; a query that fails yields the reason why its checks crashed."""
    batches: dict[str, Batch | str] = {}
    for name, query in suite.queries.items():
        # DuckDB refuses a parameter that the statement does not mention.
        wanted = {key: value for key, value in params.items() if f"${key}" in query}
        try:
            frame = connection.execute(query, wanted).df()
        except duckdb.Error as error:
            batches[name] = str(error)
            continue
        batches[name] = _whole_frame().get_batch(batch_parameters={"dataframe": frame})
    return batches


@cache
def _whole_frame() -> BatchDefinition[Any]:
    """Make what takes any frame for a batch, once: GX writes its configuration down anew for each."""
    context = gx.get_context(mode="ephemeral", project_config=_config())
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole")


def _config() -> DataContextConfig:
    """Nothing kept, nothing sent, nothing drawn on the terminal."""
    return DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False),
    )


def _judge_one(batch: Batch | str, check: Check, if_empty: str) -> tuple[Verdict, Finding]:
    if isinstance(batch, str):
        return "crashed", _crash(check, batch)
    result_format: dict[str, Any] = {"result_format": "SUMMARY"}
    if check.named_by:
        result_format["unexpected_index_column_names"] = list(check.named_by)
    result = batch.validate(check.expectation, result_format=result_format)
    if reason := _raised(result):
        return "crashed", _crash(check, reason)
    if _saw_nothing(result):
        zh = f"没有可查的数据，无法判断“{check.claim}”。{if_empty}"
        return "violated", Finding(check.name, zh, f"{check.claim_en}: nothing to look at")
    if result.success:
        return "held", Finding(check.name, check.claim, check.claim_en)
    found = _found(result, check)
    zh = check.problem.format(found=found, limit=check.limit)
    return "violated", Finding(check.name, zh, f"{check.claim_en}: found {found}, limit {check.limit}")


def _crash(check: Check, reason: str) -> Finding:
    first_line = reason.strip().partition("\n")[0]
    zh = f"检查“{check.claim}”时程序出错，不是数据的问题。请把这一行转给维护人员：{first_line}"
    return Finding(check.name, zh, f"{check.claim_en}: the check crashed: {first_line}")


def _raised(result: ExpectationValidationResult) -> str | None:
    """Return why the expectation crashed: GX says so directly, or once per metric it could not compute."""
    info = result.exception_info or {}
    for part in (info, *info.values()):
        if isinstance(part, Mapping) and part.get("raised_exception"):
            return str(part.get("exception_message") or "no message")
    return None


def _saw_nothing(result: ExpectationValidationResult) -> bool:
    """Tell whether no value was looked at; GX calls many expectations on an empty column successful."""
    facts = result.result
    if "element_count" in facts:
        return bool(facts["element_count"] == facts.get("missing_count", 0))
    return _is_blank(facts.get("observed_value"))


def _found(result: ExpectationValidationResult, check: Check) -> str:
    facts = result.result
    if "element_count" not in facts:
        return _number(facts["observed_value"]) + check.measure
    if not check.named_by:
        return f"{facts['unexpected_percent']:.4g}%"
    first = facts["partial_unexpected_index_list"][:_OFFENDERS_SHOWN]
    more = f" 等 {facts['unexpected_count']} 处" if facts["unexpected_count"] > len(first) else ""
    return "、".join(_offender(row, check) for row in first) + more


def _offender(row: Mapping[str, Any], check: Check) -> str:
    name = " ".join(str(row[key]) for key in check.named_by)
    value = next(value for key, value in row.items() if key not in check.named_by)
    return name if _is_blank(value) else f"{name}（{_number(value)}{check.measure}）"


def _is_blank(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and isnan(value))


def _number(value: SupportsFloat) -> str:
    """Write a number as a clerk would, whatever numpy type it came in."""
    return f"{round(float(value), 2):.10g}"
