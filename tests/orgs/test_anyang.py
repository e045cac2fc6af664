"""安阳: 1,872 invented records of two years; the second year's circular states what the real one is known to have said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices.anyang.make_deliveries import make
from tests.orgs.annual import Annual, annual


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Annual:
    return annual(tmp_path_factory.mktemp("anyang"), "anyang", make, "2008", "2009-01-06")


def test_the_marts_hold_the_published_totals(year: Annual) -> None:
    counts = year.rows(
        """
        select month_code[:4], tier_code, line_code, count(*)
        from marts.fct_adoption
        where is_lead
        group by all
        order by all
        """
    )
    assert [row[1:] for row in counts if row[0] == "2008"] == [
        ("中央", "内刊", 16), ("中央", "媒体", 504), ("市", "内刊", 346), ("省", "内刊", 88), ("省", "媒体", 498),
    ]  # fmt: skip
    assert ("2007", "中央", "媒体", 83) in counts


def test_the_rule_ranks_by_pieces_in_provincial_media_or_above(year: Annual) -> None:
    ranking = year.rows(
        """
        select group_code, unit_name, points::integer, place
        from marts.fct_ranking
        where period_code = '2008' and (place = 1 or unit_name = '汤阴县委组织部')
        order by points desc
        """
    )
    assert ranking == [
        ("县(市)", "林州市委组织部", 265, 1),
        ("县(市)", "汤阴县委组织部", 211, 2),
        ("区", "龙安区委组织部", 126, 1),
    ]


@pytest.mark.parametrize(
    ("lead", "stated"),
    [
        ("采用载体", "媒体1002篇次（中央级504篇次、省级498篇次），比上年增加769篇次，是上年的4.3倍、增长330.0%，均在省级以上"),
        ("采用载体", "中央级504篇次，比上年增加421篇次，是上年的6.07倍、增长507.2%"),
        ("采用载体", "内刊450篇次（中央级16篇次、省级88篇次、市级346篇次）"),
        ("采用载体", "《安阳组工信息》96期刊用346篇次"),
        ("县(市)组", "第1位林州市委组织部（采用349篇次，265分）；第2位汤阴县委组织部（采用283篇次，211分）"),
        ("区组", "4个单位中，得分居前的是：第1位龙安区委组织部（采用179篇次，126分）"),
        ("上级媒体采用", "县(市)组5个单位中，第1位林州市委组织部（265篇次）、第2位汤阴县委组织部（211篇次）"),
        ("上级媒体采用", "区组4个单位中，第1位龙安区委组织部（126篇次）"),
    ],
)
def test_the_annual_circular_states_each_published_figure(year: Annual, lead: str, stated: str) -> None:
    assert stated in year.paragraph(lead)


def test_every_record_is_accounted_for(year: Annual) -> None:
    assert year.outcomes() == {
        ("adoption", "accepted"): 1002 + 16 + 88 + 346 + 420,
        ("adoption", "rejected"): 2,
        ("adoption", "duplicate"): 2,
        ("adoption", "superseded"): 11,
    }
    assert "记录 1887 条 = 采用 1872 + 不计 2 + 重复 2 + 被更正 11" in year.said
    why = year.rows(
        "select reason_code, count(*) from marts.fct_record where outcome = 'rejected' group by all order by all"
    )
    assert why == [("impossible_date", 1), ("unknown_outlet", 1)]


def test_no_invented_title_is_taken_for_another(year: Annual) -> None:
    assert year.rows("select kind, count(*) from marts.fct_question group by all order by all") == [
        ("outlet_name", 1),
        ("record", 1),
    ]


def test_the_deliveries_are_the_same_each_time(year: Annual, tmp_path: Path) -> None:
    make(tmp_path)
    first = {
        path.relative_to(year.home.parent / "inbox"): path.read_bytes()
        for path in (year.home.parent / "inbox").rglob("*.*")
    }
    assert len(first) == 250
    assert {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")} == first
