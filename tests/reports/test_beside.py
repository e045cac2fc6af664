"""What a report says beside totals and ranking, worked by hand in registers.py and marts.py."""

from dataclasses import replace
from decimal import Decimal

import duckdb
import pytest

from reports import when
from reports.documents import tables as subject_tables
from reports.saying.measure import measure
from reports.saying.wording import Assessment
from reports.subjects.ranking.query import assessed
from reports.subjects.tasks import query as query_quota
from tests.reports import marts
from tests.reports.conftest import build, write_office
from warehouse.errors import DataError
from warehouse.office import Office
from warehouse.period import Period


def test_an_office_without_registers_has_none_of_their_figures(quarter):
    assert (quarter.submissions, quarter.commissions, quarter.accounts, quarter.province) == (None,) * 4
    assert (quarter.comments, quarter.elections) == (None, None)
    assert (quarter.persons.schemes, quarter.pieces.kinds, quarter.totals.bulletins) == ((),) * 3


def test_what_was_sent_in_is_rated_unit_by_unit(whole):
    sent = whole.submissions
    assert (sent.submitted.now, sent.adopted, sent.share) == (12, 6, Decimal("50.0"))
    assert (sent.submitted.year_ago.base, sent.submitted.year_ago.multiple) == (6, 2)
    assert [(rate.unit_name, rate.submitted, rate.adopted) for rate in sent.groups] == [
        ("县", 11, 5),
        ("科室", 1, 1),
    ]
    rates = {rate.unit_name: (rate.submitted, rate.adopted, rate.share) for rate in sent.units}
    assert rates["望川县委组织部"] == (8, 4, Decimal("50.0"))
    assert rates["岚溪县委组织部"] == (3, 1, Decimal("33.3"))
    assert rates["鹤汀县委组织部"] == (0, 0, None)


def test_silence_is_not_a_zero_report(whole):
    assert whole.submissions.zero_reports == ("桐屏县委组织部",)
    assert whole.submissions.silent == ("新城县委组织部", "鹤汀县委组织部", "干部教育培训科")


def test_a_rate_of_nothing_is_nought_where_the_office_says_so(tmp_path):
    report = build(tmp_path, "2025-Q1", with_registers=True, nothing_sent_is_zero=True)
    assert [rate.share for rate in report.submissions.units if not rate.submitted] == [0] * 4


def test_a_register_that_was_not_kept_is_not_compared_with(tmp_path):
    report = build(tmp_path, "2025-02", with_registers=True)
    assert report.submissions.submitted.previous.base == 5
    assert report.submissions.submitted.year_ago.base == 6
    assert build(tmp_path / "march", "2025-03", with_registers=True).submissions.submitted.year_ago is None


def test_a_comment_on_a_joint_piece_counts_once(whole):
    assert [(each.unit_name, each.leader) for each in whole.comments.remarks] == [
        ("望川县委组织部", "某领导"),
        ("望川县委组织部", "另一领导"),
    ]


def test_commissions_are_told_by_their_outcome(whole):
    asked = whole.commissions
    assert (asked.asked, asked.kept, asked.late, asked.missed, asked.open) == (4, 1, 1, 1, 1)
    assert [each.article_title for each in asked.items if each.outcome == "open"] == ["约字5号"]


def test_persons_are_ranked_with_ties_in_the_measure_of_their_rule(whole):
    [scheme] = whole.persons.schemes
    assert (scheme.name, scheme.measure, scheme.points) == ("稿酬办法", measure("元"), 30)
    assert [
        (each.person, each.place, each.is_tied, each.adoption_count, each.points) for each in scheme.persons
    ] == [
        ("007", 1, False, 2, 18),
        ("012", 2, True, 1, 6),
        ("021", 2, True, 1, 6),
    ]
    assert [(each.unit_name, each.person_count, each.points) for each in scheme.units] == [
        ("望川县委组织部", 1, 18), ("岚溪县委组织部", 1, 6), ("桐屏县委组织部", 1, 6),
    ]  # fmt: skip


def test_an_adoption_without_an_author_is_listed_with_its_cell(whole):
    [scheme] = whole.persons.schemes
    assert [(each.unit_name, each.author) for each in scheme.unsigned] == [("望川县委组织部", "集体")]


def test_a_person_owes_what_the_office_wrote_for_him_and_what_the_rule_asks(whole):
    owed = [(each.person, each.period_code, each.owed, each.done, each.short) for each in whole.persons.quotas]
    assert owed == [("007", "2025-Q1", 2, 1, 1), ("012", "2025", 1, 0, 1)]
    assert [(each.person, each.mark) for each in whole.persons.marks] == [("012", "一季一篇未完成")]


def test_tables_of_persons_add_up_to_what_is_paid(whole):
    tables = {table.title: table for table in subject_tables.by_name(whole)["作者"]}
    persons = tables["稿酬办法：个人金额"]
    assert persons.heads == ("作者", "单位", "名次", "采用篇次", "金额（元）")
    assert persons.texts[-2:] == [["021", "桐屏县委组织部", "并列2", "1", "6"], ["合计", "3人", "", "", "30"]]
    assert tables["稿酬办法：各单位金额"].texts[-1] == ["合计", "3", "30"]
    assert [row[-1] for row in tables["稿酬办法：作者没有登记到人，不计金额的采用"].texts] == ["集体"]
    assert [row[0] for row in tables["个人任务"].texts] == ["007", "012"]
    assert [row[3] for row in tables["个人未完成的任务（按办法）"].texts] == ["一季一篇未完成"]


def test_votes_marks_and_points_of_a_piece_stand_apart(whole):
    [candidate] = whole.elections.candidates
    assert (candidate.article_title, candidate.points, candidate.votes, candidate.jury) == (
        "望川党建新路", 64, 31, Decimal("87.50"),
    )  # fmt: skip


def test_a_month_has_five_best_pieces_and_a_quarter_up_to_ten(month, quarter):
    assert (len(month.pieces.best), len(quarter.pieces.best)) == (5, 10)


def test_kinds_are_shares_of_what_states_one(whole):
    assert [(kind.name, kind.count, kind.share) for kind in whole.pieces.kinds] == [
        ("经验", 3, Decimal("75.0")),
        ("署名文章", 1, Decimal("25.0")),
    ]
    assert [each.article_title for each in whole.pieces.signed] == ["望川党建新路"]


def test_issues_are_counted_where_every_adoption_states_one(whole):
    assert [(each.outlet_name, each.issues, each.adoptions) for each in whole.totals.bulletins] == [
        ("澜江组工信息", 1, 3)
    ]


def test_reads_add_up_and_followers_are_the_newest(whole):
    accounts = whole.accounts
    assert (accounts.pushes, accounts.reads) == (0, 9000)
    assert [(each.account_name, each.reads, each.followers) for each in accounts.items] == [
        ("望川先锋", 9000, 1000),
        ("岚溪党建", None, 300),
    ]


def test_no_account_figure_enters_the_score(whole, quarter):
    assert [(line.unit_name, line.points) for line in whole.ranking.ranked] == [
        (line.unit_name, line.points) for line in quarter.ranking.ranked
    ]


def test_the_province_ranks_cities_and_counties_apart_with_ties(whole):
    peers = whole.province
    assert [(city.name, city.place, city.is_tied) for city in peers.cities] == [
        ("云台市", 1, False), ("丰州市", 2, True), ("澜江市", 2, True), ("北岭市", 4, False),
    ]  # fmt: skip
    assert (peers.own.name, peers.own.count) == ("澜江市", 30)
    assert [(county.name, county.place) for county in peers.own_counties] == [
        ("望川县", 2),
        ("岚溪县", 4),
        ("鹤汀县", 5),
    ]
    spreading = {each.city_name: (each.county_count, each.with_one, each.average) for each in peers.spreading}
    assert spreading == {"云台市": (2, 2, Decimal("16.0")), "澜江市": (3, 2, Decimal("5.7"))}


def test_whoever_is_below_last_year_is_known_and_a_new_unit_is_not(tmp_path):
    report = build(tmp_path, "2025-01", never_down=True)
    assert report.ranking.fallen == ()
    fallen = build(tmp_path / "march", "2025-02", never_down=True).ranking.fallen
    assert [(each.unit_name, each.year_ago, each.now) for each in fallen] == [("望川县委组织部", 1, 0)]


def test_quotas_of_the_year_are_split_by_month_and_held_against_the_time_gone(quarter):
    [first, second] = quarter.tasks.running
    assert (first.by_month, first.expected, first.pace, first.is_behind) == (
        (1, 0, 0), Decimal("25.0"), Decimal("25.0"), False,
    )  # fmt: skip
    assert (second.by_month, second.is_behind) == ((0, 0, 0), True)
    assert (quarter.tasks.expected_pace, quarter.tasks.behind_units) == (Decimal("25.0"), ())


def test_units_over_their_quota_are_counted(tmp_path):
    office = Office.load(write_office(tmp_path / "office"))
    path = marts.write(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute("update marts.fct_quota set done = 2 where quota_code = 'Q1'")
        found = query_quota.quotas(con, office, when.read(con, Period.parse("2025-Q1")), 1)
    assert (found.over_units, found.over_share) == (("望川县委组织部",), Decimal("33.3"))


@pytest.fixture(scope="module")
def empty(quarter):
    return quarter.ranking.ranked[0]


def lines_with(empty, *points):
    return [replace(empty, points=Decimal(each)) for each in points]


def test_the_best_of_a_group_brings_all_into_the_larger_assessment(empty):
    lines = assessed(lines_with(empty, 80, 20, 0, -5), Assessment(share=5), is_converted=False)
    assert [(line.converted, line.assessed) for line in lines] == [
        (100, 5),
        (25, Decimal("1.25")),
        (0, 0),
        (0, 0),
    ]


def test_points_that_the_rule_has_converted_are_not_converted_twice(empty):
    lines = assessed(lines_with(empty, 60, 30), Assessment(share=5), is_converted=True)
    assert [(line.converted, line.assessed) for line in lines] == [(60, 3), (30, Decimal("1.5"))]


def test_a_group_nobody_scored_in_brings_nothing(empty):
    lines = assessed(lines_with(empty, 0, 0), Assessment(share=5), is_converted=False)
    assert [line.assessed for line in lines] == [None, None]


def test_a_group_is_ranked_only_in_the_reports_it_is_meant_for(tmp_path):
    only = {"科室": ("half", "year")}
    assert [group.name for group in build(tmp_path, "2025-Q1", grains_of_group=only).ranking.groups] == ["县"]
    assert [group.name for group in build(tmp_path / "half", "2024-H2", grains_of_group=only).ranking.groups] == [
        "县",
        "科室",
    ]


def test_a_group_nobody_knows_is_named_with_the_choices(tmp_path):
    with pytest.raises(DataError) as error:
        build(tmp_path, "2025-Q1", grains_of_group={"党委": ("half",)})
    assert "grains_of_group 里的“党委”不是本单位的组别（可用：县、科室、市委组织部）" in error.value.zh
