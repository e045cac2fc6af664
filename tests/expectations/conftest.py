"""An office, a landing and a built warehouse that hold every expectation; each test spoils what it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from ingest.catalogue import write_catalogue
from ingest.delivery import Delivery
from tests.contracts import create_marts
from tests.small_office import office_toml
from warehouse.home import Home
from warehouse.office import Office

# The marts that a check reads.
MARTS = (
    "dim_unit", "dim_unit_lineage", "dim_period", "dim_period_month", "fct_record", "fct_adoption",
    "fct_unit_tier_month", "fct_score_line", "fct_ranking",
)  # fmt: skip

# Four ranked counties and the organiser; twelve adoptions in each of February and March 2025 and March 2024,
# three a county; one record in four rejected.
CONTENT = """
    insert into marts.dim_unit
    select
        'U0' || n, ['云岭县', '澜沧县', '江城县', '石屏县', '市委组织部'][n], if(n < 5, '县', '市委组织部'), null, n, n < 5,
        date '1900-01-01', date '9999-12-31', null
    from range(1, 6) as unit (n);

    insert into marts.dim_period values
        ('2024-03', 'month', 2024, date '2024-03-01', date '2024-03-31', '2024-02', '2023-03', true),
        ('2025-02', 'month', 2025, date '2025-02-01', date '2025-02-28', '2025-01', '2024-02', true),
        ('2025-03', 'month', 2025, date '2025-03-01', date '2025-03-31', '2025-02', '2024-03', true),
        ('2025-Q1', 'quarter', 2025, date '2025-01-01', date '2025-03-31', '2024-Q4', '2024-Q1', true);

    insert into marts.dim_period_month
    select
        period.period_code, month.period_code, month.first_day >= period.first_day, month.first_day, month.last_day, true
    from marts.dim_period as period
    inner join marts.dim_period as month
        on month.grain = 'month' and month.year = period.year and month.last_day <= period.last_day;

    insert into marts.dim_unit_lineage
    select period_code, unit_code, unit_code, unit_name from marts.dim_period, marts.dim_unit;

    insert into marts.fct_adoption by name
    select
        md5(month_code || '-' || unit_code || '-' || n)::uuid as adoption_id,
        md5(month_code || '-' || unit_code || '-' || n)::uuid as piece_id,
        unit_code,
        true as is_lead,
        'M01' as outlet_code,
        (month_code || '-01')::date as adopted_on,
        month_code,
        unit_name || '推进人才工作第' || n || '批' as article_title
    from marts.dim_unit, (values ('2024-03'), ('2025-02'), ('2025-03')) as month (month_code), range(3) as one (n)
    where is_ranked;

    insert into marts.fct_record by name
    select
        adoption_id::varchar as record_id, month_code as delivery_id, month_code || '/登记表.xlsx' as file_name,
        'adoption' as register, 'accepted' as outcome, month_code
    from marts.fct_adoption
    union all
    select
        'r' || month_code || n, month_code, month_code || '/登记表.xlsx', 'adoption', 'rejected', month_code
    from (values ('2024-03'), ('2025-02'), ('2025-03')) as month (month_code), range(4) as one (n);

    insert into marts.fct_score_line by name
    select
        'xxcy' as scheme_code, '2025' as rule_version, 'tariff' as step, adoption_id, unit_code, month_code,
        12.5 as points, '' as explanation
    from marts.fct_adoption;

    insert into marts.fct_unit_tier_month
    select unit_code, '省', '媒体', month_code, count(adoption_id), count(adoption_id)
    from marts.dim_unit
    cross join (select distinct month_code from marts.fct_adoption)
    left join marts.fct_adoption using (unit_code, month_code)
    group by all;

    insert into marts.fct_ranking by name
    select
        'xxcy' as scheme_code, group_code, unit_code, unit_name, unit_order, period_code,
        coalesce(sum(adoption_count), 0) as adoption_count, coalesce(sum(adoption_count), 0) * 12.5 as points,
        if(is_ranked, 1, null) as place
    from marts.dim_unit
    cross join marts.dim_period
    left join marts.fct_unit_tier_month using (unit_code)
    where month_code is null or month_code between strftime(first_day, '%Y-%m') and strftime(last_day, '%Y-%m')
    group by all;
"""

Row = dict[str, str | None]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    (folder / "office.toml").write_text(office_toml(["中央", "省", "市", "县"], ["县"]), encoding="utf-8")
    (folder / "units.csv").write_text(
        "unit_id,name,group,parent,aliases,valid_from,valid_to,successor\nU01,云岭县,县,,,,,\n",
        encoding="utf-8",
    )
    (folder / "outlets.csv").write_text(
        "outlet_id,name,aliases,tier,medium\nM01,省日报,,省,报纸\n", encoding="utf-8"
    )
    return Office.load(folder)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.prepare()
    return home


@pytest.fixture
def land(home: Home) -> Callable[..., None]:
    """Write a delivery as landing leaves it: one row per dict, whose keys replace those of an ordinary record."""

    def write(file_name: str, *rows: Row, received_on: str = "2025-04-03", role: str = "record") -> None:
        delivery_id = hashlib.sha256(file_name.encode()).hexdigest()
        folder = home.raw / delivery_id
        folder.mkdir()
        Delivery(delivery_id, file_name, "workbook", received_on, 1, 1, len(rows), "workbook@1").save(folder)
        ordinary: Row = {
            "article_title": "云岭县推进人才工作",
            "adopted_on": "2025年3月5日",
            "problem_code": None,
            "register": "adoption",
        }
        with duckdb.connect() as connection:
            connection.execute(
                "create table record (row_number bigint, row_role varchar, article_title varchar, "
                "adopted_on varchar, problem_code varchar, register varchar)"
            )
            for number, row in enumerate(rows, start=2):
                values = ordinary | row
                connection.execute(
                    "insert into record values (?, ?, ?, ?, ?, ?)", [number, role, *values.values()]
                )
            connection.execute(f"copy record to '{folder / 'records.parquet'}'")
        write_catalogue(home)

    return write


@pytest.fixture
def good_landing(home: Home, land: Callable[..., None]) -> Home:
    """Twelve records in March of each year, in three files; in each file, one record is untitled."""
    for year in ("2024", "2025"):
        for letter in "abc":
            land(f"{year}-03/{letter}.xlsx", {}, {}, {}, {"article_title": None})
    return home


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        create_marts(connection, *MARTS)
        connection.execute(CONTENT)
    return path


@pytest.fixture
def database(built_once: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "warehouse.duckdb"
    copy.write_bytes(built_once.read_bytes())
    return copy


@pytest.fixture
def change(database: Path) -> Callable[[str], None]:
    """Run statements on the test's own warehouse."""

    def run(statements: str) -> None:
        with duckdb.connect(str(database)) as connection:
            connection.execute(statements)

    return run
