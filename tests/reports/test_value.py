"""The value of the small warehouse, worked by hand in marts.py."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest

from reports.change import change
from reports.saying.wording import Wording
from tests.reports import marts
from tests.reports.conftest import AS_OF, SAMPLE, build, write_office
from warehouse.database import read_only
from warehouse.errors import DataError
from warehouse.office import Office
from warehouse.period import Period


def line_of(report, name):
    [line] = [line for line in report.ranking.ranked if line.unit_name == name]
    return line


def test_an_adoption_counts_once_though_two_units_are_credited(quarter):
    assert quarter.totals.adoptions.now == 12
    assert line_of(quarter, "岚溪县委组织部").adoption_count == 3
    assert line_of(quarter, "岚溪县委组织部").credited_count == 4


def test_tiers_lines_media_and_groups_each_add_up_to_the_total(quarter):
    totals = quarter.totals
    sums = [
        sum(each.now for each in counted)
        for counted in (totals.tiers, totals.sides, totals.media, totals.outlets)
    ]
    units = sum(line.adoption_count for line in (*quarter.ranking.ranked, *quarter.ranking.unranked))
    assert [*sums, units, len(quarter.pieces.adoptions)] == [12] * 6


def test_last_year_gives_difference_multiple_and_per_cent(quarter):
    past = quarter.totals.adoptions.year_ago
    assert (past.base, past.difference, past.multiple, past.percent) == (
        4,
        8,
        Decimal("3.0"),
        Decimal("200.0"),
    )
    assert quarter.totals.adoptions.previous.base == 2


@pytest.mark.parametrize(
    ("now", "base", "percent"),
    [(215, 160, "34.4"), (1, 3, "-66.7"), (2001, 2000, "0.1"), (1999, 2000, "-0.1"), (0, 7, "-100.0")],
)
def test_a_per_cent_is_rounded_half_up_away_from_zero(now, base, percent):
    assert change(now, base, 1).percent == Decimal(percent)


def test_a_base_of_zero_has_a_difference_but_no_per_cent():
    past = change(5, 0, 1)
    assert (past.difference, past.multiple, past.percent) == (5, None, None)


def test_reprints_are_the_adoptions_beyond_each_pieces_first(quarter):
    assert (quarter.totals.pieces.now, quarter.totals.reprints.now) == (11, 1)


def test_places_ties_and_zeros_stand_in_the_offices_order(quarter):
    assert [(line.place, line.is_tied, line.unit_name, line.points) for line in quarter.ranking.groups[0].units] == [
        (1, False, "望川县委组织部", 70),
        (2, True, "岚溪县委组织部", 30),
        (2, True, "桐屏县委组织部", 30),
        (4, False, "新城县委组织部", 4),
        (5, False, "鹤汀县委组织部", 0),
    ]


def test_places_gained_are_counted_against_last_year_and_the_period_before(quarter):
    line = line_of(quarter, "望川县委组织部")
    assert (line.place, line.year_ago_place, line.year_ago_place_change) == (1, 2, 1)
    assert line_of(quarter, "桐屏县委组织部").place_change == -1


def test_a_renamed_unit_keeps_its_past_under_its_new_name(quarter):
    line = line_of(quarter, "干部教育培训科")
    assert (line.by_tier, line.points, line.year_ago.base) == ((0, 1, 1), 18, 6)
    assert [(each.old_name, each.new_name) for each in quarter.notes.renames] == [
        ("干部教育科", "干部教育培训科")
    ]
    assert "干部教育科" not in {each.unit_name for each in quarter.pieces.adoptions}


def test_the_organiser_is_in_the_totals_and_outside_the_ranking(quarter):
    assert [line.unit_name for line in quarter.ranking.unranked] == ["市委组织部"]
    assert "市委组织部" not in {line.unit_name for line in quarter.ranking.ranked}


def test_a_unit_credited_beside_another_is_not_said_to_have_nothing(quarter):
    assert quarter.ranking.nothing == ("鹤汀县委组织部",)


def test_a_warehouse_without_a_last_year_compares_with_nothing(first_year):
    assert first_year.totals.adoptions.now == 12
    assert first_year.totals.adoptions.year_ago is None
    assert first_year.totals.adoptions.previous is None
    past = [(line.year_ago, line.year_ago_place_change, line.place_change) for line in first_year.ranking.ranked]
    assert past == [(None, None, None)] * 7
    assert {month.year_ago_total for month in first_year.totals.months} == {None}


def test_months_of_which_nothing_has_arrived_are_compared_with_by_nobody_even_if_the_grid_has_them(tmp_path):
    office = write_office(tmp_path / "office")
    path = marts.write(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute("update marts.dim_period_month set is_known = false where month_code < '2025-01'")
    wording = Wording.load(SAMPLE / "circular.toml")
    from reports import value

    with read_only(path) as con:
        report = value.build(
            con, Office.load(office), Period.parse("2025-Q1"), wording, fingerprint="f00d", as_of=AS_OF
        )
    assert report.totals.adoptions.year_ago is None
    assert [line.year_ago for line in report.ranking.ranked] == [None] * 7
    assert {month.year_ago_total for month in report.totals.months} == {None}


def test_quotas_due_are_met_or_short_and_zero_is_named(quarter):
    quotas = quarter.tasks
    assert (quotas.owing_count, quotas.met_count, quotas.met_share) == (3, 1, Decimal("33.3"))
    assert quotas.short_units == ("岚溪县委组织部", "鹤汀县委组织部")
    assert quotas.zero_units == ("鹤汀县委组织部",)
    assert [line.unmet_quotas for line in quarter.ranking.groups[0].units] == [0, 1, None, None, 1]


def test_quotas_of_the_year_stop_at_the_periods_last_day_and_follow_a_rename(tmp_path):
    report = build(tmp_path, "2025-01")
    running = [(each.unit_name, each.period_code, each.owed, each.done) for each in report.tasks.running]
    assert running == [("望川县委组织部", "2025", 4, 1), ("干部教育科", "2025", 2, 0)]


def test_quotas_of_the_year_fall_due_with_its_last_month(tmp_path):
    quotas = build(tmp_path, "2024-12").tasks
    assert [(each.unit_name, each.period_code, each.short) for each in quotas.due] == [
        ("桐屏县委组织部", "2024", 1)
    ]
    assert (quotas.running, quotas.running_pace) == ((), None)


def test_the_pace_of_the_year_is_that_of_all_that_is_owed(quarter):
    quotas = quarter.tasks
    assert (quotas.running_count, quotas.running_pace) == (2, Decimal("16.7"))
    assert (quotas.ready_units, quotas.idle_units) == ((), ("干部教育培训科",))


def test_the_best_piece_adds_up_all_its_adoptions(quarter):
    best = quarter.pieces.best[0]
    assert (best.article_title, best.points, best.adoption_count) == ("望川党建新路", 64, 2)
    assert [piece.points for piece in quarter.pieces.best] == sorted(
        (piece.points for piece in quarter.pieces.best), reverse=True
    )


def test_front_pages_come_leads_first(quarter):
    assert [each.placement for each in quarter.pieces.front_pages] == ["头版头条", "头版"]


def test_topics_never_touched_are_known(quarter):
    assert [(topic.name, topic.piece_count) for topic in quarter.pieces.topics] == [("人才工作", 1), ("城市党建", 0)]
    assert [topic.name for topic in quarter.pieces.untouched] == ["城市党建"]


def test_a_units_score_lines_add_up_to_its_points(quarter):
    compared = 0
    for line in (*quarter.ranking.ranked, *quarter.ranking.unranked):
        points = sum(each.points for each in quarter.pieces.score_lines if each.unit_name == line.unit_name)
        assert points == line.points
        compared += 1
    assert compared == 8


def test_every_record_of_the_period_is_accounted_for(quarter):
    outcomes = quarter.notes.outcomes
    assert (outcomes.accepted, outcomes.rejected, outcomes.duplicate, outcomes.superseded) == (12, 4, 1, 0)
    assert len(quarter.notes.excluded) == outcomes.total - outcomes.accepted
    assert [(each.sentence, each.count) for each in quarter.notes.reasons] == [
        ("报送单位不在单位名单中", 2),
        ("缺少采用日期", 1),
        ("文件不完整", 1),
    ]


def test_objections_run_for_working_days(quarter):
    assert quarter.notes.objections_until == date(2025, 4, 17)


def test_the_year_so_far_is_there_month_by_month(month):
    assert [(each.month_code, each.by_tier, each.total, each.year_ago_total) for each in month.totals.months] == [
        ("2025-01", (1, 1, 1), 3, 1),
        ("2025-02", (0, 2, 1), 3, 1),
        ("2025-03", (2, 0, 4), 6, 2),
    ]


def test_a_period_without_rows_is_refused_and_the_others_named(tmp_path):
    with pytest.raises(DataError) as error:
        build(tmp_path, "2031-01")
    assert "2031-01" in error.value.zh
    assert "2025-03" in error.value.zh
    assert "2025-Q1" not in error.value.zh
