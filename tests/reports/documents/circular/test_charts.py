"""Charts for Word have their labels, on any machine the same."""

import io
from dataclasses import replace

import docx
import pytest
from PIL import Image

from reports.change import change
from reports.documents.circular import charts, circular
from tests.reports.conftest import AS_OF, changed


def pixels(png):
    return Image.open(io.BytesIO(png)).convert("L")


def ink(png):
    """How many pixels are not white."""
    return sum(pixels(png).histogram()[:200])


def label(text):
    return {"data": {"values": [{"said": text}]}, "mark": {"type": "text", "fontSize": 40},
            "encoding": {"text": {"field": "said"}}, "width": 300, "height": 60}  # fmt: skip


def test_a_label_is_drawn_in_the_shipped_font():
    assert ink(charts.drawn(label("澜江县濛镕堃喆"))) > 2000


def test_a_font_that_is_not_there_would_leave_nothing(monkeypatch):
    monkeypatch.setitem(charts._CONFIG, "font", "No Such Font")
    assert ink(charts.drawn(label("澜江县"))) == 0


def test_what_the_font_lacks_is_printed_as_the_printers_mark():
    assert charts._drawable("澜㵽\U00020000河A1") == "澜〓〓河A1"
    assert ink(charts.drawn(label(charts._MISSING))) > 500


def test_the_names_of_the_units_are_on_the_chart(quarter):
    nameless = changed(quarter, "ranking", groups=tuple(
        replace(group, units=tuple(replace(line, unit_name=" ") for line in group.units)) for group in quarter.ranking.groups
    ))  # fmt: skip
    with_names, without = charts.ranking(quarter), charts.ranking(nameless)
    assert with_names
    assert without
    assert pixels(with_names).width > pixels(without).width + 100
    assert ink(with_names) > ink(without) + 3000


def test_the_months_of_the_year_are_drawn_and_one_alone_is_not(quarter):
    drawn = charts.months(quarter)
    assert drawn
    assert ink(drawn) > 5000
    assert charts.months(changed(quarter, "totals", months=quarter.totals.months[:1])) is None


def test_equal_tiers_do_not_hide_one_another(quarter):
    months = tuple(replace(month, by_tier=(4, 4, 4), total=12) for month in quarter.totals.months)
    equal = changed(quarter, "totals", months=months)
    seen = Image.open(io.BytesIO(charts.months(equal))).convert("RGB").getcolors(1 << 24)
    counts = {f"#{red:02x}{green:02x}{blue:02x}": count for count, (red, green, blue) in seen}
    shown = [counts.get(colour, 0) for colour in charts._COLOURS[:3]]
    assert min(shown) > 0.8 * max(shown) > 10_000


def test_a_month_that_is_not_known_has_no_bars_and_keeps_its_place(quarter):
    unknown = replace(quarter.totals.months[1], by_tier=(None,) * 3, total=None)
    with_gap = changed(quarter, "totals", months=(quarter.totals.months[0], unknown, quarter.totals.months[2]))
    assert charts._month(with_gap, unknown) == "2月（缺）"
    both = [pixels(charts.months(each)) for each in (with_gap, quarter)]
    assert both[0].width == pytest.approx(both[1].width, abs=30)
    assert ink(charts.months(with_gap)) < ink(charts.months(quarter))


def test_a_figure_stands_at_the_end_of_its_own_bar(quarter):
    line = quarter.ranking.ranked[0]
    bigger = replace(line, year_ago=change(line.points, line.points * 4, 1))
    group = replace(quarter.ranking.groups[0], units=(bigger,))
    bars, _, said = charts._panel(group, "得分", 175, "上年同期")["layer"]
    assert said["mark"]["align"] == "left"
    assert said["encoding"]["x"] == bars["encoding"]["x"]


def test_nobody_ranked_is_no_chart(nothing_at_all):
    assert charts.ranking(nothing_at_all) is None
    assert charts.ranking(changed(nothing_at_all, "ranking", groups=())) is None


def test_the_same_value_gives_the_same_bytes(quarter):
    assert charts.ranking(quarter) == charts.ranking(quarter)
    assert charts.months(quarter) == charts.months(quarter)


def test_a_chart_fetches_nothing():
    with pytest.raises(ValueError, match="not allowed"):
        charts.drawn(label("x") | {"data": {"url": "http://127.0.0.1:9/data.json"}})


@pytest.mark.parametrize(("edition", "count"), [("quarter", 2), ("nothing_at_all", 1)])
def test_the_circular_shows_them_in_annex_1(edition, count, request, wording):
    content = circular.render(request.getfixturevalue(edition), wording, AS_OF)
    shapes = docx.Document(io.BytesIO(content)).inline_shapes
    assert len(shapes) == count
    assert all(150 <= shape.width.mm < 151 for shape in shapes)
    assert all(shape.height.mm < 215 for shape in shapes)
