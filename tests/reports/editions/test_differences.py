"""A figure that is another one is told from words, columns and rows that are."""

from __future__ import annotations

import pytest

from reports.editions.contents import Clause, NotADocumentError, lines
from reports.editions.differences import figures

NAMES = {"甲县", "甲县委组织部", "乙县", "省"}


def table(*rows: tuple[str, ...]) -> list[Clause]:
    return [Clause("排名", row) for row in rows]


WAS = table(("名次", "单位", "层级", "得分"), ("1", "甲县", "省", "12"), ("2", "乙县", "市", "—"), ("共采用3篇次，",))


@pytest.mark.parametrize(
    "now",
    [
        WAS,
        table(("位次", "单位", "层级", "分数"), ("1", "甲县", "省", "12"), ("2", "乙县", "市", "无"), ("合计3篇次，",)),
        table(("名次", "单位", "层级", "篇次", "得分"), ("1", "甲县", "省", "4", "12"), ("2", "乙县", "市", "0", "无"),
              ("共采用3篇次，",)),
        [WAS[0], WAS[2], WAS[1], *table(("说明", "按新办法计分9"),), WAS[3]],
    ],
    ids=["nothing", "words", "a_column_more", "rows_moved_and_added"],
)  # fmt: skip
def test_another_layout_is_no_other_figure(now: list[Clause]) -> None:
    assert figures(WAS, now, NAMES) == []


@pytest.mark.parametrize(
    ("forged", "where", "was", "now"),
    [
        ((1, ("1", "甲县", "省", "99")), "排名 甲县", "99", "12"),
        ((1, ("1", "申县", "省", "12")), "排名 申县", "申县", "甲县"),
        ((1, ("1", "甲县", "市", "12")), "排名 甲县", "市", "省"),
        ((2, ("2", "乙县", "市", "5")), "排名 乙县", "5", "—"),
        ((3, ("共采用8篇次，",)), "排名", "共采用8篇次，", "共采用3篇次，"),
    ],
)
@pytest.mark.parametrize("wider", [False, True], ids=["same_layout", "a_column_more"])
def test_a_forged_value_is_named_with_its_row(
    forged: tuple[int, tuple[str, ...]], where: str, was: str, now: str, wider: bool
) -> None:
    at, cells = forged
    issued = [*WAS[:at], Clause("排名", cells), *WAS[at + 1 :]]
    made = [Clause(one.place, (*one.cells, "新栏")) if wider and len(one.cells) > 1 else one for one in WAS]
    [found] = figures(issued, made, NAMES)
    assert (found.where, found.was) == (where, was)
    assert found.now.startswith(now)


def test_a_row_that_nothing_gives_is_a_forged_one() -> None:
    [found] = figures([*WAS, *table(("3", "甲县", "省", "7"))], WAS, NAMES)
    assert (found.where, found.was, found.now) == ("排名 甲县", "3 甲县 省 7", "")
    assert figures([*WAS, WAS[1]], WAS, NAMES) != []


def test_what_a_page_draws_is_read_too() -> None:
    table = "<table><tr><td>甲县</td><td>12</td></tr></table>"
    page = f'<p>共3篇。</p>{table}<script type="application/json">{{"a": [1, 2, {{"b": 3}}]}}</script>'
    found = {line.cells for line in lines("x.html", page.encode())}
    assert found == {("共3篇。",), ("甲县", "12"), ("1", "2"), ("b=3",)}


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.json"])
def test_bytes_that_are_no_document_are_said_to_be_none(name: str) -> None:
    with pytest.raises(NotADocumentError):
        lines(name, b"\x00nothing")
