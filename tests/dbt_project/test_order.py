"""The models' folders stand in the order in which they run: no model refers to one of a later folder."""

from __future__ import annotations

import re
from pathlib import Path

from warehouse.building import PROJECT

MODELS = PROJECT / "models"
LAYERS = ("staging", "intermediate", "marts")


def backward(texts: dict[Path, str]) -> list[tuple[str, str]]:
    """Return each model, by its path below the models, with what it refers to in a later folder."""
    place = {path.stem: (LAYERS.index(path.parts[0]), *path.parts[1:-1]) for path in texts}
    return [
        (path.stem, name)
        for path, text in sorted(texts.items())
        for name in re.findall(r"\bref\('(\w+)'\)", text)
        if name in place and place[name] > place[path.stem]
    ]


def test_no_model_refers_to_one_of_a_later_folder():
    texts = {path.relative_to(MODELS): path.read_text(encoding="utf-8") for path in MODELS.rglob("*.sql")}
    assert len(texts) > 150
    assert len({path.parent for path in texts if path.parts[0] == "intermediate"}) == 12
    assert {len(path.parts) for path in texts if path.parts[0] == "intermediate"} == {3}
    assert backward(texts) == []


def test_a_reference_to_a_later_folder_is_seen():
    texts = {
        Path("intermediate/a_cells/int_one.sql"): "select 1 from {{ ref('int_two') }}, {{ ref('stg_one') }}",
        Path("intermediate/b_names/int_two.sql"): "select 1 from {{ ref('int_one') }}, {{ ref('fct_one') }}",
        Path("staging/stg_one.sql"): "select 1",
        Path("marts/fct_one.sql"): "select 1 from {{ ref('int_two') }}",
    }
    assert backward(texts) == [("int_one", "int_two"), ("int_two", "fct_one")]


def test_each_folder_says_what_goes_in_and_what_comes_out():
    models = {path.stem for path in MODELS.rglob("*.sql")}
    folders = sorted(path for path in (MODELS / "intermediate").iterdir() if path.is_dir())
    assert len(folders) == 12
    for folder in folders:
        page = (folder / "README.md").read_text(encoding="utf-8")
        named = set(re.findall(r"`((?:stg|int|dim|fct)_\w+[^_\W])`", page))
        assert named, folder
        assert named <= models, named - models
        assert "\nIn: " in page, folder
        assert "\nOut: " in page, folder
