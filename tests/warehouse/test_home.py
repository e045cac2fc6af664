"""The home folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.database import read_only
from warehouse.errors import BrokenError, DataError
from warehouse.files import replace_folder
from warehouse.home import Home


@pytest.mark.parametrize("name", ["资料[1]", "2025年,资料", "张's", "{甲}", "资料*", "什么?", "甲\\乙", "1#楼"])
def test_a_home_that_a_query_would_not_take_as_a_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError) as caught:
        Home(tmp_path / name).prepare()
    assert "请换一个不带这些符号的位置" in caught.value.zh


def test_one_writer_at_a_time_and_scratch_of_a_killed_one_is_thrown_away(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.prepare()
    (home.tmp / "left" / "behind").mkdir(parents=True)
    (home.tmp / "half.duckdb").write_bytes(b"half")
    with home.writing():
        assert list(home.tmp.iterdir()) == []
        with pytest.raises(DataError, match="another tongbao command"), home.writing():
            pass
    with home.writing():
        pass


def test_a_warehouse_that_is_damaged_is_broken_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(b"not a database")
    with pytest.raises(BrokenError) as caught, read_only(path):
        pass
    assert "tongbao build" in caught.value.zh


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    for text in ("old", "new"):
        draft = tmp_path / "draft"
        draft.mkdir()
        (draft / text).write_text(text, encoding="utf-8")
        replace_folder(draft, tmp_path / "folder")
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["new"]
    assert not (tmp_path / "draft.old").exists()
