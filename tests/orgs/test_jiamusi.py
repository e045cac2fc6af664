"""佳木斯: adoptions, submissions and figures of an account, all invented; the year's circular states the published totals."""

from __future__ import annotations

import pytest

from tests.offices.jiamusi.make_deliveries import make
from tests.orgs.annual import Annual, annual


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Annual:
    return annual(tmp_path_factory.mktemp("jiamusi"), "jiamusi", make, "2022", "2023-01-06")


def test_the_marts_hold_the_published_totals(year: Annual) -> None:
    assert year.rows(
        """
        select tier_code, medium_code = '内刊', medium_code = '微信', count(*), count(*) filter (where unit_code = 'J00')
        from marts.fct_adoption
        where is_lead and month_code between '2022-01' and '2022-12'
        group by all
        order by all
        """
    ) == [
        ("中央", True, False, 1, 1),
        ("市", False, True, 652, 190),
        ("市", True, False, 560, 80),
        ("省", False, False, 83, 13),
        ("省", True, False, 20, 5),
    ]
    assert year.rows(
        """
        select sum(submission_count)::integer, sum(submission_count) filter (where is_ranked)::integer
        from marts.fct_unit_month_submission
        inner join marts.dim_unit using (unit_code)
        """
    ) == [(280, 240)]
    assert year.rows("select sum(reads)::integer from marts.fct_account_figure") == [(400_000,)]


def test_pushes_stand_beside_the_score(year: Annual) -> None:
    points = year.rows(
        """
        select sum(points)::integer, sum(points) filter (where unit_name = '富锦市委组织部')::integer
        from marts.fct_ranking
        where period_code = '2022'
        """
    )
    assert points == [(560 + 20 + 1 + 83, 72 + 3 + 12)]


@pytest.mark.parametrize(
    ("lead", "stated"),
    [
        ("报送情况", "各单位共报送信息280篇，其中县(市)区组240篇"),
        ("采用载体", "内刊581篇次（中央级1篇次、省级20篇次、市级560篇次）"),
        ("采用载体", "其中省级以上83篇次"),
        ("新媒体推送", "推送信息652条，其中本部推送190条；阅读量40万人次"),
    ],
)
def test_the_annual_circular_states_each_published_figure(year: Annual, lead: str, stated: str) -> None:
    assert stated in year.paragraph(lead)


def test_the_opening_says_how_many_were_pushes(year: Annual) -> None:
    assert any("被各级刊物媒体采用信息1316篇次（含微信公众号推送652条）" in text for text in year.circular)


def test_every_record_is_accounted_for(year: Annual) -> None:
    assert year.outcomes() == {
        ("adoption", "accepted"): 560 + 20 + 1 + 83 + 652 + 390,
        ("adoption", "rejected"): 1,
        ("submission", "accepted"): 280,
        ("account_figure", "accepted"): 12,
    }
    assert year.rows("select kind, subject from marts.fct_question") == [("unit_name", "口岸办")]
