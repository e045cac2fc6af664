"""A mistake in circular.toml is told by key, value and way out."""

import pytest

from reports.saying.wording import Wording
from tests.reports.conftest import SAMPLE
from warehouse.errors import DataError


def load(tmp_path, old, new):
    text = (SAMPLE / "circular.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "circular.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return Wording.load(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("objection_days = 5", "objection_days = 0", "objection_days"),
        ("objection_days = 5", "objecton_days = 5", "objec"),
        ("{period}全市组工信息采用情况的统计", "{perod}的统计", "{period}"),
        ("{number}号", "{nummer}号", "{number}"),
        ('red_head = "', "red_head = ", "格式有误"),
        ("top = 5", "top = 0", "display.top"),
        ('bands = [["第一档", 30], ["第二档", 40], ["第三档", 30]]', "bands = []", "display.bands"),
        ("[grains_of_group]", '[grains_of_group]\n"县" = ["weekly"]', "grains_of_group.县"),
        ("# [assessment]\n# full = 100\n# share = 5", "[assessment]\nshare = 0", "assessment.share"),
        ('kai = "楷体_GB2312"', 'kaiti = "楷体_GB2312"', "fonts.kaiti"),
    ],
)
def test_a_mistake_names_its_key_or_its_choices(tmp_path, old, new, said):
    with pytest.raises(DataError) as error:
        load(tmp_path, old, new)
    assert said in error.value.zh
    assert "circular.toml" in error.value.zh


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match="missing file"):
        Wording.load(tmp_path / "circular.toml")


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "circular.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (SAMPLE / "circular.toml").read_bytes())
    assert Wording.load(path).objection_days == 5
