"""The circular's sentences say what the figures say, and nothing when there is nothing to say."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from reports import narrative, plain
from reports.parts import Notes
from warehouse.errors import DataError


def text_of(report, wording):
    return "\n".join(paragraph.lead + paragraph.text for paragraph in narrative.body(report, wording))


def values_in(thing):
    """Every figure and every text anywhere in a value."""
    if isinstance(thing, Decimal | int | str | date):
        yield thing
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from values_in(getattr(thing, each.name))
    elif isinstance(thing, tuple):
        yield len(thing)
        for each in thing:
            yield from values_in(each)


@pytest.mark.parametrize("which", ["quarter", "month", "first_year", "nothing_at_all"])
def test_each_number_in_the_prose_is_in_the_value(which, request, wording):
    report = request.getfixturevalue(which)
    text = text_of(report, wording.model_copy(update={"closing": ("无。",)}))
    known = list(values_in(report))
    figures = {plain.number(abs(value)) for value in known if isinstance(value, Decimal | int)}
    figures |= {
        str(part)
        for value in known
        if isinstance(value, date)
        for part in (value.year, value.month, value.day)
    }
    # Derived from tuples of lines: places gained, topics touched, kinds of units.
    figures |= {str(abs(line.place_change or 0)) for line in report.lines}
    figures |= {str(abs(line.year_ago_place_change or 0)) for line in report.lines}
    figures |= {str(sum(bool(topic.piece_count) for topic in report.topics))}
    for name in sorted((value for value in known if isinstance(value, str) and value), key=len, reverse=True):
        if not name.isdigit():
            text = text.replace(name, "")
    printed = [
        plain.number(Decimal(number)) for number in re.findall(r"\d+(?:\.\d+)?", text.replace("附件1", ""))
    ]
    assert len(printed) > 3
    assert set(printed) <= figures


def test_the_opening_counts_everything_against_last_year_and_the_quarter_before(quarter, wording):
    assert text_of(quarter, wording).splitlines()[0] == (
        "2025年第一季度，全市组织系统被各级刊物媒体采用信息12篇次，比上年同期增加8篇次，是上年同期的3倍；"
        "比上季度增加10篇次，是上季度的6倍。其中，中央级3篇次、省级3篇次、市级6篇次。现将有关情况通报如下。"
    )


def test_equal_points_are_printed_side_by_side(quarter, wording):
    assert "第2位岚溪县委组织部、桐屏县委组织部（并列，均为30分）" in text_of(quarter, wording)


def test_units_short_and_units_with_nothing_are_named(quarter, wording):
    text = text_of(quarter, wording)
    assert "岚溪县委组织部（省级以上媒体任务3篇，完成2篇，欠1篇）" in text
    assert "没有信息被采用的单位有1个：鹤汀县委组织部。" in text


def test_without_a_last_year_nothing_is_compared_with_it(first_year, wording):
    text = text_of(first_year, wording)
    assert "被各级刊物媒体采用信息12篇次。其中" in text
    assert "上年同期" not in text
    assert "None" not in text


def test_headings_are_numbered_without_gaps(nothing_at_all, wording):
    headings = [each.text for each in narrative.body(nothing_at_all, wording) if each.is_heading]
    assert headings == ["一、排名情况", "二、任务完成情况", "三、存在问题", "四、下步工作"]
    assert "没有信息被各级刊物媒体采用" in text_of(nothing_at_all, wording)


def test_a_decline_is_called_one(quarter, wording):
    fallen = replace(quarter.totals.adoptions, year_ago=None, previous=narrative_change(12, 30))
    report = replace(quarter, totals=replace(quarter.totals, adoptions=fallen))
    assert "采用信息12篇次，比上季度减少18篇次，下降60.0%。" in text_of(report, wording)


def narrative_change(now, base):
    from reports.parts import change

    return change(now, base, 1)


def test_a_long_list_of_names_is_cut_before_the_body_grows_too_long(quarter, wording):
    many = replace(quarter, nothing=tuple(f"第{number}单位" for number in range(40)))
    whole = len(text_of(many, wording))
    cut = text_of(many, wording.model_copy(update={"length_limit": whole - 50}))
    assert "等40个单位（其余见附件1）" in cut
    assert "等40个单位" not in text_of(many, wording)


def test_a_body_that_cannot_be_cut_is_refused_with_both_lengths(quarter, wording):
    with pytest.raises(DataError, match="length_limit 100"):
        narrative.body(quarter, wording.model_copy(update={"length_limit": 100}))


def test_records_not_counted_are_told_with_their_reasons(quarter, wording):
    assert "有4条登记记录未能计入，主要原因：报送单位不在单位名单中（2条）" in text_of(quarter, wording)
    clean = replace(quarter.notes, outcomes=replace(quarter.notes.outcomes, rejected=0))
    assert isinstance(clean, Notes)
    assert "条登记记录" not in text_of(replace(quarter, notes=clean), wording)


@pytest.mark.parametrize(
    ("value", "printed"),
    [("489.4000", "489.4"), ("60.0000", "60"), ("0.0000", "0"), ("0.5", "0.5"), ("100", "100")],
)
def test_points_are_printed_without_a_tail_of_zeros(value, printed):
    assert plain.number(Decimal(value)) == printed
