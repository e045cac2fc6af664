from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ingest import records
from ingest.landing import land, refresh
from ingest.layouts import Layouts

DAY = date(2025, 4, 3)
CSV = "单位,稿子叫什么,采用刊物,刊发日期\n云岭县,甲,澜江日报,3月5日\n".encode()


@pytest.fixture
def delivery(inbox, home, layouts) -> Path:
    """Return the folder of a register whose header nobody knows yet."""
    (inbox / "a.csv").write_bytes(CSV)
    (inbox / "b.csv").write_bytes(CSV)
    first, second = land([inbox], home, layouts, DAY)
    assert (first.problem_code, second.status) == ("no_header", "again")
    return home.raw / first.delivery_id


@pytest.fixture
def taught(office, delivery) -> Layouts:
    """Teach the office the header."""
    (office / "headers.csv").write_text("header,column\n稿子叫什么,article_title\n", encoding="utf-8")
    return Layouts.load(office)


def titles(folder: Path) -> list[str | None]:
    rows = records.read(folder / "records.parquet").to_pylist()
    return [row["article_title"] for row in rows if row["row_role"] == "record"]


def test_nothing_is_read_again_while_layouts_stay(home, layouts, delivery):
    before = (delivery / "records.parquet").stat().st_mtime_ns
    assert refresh(home, layouts) == ()
    assert (delivery / "records.parquet").stat().st_mtime_ns == before


def test_a_new_header_word_takes_effect_on_what_has_landed(home, delivery, taught):
    (one,) = refresh(home, taught)
    assert (one.file_name, one.status, one.problem_code, one.record_count) == ("a.csv", "known", None, 1)
    assert titles(delivery) == ["甲"]
    told = json.loads((delivery / "delivery.json").read_bytes())
    assert (told["received_on"], told["reader"]) == ("2025-04-03", f"delimited@4+{taught.fingerprint}")
    assert (delivery / "original.csv").read_bytes() == CSV
    assert len(list((delivery / "again").iterdir())) == 1
    assert refresh(home, taught) == ()


def test_a_new_reader_version_reads_again(home, layouts, delivery, monkeypatch):
    monkeypatch.setattr("ingest.registry._KINDS", ("kinds", 2))
    assert refresh(home, layouts) == ()
    stored = json.loads((delivery / "delivery.json").read_bytes())
    stored["reader"] = "kinds@1+" + layouts.fingerprint
    (delivery / "delivery.json").write_text(json.dumps(stored), encoding="utf-8")
    assert [one.file_name for one in refresh(home, layouts)] == ["a.csv"]


@pytest.mark.parametrize("survived", [0, 1])
def test_a_refresh_killed_half_way_is_completed_by_the_next(home, delivery, taught, monkeypatch, survived):
    real, done = Path.replace, []

    def replace(path: Path, target: Path) -> Path:
        if len(done) == survived:
            raise KeyboardInterrupt
        done.append(target)
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", replace)
        with pytest.raises(KeyboardInterrupt):
            refresh(home, taught)
    assert (delivery / "original.csv").read_bytes() == CSV
    assert [one.problem_code for one in refresh(home, taught)] == [None]
    assert titles(delivery) == ["甲"]
    assert list(home.tmp.iterdir()) == []
