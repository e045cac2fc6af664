"""What a model says of itself in SQL is what its documentation says: the first comment is the description."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

MODELS = Path(__file__).parents[2] / "dbt_project" / "models"


def first_comment(sql: str) -> str:
    """Return the comment a model begins with, behind its configuration at most."""
    said: list[str] = []
    for line in sql.splitlines():
        if line.startswith("--"):
            said.append(line.removeprefix("--").strip())
        elif said or not line.startswith("{{ config("):
            break
    return " ".join(said)


def drifted(described: dict[str, str], models: dict[str, str]) -> list[str]:
    """Return the models whose first comment is not their description, or that lack either."""
    return sorted(
        name
        for name in described.keys() | models.keys()
        if described.get(name, "") != first_comment(models.get(name, "")) or not described.get(name)
    )


def test_the_first_comment_of_a_model_is_its_description() -> None:
    written = (yaml.safe_load(path.read_text("utf-8")) for path in MODELS.rglob("*.yml"))
    described = {
        model["name"]: " ".join(model.get("description", "").split())
        for file in written
        for model in file.get("models", ())
    }
    models = {path.stem: path.read_text("utf-8") for path in MODELS.rglob("*.sql")}
    assert len(models) > 180
    assert drifted(described, models) == []


@pytest.mark.parametrize(
    ("description", "sql"),
    [
        ("One row per unit.", "-- One row per unit and day.\nselect 1\n"),
        ("One row per unit.", "select 1 -- One row per unit.\n"),
        ("", "select 1\n"),
    ],
)
def test_a_description_that_says_something_else_is_named(description: str, sql: str) -> None:
    assert drifted({"a": description, "b": "Of b."}, {"a": sql, "b": "{{ config() }}\n-- Of\n-- b.\nselect 1\n"}) == ["a"]
