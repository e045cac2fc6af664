"""What an office does not show is in no common document: not in a cell, a chart, a list or a line of the score."""

import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from unittest.mock import patch

import pytest

from reports import display
from reports.documents.circular import charts, circular, narrative
from reports.documents.page import page
from reports.documents.workbook import workbook
from reports.saying.wording import Display, Wording
from tests.reports.conftest import AS_OF, SAMPLE, build, changed
from warehouse.errors import DataError

# Points of the second and lower places that stand nowhere else: no count, day or width of a column.
HIDDEN_POINTS = ("8765.25", "8764.25", "8763.25")
SHOWN_POINTS = "8766.25"


@pytest.fixture(scope="module")
def report(whole):
    """The first group with points that can be told from every other number."""
    county, section = whole.ranking.groups
    points = {"X1": "8766.25", "X2": "8765.25", "X3": "8764.25", "X5": "8763.25"}
    lines = tuple(
        replace(
            line,
            points=Decimal(points.get(line.unit_code, 0)),
            cumulative_points=Decimal(points.get(line.unit_code, 0)),
            place=place,
            is_tied=False,
        )
        for place, line in enumerate(county.units, start=1)
    )
    names = {line.unit_name: line.points for line in lines}
    ranked = changed(whole, "ranking", groups=(replace(county, units=lines, points=Decimal("35058.99")), section))
    elected = changed(
        ranked, "elections",
        candidates=tuple(replace(each, points=Decimal("8765.25")) for each in whole.elections.candidates),
    )  # fmt: skip
    return changed(
        elected,
        "pieces",
        adoptions=tuple(
            replace(each, points=names.get(each.unit_name, each.points)) for each in whole.pieces.adoptions
        ),
        front_pages=tuple(replace(each, points=names.get(each.unit_name)) for each in whole.pieces.front_pages),
        best=tuple(replace(each, points=names.get(each.unit_name, each.points)) for each in whole.pieces.best),
        score_lines=tuple(
            replace(
                each,
                points=names.get(each.unit_name, each.points),
                explanation=f"{names.get(each.unit_name, each.points)} 分",
            )
            for each in whole.pieces.score_lines
        ),
    )


def written(report, wording, mode, **more):
    """Every common document as the text of all its members."""
    common = display.shown(report, Display(mode=mode, **more))
    with patch.object(charts, "drawn", wraps=charts.drawn) as drawn:
        documents = {
            "docx": circular.render(common, wording, AS_OF),
            "xlsx": workbook.render(common, wording, "统计"),
            "html": page.render(common, "统计"),
        }
    texts = {kind: _text(content) for kind, content in documents.items()}
    # A picture says what it was drawn from.
    texts["docx"] += "".join(json.dumps(call.args[0], ensure_ascii=False) for call in drawn.call_args_list)
    return texts


def _text(content):
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as members:
        names = [name for name in members.namelist() if not name.endswith(".png")]
        return "\n".join(members.read(name).decode() for name in names)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_a_full_ranking_shows_all_of_them(report, wording, kind):
    text = written(report, wording, "full")[kind]
    assert all(points in text for points in (SHOWN_POINTS, *HIDDEN_POINTS))


@pytest.mark.parametrize(
    ("mode", "more", "hidden"),
    [
        ("top", {"top": 1}, HIDDEN_POINTS),
        ("top", {"top": 3}, HIDDEN_POINTS[2:]),
        ("bands", {}, (SHOWN_POINTS, *HIDDEN_POINTS)),
        ("private", {}, (SHOWN_POINTS, *HIDDEN_POINTS)),
    ],
)
def test_points_that_are_not_shown_are_in_no_document(report, wording, mode, more, hidden):
    documents = written(report, wording, mode, **more)
    assert len(documents) == 3
    for kind, text in documents.items():
        assert [points for points in (*hidden, "35058.99") if points in text] == [], kind
        assert (SHOWN_POINTS in text) == (mode == "top"), kind


def test_the_rest_stands_by_name_in_the_offices_order(report):
    [county, section] = display.shown(report, Display(mode="top", top=1)).ranking.groups
    assert [line.unit_name for line in county.units] == ["望川县委组织部"]
    assert county.others == ("岚溪县委组织部", "桐屏县委组织部", "鹤汀县委组织部", "新城县委组织部")
    assert (county.points, county.adoption_count, county.by_tier) == (Decimal("8766.25"), 3, (1, 0, 2))
    assert county.spread is None
    assert section.others == ("办公室",)


def test_equal_places_are_shown_together(quarter):
    [county, _] = display.shown(quarter, Display(mode="top", top=2)).ranking.groups
    assert [line.place for line in county.units] == [1, 2, 2]


def test_authors_with_equal_places_are_shown_together(whole):
    [shown] = display.shown(whole, Display(mode="top", top=2)).persons.schemes
    assert [(each.person, each.place) for each in shown.persons] == [("007", 1), ("012", 2), ("021", 2)]
    [first] = display.shown(whole, Display(mode="top", top=1)).persons.schemes
    assert (first.persons, first.points) == (whole.persons.schemes[0].persons[:1], 18)
    assert display.shown(whole, Display(mode="bands")).persons.schemes == ()


def test_bands_share_the_units_out_and_never_part_equals(quarter):
    bands = display.shown(quarter, Display(mode="bands")).ranking.bands
    assert [(band.group, band.name, band.units) for band in bands] == [
        ("县", "第一档", ("望川县委组织部", "岚溪县委组织部", "桐屏县委组织部")),
        ("县", "第二档", ("新城县委组织部",)),
        ("县", "第三档", ("鹤汀县委组织部",)),
        ("科室", "第一档", ("干部教育培训科",)),
        ("科室", "第二档", ("办公室",)),
    ]  # fmt: skip


def test_every_unit_is_in_one_band(quarter):
    named = [unit for band in display.shown(quarter, Display(mode="bands")).ranking.bands for unit in band.units]
    assert sorted(named) == sorted(line.unit_name for line in quarter.ranking.ranked)
    assert len(named) == 7


@pytest.mark.parametrize("mode", ["top", "bands", "private"])
def test_nobody_is_named_for_falling_short(whole, wording, mode):
    common = display.shown(whole, Display(mode=mode))
    text = "\n".join(paragraph.lead + paragraph.text for paragraph in narrative.body(common, wording))
    assert "没有信息被采用的单位有1个。" in text
    assert "承担任务的3个单位中，完成任务的1个，占33.3%；未完成的2个。" in text
    assert "总体进度16.7%（时序进度25.0%）。" in text
    assert [line.unmet_quotas for line in common.ranking.ranked if line.unmet_quotas is not None] == []
    for name in ("鹤汀约稿", "零报告", "欠1篇", "尚未破零", "采用率最高"):
        assert name not in text


def test_bands_are_told_and_private_has_totals_only(report, wording):
    bands = written(report, wording, "bands")
    assert all("第二档" in text and "分档情况" in text for text in bands.values())
    private = written(report, wording, "private")
    assert "采用情况统计表" in private["docx"]
    assert all("第二档" not in text and "分档" not in text for text in private.values())
    assert "排名情况" in bands["docx"]
    assert "排名" not in private["docx"].replace("不参加排名", "")


def test_nobody_is_called_the_one_who_moved_most_among_some(report, wording):
    assert "上升最多" not in written(report, wording, "top", top=1)["docx"]
    assert "上升最多" in written(report, wording, "full")["docx"]


@pytest.mark.parametrize("mode", ["top", "bands", "private"])
def test_totals_stay_as_they_are(report, mode):
    common = display.shown(report, Display(mode=mode))
    assert (common.totals, common.ranking.unit_count, common.ranking.nothing_count) == (report.totals, 7, 1)


def test_the_switch_of_the_office_is_the_one_that_counts(tmp_path):
    path = tmp_path / "circular.toml"
    path.write_text(
        (SAMPLE / "circular.toml").read_text(encoding="utf-8").replace('mode = "full"', 'mode = "bands"'),
        encoding="utf-8",
    )
    report = build(tmp_path, "2025-Q1")
    assert display.shown(report, Wording.load(path).display).ranking.groups == ()


def test_an_unknown_mode_is_named(tmp_path):
    path = tmp_path / "circular.toml"
    path.write_text(
        (SAMPLE / "circular.toml").read_text(encoding="utf-8").replace('mode = "full"', 'mode = "first"'),
        encoding="utf-8",
    )
    with pytest.raises(DataError) as error:
        Wording.load(path)
    assert "display.mode" in error.value.zh
    assert "'first'" in error.value.zh


@pytest.mark.parametrize("kind", ["xlsx", "html"])
def test_who_sent_in_little_owes_or_came_late_is_in_no_table(whole, wording, kind):
    full = written(whole, wording, "full")[kind]
    top, private = (written(whole, wording, mode, top=1)[kind] for mode in ("top", "private"))
    for hidden in ("鹤汀约稿", "个人任务", "任务进度"):
        assert hidden in full
        assert hidden not in top + private
    assert "岚溪党建" in top
    assert ("岚溪党建" in private, "个人金额" in private) == (False, False)
    assert ("个人金额" in top, ">021<" in top) == (True, False)
    assert "各组报送和采用率" in private
