"""The three documents draw the same tables and print the same sentences; what none has a place for is refused."""

from dataclasses import replace

import pytest

from reports import value
from reports.documents import said, tables
from reports.saying.figures_table import REST, Column, Table, everywhere
from reports.saying.phrases import Shortened
from reports.subject import Sentence


def with_totals(monkeypatch, **answers):
    """Let the first subject answer otherwise."""
    first, *rest = value.SUBJECTS
    monkeypatch.setattr(value, "SUBJECTS", (replace(first, **answers), *rest))


def test_a_table_that_no_document_has_a_place_for_is_refused(whole, monkeypatch):
    new = Table("新表", "新表", (everywhere("单位", "text", REST),), [("鹤汀",)])
    with_totals(monkeypatch, tables=lambda _totals, _told: iter([new]))
    with pytest.raises(TypeError, match="nobody placed the tables 新表"):
        tables.by_name(whole)


def test_a_sentence_that_no_document_has_a_place_for_is_refused(whole, monkeypatch):
    new = Sentence("数据说明", "新说明", "鹤汀县委组织部未完成。")
    with_totals(monkeypatch, sentences=lambda _totals, _told: iter([new]))
    with pytest.raises(TypeError, match="数据说明: nobody placed 新说明"):
        said.notes(whole)


def test_one_lead_of_two_subjects_is_one_paragraph(quarter):
    everything = said.Sentences(quarter, Shortened(None))
    parts = [text for lead, text in everything.in_order("总体情况") if lead == "稿件情况"]
    leads = tuple(dict.fromkeys(lead for lead, _ in everything.in_order("总体情况")))
    assert len(parts) == 2
    assert dict(everything.placed("总体情况", leads))["稿件情况"] == "".join(parts)


def test_what_stands_beside_the_ranking_has_the_same_columns_in_all_three(whole):
    found = tables.by_name(whole)
    beside = [each for name in tables.BESIDE for each in found.get(name, ())]
    assert len(beside) > 10
    for each in beside:
        assert each.in_sheet().heads == each.on_page().heads == each.heads
        assert each.on_paper().heads == (() if each.is_told else each.heads)


def test_of_a_list_each_document_draws_its_own_columns_of_the_same_rows(whole):
    [adoptions] = tables.by_name(whole)["采用明细"]
    drawn = (adoptions.on_paper(), adoptions.in_sheet(), adoptions.on_page())
    assert [(len(each.columns), len(each.rows)) for each in drawn] == [(6, 12), (14, 12), (8, 12)]
    assert drawn[0].heads == ("序号", "刊物媒体", "标题", "单位", "日期", "得分")
    assert sum(drawn[0].paper_widths(156.0)) == 156


def test_what_is_lacking_is_marked_by_its_column():
    short, wanted, count = (Column("数", form) for form in ("short", "wanted", "count"))
    assert [[each.lacks(cell) for cell in (2, 0, None)] for each in (short, wanted, count)] == [
        [True, False, False], [False, True, True], [False, False, False],
    ]  # fmt: skip
    assert [short.text(cell) for cell in (2, 0, None)] == ["欠2", "完成", "—"]
