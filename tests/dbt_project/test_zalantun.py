"""A published table, reproduced from records: Zalantun's websites, first quarter of 2023.

The circular prints pieces and points for two sites; 5 points each on the own site and 10 on the prefecture's
reproduce its five scores: 35 x 5 + 3 x 10 = 205, 36 x 5 = 180, 27 x 5 + 10 = 145, 25 x 5 + 10 = 135, 26 x 5 = 130.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.building import OFFICES, built_home
from warehouse.database import read_only

PUBLISHED = OFFICES / "zalantun" / "printed" / "2023-Q1.csv"
SITES = {"zlt_adopted": "扎兰屯市政府网站", "hlbe_adopted": "呼伦贝尔市政府网站"}


def published() -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write_records(target: Path) -> int:
    """One record for each printed piece, over the three months of the quarter."""
    rows = []
    for line in published():
        for column, site in SITES.items():
            for number in range(int(line[column])):
                day = date(2023, 1 + number % 3, 1 + number % 28)
                rows.append((line["unit"], f"{line['unit']}工作信息之{len(rows)}", site, day.isoformat()))
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("单位", "标题", "采用刊物", "采用日期"))
        writer.writerows(rows)
    return len(rows)


def test_the_five_scores_and_places_come_out_of_the_ranking(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    assert write_records(inbox / "2023年第一季度.csv") == 154
    place = built_home(tmp_path / "home", OFFICES / "zalantun", inbox, date(2023, 4, 13))

    with read_only(place.home.current) as connection:
        ranking = connection.execute(
            "select place, unit_name, points from marts.fct_ranking where period_code = '2023-Q1' order by place"
        ).fetchall()
        compared = connection.execute(
            "select count(*), count(*) filter (agrees) from marts.fct_printed"
        ).fetchall()

    expected = [
        (int(line["published_rank"]), line["unit"], Decimal(line["published_score"])) for line in published()
    ]
    assert len(expected) == 5
    assert ranking == expected
    assert compared == [(20, 20)]  # five rows, each with the points of two sites, score and place
