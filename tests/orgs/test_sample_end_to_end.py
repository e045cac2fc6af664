"""The sample office from its deliveries to its documents: what is counted is what its generator planned, and no more."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from tests.building import built_home
from tests.orgs.test_sample import OFFICE, run
from tongbao.place import Place
from tongbao.stages import check, report
from warehouse.database import read_only
from warehouse.period import Period


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = tmp_path_factory.mktemp("sample")
    run(root / "inbox", "0")
    return built_home(root / "home", OFFICE, root / "inbox", date(2026, 1, 4))


def fetch(place: Place, query: str) -> list[tuple[object, ...]]:
    with read_only(place.home.current) as connection:
        return connection.execute(query).fetchall()


def test_two_years_of_records_meet_their_planned_fate(place: Place) -> None:
    fates = fetch(place, "select coalesce(reason_code, outcome), count(*) from marts.fct_record group by 1")
    assert dict(fates) == {
        "accepted": 6186,
        # one of each kind in every quarter of two years
        "impossible_date": 8,
        "missing_title": 8,
        "missing_outlet": 8,
        "unknown_outlet": 8,
        # two of the eight stand in the site's list: there they are foreign
        "unknown_unit": 6,
        "other_region": 2,
        # one a month, in the provincial site's list and in a unit's register
        "same_adoption": 24,
        # the register that a correction replaced; the two files that cannot be read, which came again whole
        "superseded": 18,
        "version_read": 2,
    }
    assert fetch(place, "select count(*) from marts.fct_delivery_again") == [(1,)]


def test_both_units_that_changed_keep_their_past(place: Place) -> None:
    rows = fetch(
        place,
        """
        select unit_name, year_ago_points > 0, year_ago_place is null
        from marts.fct_ranking
        where period_code = '2025-Q4' and unit_name in ('干部教育培训科', '柳坪镇党委')
        order by unit_name
        """,
    )
    # renamed: points and place of last year; merged of two: their points together, and no place of its own
    assert rows == [("干部教育培训科", True, False), ("柳坪镇党委", True, True)]
    old_names = fetch(
        place,
        """
        select count(*)
        from marts.fct_record
        where outcome = 'accepted' and month_code between '2025-04' and '2025-08'
            and regexp_matches(unit_name, '干部教育科|柳溪乡|竹坪乡')
            and record_id in (
                select record_id from marts.fct_adoption where adopted_on > '2025-07-01' or unit_code in (
                    select unit_code from marts.dim_unit where unit_name = '干部教育培训科'
                )
            )
        """,
    )
    assert old_names == [(4,)]


def test_each_rule_scores_its_own_year(place: Place) -> None:
    years = fetch(
        place,
        "select left(month_code, 4), rule_version, count(*) > 2500 from marts.fct_score_line group by 1, 2 order by 1",
    )
    assert years == [("2024", "2024", True), ("2025", "2025", True)]


def test_every_counted_adoption_is_found_in_the_row_it_is_said_to_come_from(place: Place) -> None:
    """From the warehouse back to the delivered bytes, read with another library than the readers use for csv."""
    rows = fetch(
        place,
        """
        select delivery_id, row_number, cells, article_title
        from marts.fct_record
        inner join marts.fct_delivery using (delivery_id)
        where outcome = 'accepted' and kind = 'delimited' and fct_record.file_name like '2025%'
        """,
    )
    assert len(rows) > 900
    files: dict[object, list[tuple[object, ...]]] = {}
    for delivery_id, row_number, cells, title in rows:
        if delivery_id not in files:
            original = next((place.home.raw / str(delivery_id)).glob("original*"))
            text = original.read_bytes()
            decoded = text.decode("utf-8-sig") if text.startswith(b"\xef\xbb\xbf") else text.decode("gb18030")
            utf8 = place.home.exports / "original.csv"
            utf8.write_text(decoded, encoding="utf-8")
            files[delivery_id] = duckdb.execute(
                "from read_csv($1, header = false, all_varchar = true, delim = ',', quote = '\"', null_padding = true)",
                [str(utf8)],
            ).fetchall()
        delivered = [cell or "" for cell in files[delivery_id][int(str(row_number)) - 1]]
        said = json.loads(str(cells))
        assert delivered[: len(said)] == said
        assert any(str(title) in cell for cell in delivered)


@pytest.mark.parametrize("code", ["2025-12", "2025-Q4", "2024-Q1"])
def test_a_period_passes_its_checks_and_its_sheets_say_what_the_marts_say(place: Place, code: str) -> None:
    period = Period.parse(code)
    assert check(place, "period", period).may_publish
    folder = report(place, period, None)
    workbook = CalamineWorkbook.from_path(folder / "statistics.xlsx")
    printed: Counter[str] = Counter()
    for sheet in workbook.sheet_names:
        if sheet.startswith("排名"):
            for row in workbook.get_sheet_by_name(sheet).to_python():
                printed.update({str(row[1]): 1} if isinstance(row[0], float) else {})
    ranked = fetch(
        place, f"select unit_name from marts.fct_ranking where period_code = '{code}' and place is not null"
    )
    assert len(ranked) > 20
    assert printed == Counter(str(name) for (name,) in ranked)


def test_the_circular_states_the_quarter_as_the_marts_have_it(place: Place) -> None:
    folder = report(place, Period.parse("2025-Q4"), None)
    text = "\n".join(paragraph.text for paragraph in Document(str(folder / "circular.docx")).paragraphs)
    [(now, before)] = fetch(
        place,
        """
        select
            sum(adoption_count) filter (where month_code between '2025-10' and '2025-12'),
            sum(adoption_count) filter (where month_code between '2024-10' and '2024-12')
        from marts.fct_unit_tier_month
        """,
    )
    assert isinstance(now, int)
    assert isinstance(before, int)
    assert f"采用信息{now}篇次，比上年同期增加{now - before}篇次" in text
    leaders = fetch(
        place,
        """
        select unit_name, adoption_count, points::double
        from marts.fct_ranking
        where period_code = '2025-Q4' and place = 1
        order by unit_order
        """,
    )
    assert len(leaders) == 4
    for unit, count, points in leaders:
        assert f"第1位{unit}（采用{count}篇次，{points:g}分）" in text


def test_a_folder_of_reports_names_what_it_was_made_from(place: Place) -> None:
    folder: Path = report(place, Period.parse("2025-12"), None)
    edition = json.loads((folder / "edition.json").read_bytes())
    assert edition["made_from"]["warehouse"] == place.home.current.resolve().stem
    assert list(edition["made_from"]["rules"]) == ["2025"]
