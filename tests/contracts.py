"""Tables of the marts as their contracts promise them, for warehouses that tests fill by hand."""

from __future__ import annotations

from functools import cache

import duckdb
import yaml

from warehouse.building import PROJECT

MARTS = PROJECT / "models" / "marts"


def create_marts(con: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Create marts without rows: what a contract has no column for, a test cannot put there."""
    con.execute("create schema if not exists marts")
    for name in names:
        con.execute(statement(name))


@cache
def statement(name: str) -> str:
    """Return what creates a mart: columns in the order of the contract, with their types, its checks and what may not be null."""
    (model,) = yaml.safe_load((MARTS / f"{name}.yml").read_text(encoding="utf-8"))["models"]
    columns = ", ".join(
        " ".join((f'"{column["name"]}"', column["data_type"], *map(_constraint, column.get("constraints", ()))))
        for column in model["columns"]
    )
    return f"create table marts.{name} ({columns})"


def _constraint(said: dict[str, str]) -> str:
    return "not null" if said["type"] == "not_null" else f"check ({said['expression']})"
