"""A quarter small enough to be done in the head: tests/offices/golden.

2025, points of the rule of that year (T1 组工信息 20, T2 省报 8, T3 省网 4, from 1000 words 6, T5 市 3, front lead x 2):

甲县  8 Jan 市刊 3; 10 Feb the same piece on 省网 4, of which 3 were earned before = 1; 5 Mar 组工信息 20   = 24
乙县  15 Jan 省报 front lead 8 x 2 = 16; 5 Mar the piece written with 甲县, in full 20                    = 36
丙县  nothing                                                                                           =  0
丁区  11 Feb 市刊 3; 6 Mar 省报 8 (reported twice, counted once); 庚区, merged into it on 1 Feb: 21 Jan 3 = 14
己区  20 Feb 市刊 3, reported under the old name; as 戊区, before 16 Feb: 20 Jan 省网 1000 words 6        =  9

2024, points 10, 5 and 2: 甲县 5 + 2 = 7, 乙县 2, 庚区 5, 戊区 2, 丁区 0. By the rule of 2025: 甲县 8 + 3 = 11, 乙县 3, 庚区 on
省网 with 1500 words 6, 戊区 3, 丁区 0. Of the last quarter of 2024 nothing has arrived: nobody has a place in it.
"""

from __future__ import annotations

from decimal import Decimal

from tongbao.place import Place
from warehouse.database import read_only


def fetch(golden: Place, query: str) -> list[tuple[object, ...]]:
    with read_only(golden.home.current) as connection:
        return connection.execute(query).fetchall()


def ranking(golden: Place, period: str) -> list[tuple[object, ...]]:
    return fetch(
        golden,
        f"""
        select
            unit_name, points, place, is_tied, previous_place, year_ago_points, year_ago_place,
            rescored_year_ago_points, rescored_year_ago_place
        from marts.fct_ranking
        where period_code = '{period}'
        order by group_code, place, unit_order
        """,
    )


def test_the_quarter_is_what_the_head_makes_of_it(golden: Place) -> None:
    assert ranking(golden, "2025-Q1") == [
        # merged of two units: last year's points are theirs together, a place of last year it has not
        ("丁区委组织部", Decimal(14), 1, False, None, Decimal(5), None, Decimal(6), None),
        ("己区委组织部", Decimal(9), 2, False, None, Decimal(2), 2, Decimal(3), 2),
        ("乙县委组织部", Decimal(36), 1, False, None, Decimal(2), 2, Decimal(3), 2),
        ("甲县委组织部", Decimal(24), 2, False, None, Decimal(7), 1, Decimal(11), 1),
        ("丙县委组织部", Decimal(0), 3, False, None, Decimal(0), 3, Decimal(0), 3),
        ("市委组织部", Decimal(3), None, False, None, Decimal(0), None, Decimal(0), None),
    ]


def test_a_month_of_which_nothing_arrived_is_not_known_and_no_quarter_with_it(golden: Place) -> None:
    known = fetch(golden, "select period_code from marts.dim_period where is_known order by grain, first_day")
    assert [code for (code,) in known] == [
        "2024-01", "2024-02", "2024-03", "2025-01", "2025-02", "2025-03", "2024-Q1", "2025-Q1",
    ]  # fmt: skip


def test_equal_points_share_a_place_and_the_next_is_skipped(golden: Place) -> None:
    counties = [row[:4] for row in ranking(golden, "2025-03") if "县" in str(row[0])]
    assert counties == [
        ("甲县委组织部", Decimal(20), 1, True),
        ("乙县委组织部", Decimal(20), 1, True),
        ("丙县委组织部", Decimal(0), 3, False),
    ]


def test_a_unit_answers_under_the_name_of_the_period(golden: Place) -> None:
    january, february = ({row[0] for row in ranking(golden, month)} for month in ("2025-01", "2025-02"))
    assert {"戊区委组织部", "庚区委组织部"} <= january
    assert "己区委组织部" not in january
    assert "己区委组织部" in february
    assert not {"戊区委组织部", "庚区委组织部"} & february


def test_every_record_has_its_fate_and_its_reason(golden: Place) -> None:
    assert fetch(golden, "select outcome, count(*) from marts.fct_record group by 1 order by 1") == [
        ("accepted", 15), ("duplicate", 1), ("rejected", 2),
    ]  # fmt: skip
    assert fetch(golden, "select reason from marts.fct_record where outcome != 'accepted' order by 1") == [
        ("与《2025-03/2025年3月采用登记表.csv 第3行》登记的是同一次采用，只计一次",),
        ("报送单位“申区”不在单位名单中：请核对名称，或在 aliases.csv 登记别名",),
        ("采用日期“2月30日”不存在：请核对后重报",),
    ]


def test_every_point_has_a_sentence(golden: Place) -> None:
    lines = fetch(
        golden,
        """
        select line.points, line.explanation
        from marts.fct_score_line as line
        inner join marts.dim_unit as unit using (unit_code)
        where unit.unit_name = '甲县委组织部' and line.adopted_on >= '2025-01-01'
        order by line.adopted_on, line.step desc
        """,
    )
    assert lines == [
        (Decimal(3), "《某市组工》，市级 3 分"),
        (Decimal(4), "《某省党建网》，省级网站 4 分"),
        (Decimal(-3), "《某省党建网》，同一稿件此前已计 3 分，按最高一次计，扣除 3 分"),
        (Decimal(20), "《组工信息》，单列刊物 20 分；与乙县委组织部合写，各计 20 分"),
    ]


def test_quotas_follow_a_merger(golden: Place) -> None:
    assert fetch(
        golden,
        """
        select unit_name, what, owed, done, short, is_met
        from marts.fct_quota
        where period_code = '2025-Q1'
        order by unit_code
        """,
    ) == [
        ("甲县委组织部", "省级以上", 2, 2, 0, True),
        ("乙县委组织部", "省级以上", 2, 1, 1, False),
        ("丙县委组织部", "省级以上", 1, 0, 1, False),
        ("丁区委组织部", "省级以上媒体", 2, 1, 1, False),
    ]


def test_a_title_keeps_its_words_and_loses_the_sign_of_a_formula(golden: Place) -> None:
    assert fetch(
        golden,
        "select article_title, topic_code from marts.fct_piece where article_title like '%两县%'",
    ) == [("两县联手育“人才”", "人才工作")]


def test_a_month_without_anything_is_rows_of_zero(golden: Place) -> None:
    rows = fetch(
        golden,
        "select count(*), sum(adoption_count) from marts.fct_unit_tier_month where month_code = '2024-07'",
    )
    assert rows == [(7 * 3 * 2, 0)]  # seven units in force, three tiers, two lines


def test_a_city_of_which_only_counties_were_published_has_their_sum(golden: Place) -> None:
    query = """
        select city_name, county_name, adoption_count, is_own
        from marts.fct_peer_count
        where county_name in ('', '西县')
        order by all
    """
    assert fetch(golden, query) == [
        ("某市", "", 4, True),
        ("远市", "", 9, False),
        ("邻市", "", 5, False),
        ("邻市", "西县", 1, False),
    ]
