"""The models' `unit_tests` in their yml, run on what is compiled: dbt compiles every model anew for each.

A model's inputs are put in the place of the tables it reads: rows with the columns and types that these have in a
warehouse, queries as they stand. What is expected has the types of what is found, and the columns of its first row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import duckdb
from dbt.artifacts.resources.types import NodeType
from dbt.contracts.graph.manifest import Manifest
from dbt.contracts.graph.nodes import ModelNode, SeedNode, SourceDefinition, UnitTestDefinition

_INPUT = re.compile(r"(ref|source)\((.+)\)")


def unlike(connection: duckdb.DuckDBPyConnection, manifest: Manifest, example: UnitTestDefinition) -> list[tuple[object, ...]]:
    """Return the rows that the model gives and the example does not expect, marked +, and those it lacks, marked -."""
    model = manifest.nodes[f"{NodeType.Model.value}.{example.package_name}.{example.model}"]
    assert isinstance(model, ModelNode)
    assert not example.overrides, "what would be compiled otherwise"
    statement, given = model.compiled_code or "", set()
    for number, each in enumerate(example.given):
        read = _relation(manifest, example.package_name, each.input)
        assert read.relation_name in statement, f"{example.name}: {example.model} does not read {each.input}"
        rows = _selected(each.rows or [], _types(connection, f"from {read.relation_name}"))
        connection.execute(f"create or replace temp table given_{number} as {rows}")
        statement = statement.replace(read.relation_name, f"given_{number}")
        given.add(read.unique_id)
    assert given == set(model.depends_on.nodes), f"{example.name}: {set(model.depends_on.nodes) ^ given}"
    connection.execute(f"create or replace temp table found as {statement}")
    expected = _selected(example.expect.rows or [], _types(connection, "from found"), example.expect.rows)
    columns = ", ".join(f'"{name}"' for name in _types(connection, expected))
    return connection.execute(
        f"with expected as ({expected}) (select '+', {columns} from found except all select '+', {columns} from expected) "
        f"union all (select '-', {columns} from expected except all select '-', {columns} from found)"
    ).fetchall()


def _relation(manifest: Manifest, package: str, written: str) -> ModelNode | SeedNode | SourceDefinition:
    found = _INPUT.fullmatch(written.strip())
    assert found
    names = re.findall(r"'([^']+)'", found[2])
    if found[1] == "source":
        return manifest.sources[".".join(("source", package, *names))]
    kinds = (NodeType.Model, NodeType.Seed)
    (node,) = (each for kind in kinds if (each := manifest.nodes.get(f"{kind.value}.{package}.{names[-1]}")))
    assert isinstance(node, ModelNode | SeedNode)
    return node


def _types(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, str]:
    return {name: kind for name, kind, *_ in connection.execute(f"describe {query}").fetchall()}


def _selected(
    rows: str | Sequence[Mapping[str, object]], types: Mapping[str, str], named: object = None
) -> str:
    """Return a query of written rows: as the types say, or of the columns alone that the first row names."""
    if isinstance(rows, str):
        return rows
    assert all(row.keys() <= types.keys() for row in rows), set().union(*rows) - types.keys()
    assert not named or all(row.keys() == rows[0].keys() for row in rows), "a column that not all rows name"
    columns = list(rows[0]) if named else list(types)
    if not rows:
        return "select " + ", ".join(f'null::{types[name]} as "{name}"' for name in columns) + " where false"
    return " union all ".join(
        "select " + ", ".join(f'cast({_literal(row.get(name))} as {types[name]}) as "{name}"' for name in columns)
        for row in rows
    )


def _literal(value: object) -> str:
    if value is None:
        return "null"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
