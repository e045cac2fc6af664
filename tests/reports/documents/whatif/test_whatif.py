"""The what-if page needs nothing but itself, and runs nothing."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from reports.documents.whatif import whatif
from reports.subjects.whatif.comparison import compare
from tests.reports.documents.page.test_page import Seen
from tests.reports.subjects.whatif.test_comparison import line, standing


@pytest.fixture(scope="module")
def text() -> str:
    known = {"groups": {"甲": "县", "乙": "县", "丙": "区"}, "units": ["甲", "乙", "丙"]}
    before = standing(
        "1",
        tuple(line(*one, version="1") for one in (("甲", "1", 6), ("乙", "2", 5), ("丙", "3", 1))),
        **known,
    )
    after = standing(
        "2",
        tuple(line(*one, version="2") for one in (("甲", "1", 6), ("乙", "2", 8), ("丙", "3", 1))),
        **known,
    )
    return whatif.render(
        compare(before, after), ["同分：甲 → 乙", "<b>粗</b>"], "试算 <1>", "某办公室"
    ).decode()


def test_nothing_outside_is_referred_to_and_nothing_runs(text: str) -> None:
    seen = Seen(text)
    assert seen.references == []
    assert {"script", "link", "img", "iframe", "form"} & set(seen.tags) == set()
    assert re.findall(r"@import|url\(|style=|onclick", text) == []
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        seen.policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_both_rankings_stand_side_by_side_for_each_group(text: str) -> None:
    assert re.findall(r"<h2>(.*?)</h2>", text) == ["条款的变化", "县组名次", "区组名次", "变化从哪里来"]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr[^>]*>(.*?)</tr>", text)]
    assert rows[1:3] == [["1", "甲县", "6"], ["2", "乙县", "5"]]
    assert rows[4:6] == [["1", "乙县", "8", "↑1", "+3"], ["2", "甲县", "6", "↓1", "0"]]


def test_what_is_delivered_is_only_text(text: str) -> None:
    assert "<b>粗</b>" not in text
    assert "试算 &lt;1&gt;" in text


def test_the_moves_are_explained(text: str) -> None:
    assert "得分 5 → 8（+3），名次 2 → 1" in text
    assert "《稿2》 某报 2025-03-01" in text
    assert "被 乙县（+3） 超过" in text
