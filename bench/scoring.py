"""How fast adoptions are scored: the warehouse's own models on invented adoptions, against hand-written SQL.

    python bench/scoring.py [ADOPTIONS]

Prints the seconds it takes to match conditions, to score under three schemes and to place the units, with the most
memory the process held; the seconds it takes to write out every score line with its sentence; and the ratio to one
bare statement that joins, sums and ranks the same adoptions under one scheme. Seconds of the processor stand beside
those of the clock, because only they mean something on a machine with other work.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

# The benchmark beside this one bears the name of a package of ours, and Python looks in this folder first.
sys.path[0] = str(Path(__file__).parents[1])

import duckdb

from ingest.catalogue import write_catalogue
from rulebook.loading import read_rule
from rulebook.rows import write_rule_rows
from warehouse.building import run_models
from warehouse.home import Home
from warehouse.manifest import DATABASE
from warehouse.office_rows import write_no_office

LIMITS: dict[str, str | bool | int | float | list[str]] = {"threads": 2, "memory_limit": "4GB"}
SCHEMES = sorted((Path(__file__).parent / "schemes").glob("*/*.yaml"))
UPSTREAM = ["+int_score__example"]
SCORING = ["stg_rulebook__version", "int_period__month+", "int_score__thing+"]
NOT_SCORING = [
    "int_printed__*+", "int_adoption__*", "int_title__*", "int_register__*", "int_commission__*", "dim_*", "fct_*",
]  # fmt: skip

FILL = """
    delete from intermediate.int_adoption__distinct;
    insert into staging.stg_office__unit by name
    select 'U' || number as unit_code, '单位' || number as unit_name, '组' || number % 5 as group_code,
        number as unit_order, true as is_ranked, '1900-01-01'::date as effective_from, '9999-12-31'::date as effective_to
    from range(300) as unit (number);

    insert into intermediate.int_unit__lineage by name
    select unit_code, unit_code as descendant_code, 0 as step_count, effective_from, effective_to
    from staging.stg_office__unit;

    create temp table outlet as
    select number as outlet_number, '刊物' || number as outlet_name, ['中央', '省', '市', '县'][1 + number % 4] as tier_code,
        ['报纸', '网站', '内刊', '电视', '微信'][1 + number % 5] as medium_code
    from range(200) as outlet (number);

    -- every tenth piece is printed by a second outlet, every twentieth is written by two units
    insert into intermediate.int_adoption__described by name
    select
        md5(number::varchar)::uuid as adoption_id,
        md5((number - (number % 10 = 1)::integer)::varchar || 'p')::uuid as piece_id,
        ('2024-01-01'::date + (hash(number) % 730)::integer) as adopted_on,
        ('2024-01-01'::date + (hash(number) % 730)::integer + 5) as received_on,
        case
            when number % 20 = 0 then ['U' || (number // 10 % 300)::integer, 'U' || ((number // 10 + 7) % 300)::integer]
            else ['U' || (number // 10 % 300)::integer]
        end as unit_codes,
        'U' || (number // 10 % 300)::integer as lead_unit_code,
        outlet.outlet_name,
        outlet.tier_code,
        outlet.medium_code,
        ['一般', '一般', '一般', '头版', '头版头条'][1 + (hash(number, 1) % 5)::integer] as placement_code,
        (hash(number, 2) % 5000)::integer as words
    from range($adoptions) as adoption (number)
    inner join outlet on (hash(number, 3) % 200)::integer = outlet_number;

    insert into intermediate.int_adoption__distinct by name
    select '2024-01-01'::date as adopted_on union all select '2025-12-31'::date as adopted_on
"""
BARE = """
    create or replace table bare as
    with tariff (tier_code, points) as (values ('中央', 30.0), ('省', 12.0), ('市', 4.0), ('县', 1.0)),

    credited as (
        select unnest(unit_codes) as unit_code, strftime(adopted_on, '%Y-%m') as month_code, tier_code, placement_code
        from intermediate.int_adoption__described
    ),

    scored as (
        select
            unit_code, month_code,
            sum((points * case placement_code when '头版头条' then 2 when '头版' then 1.5 else 1 end)::decimal(18, 4))
                as points
        from credited
        inner join tariff using (tier_code)
        group by unit_code, month_code
    )

    select *, rank() over (partition by month_code order by points desc) as place
    from scored
"""


def prepare(home: Home, database: Path, adoptions: int) -> None:
    """Make a warehouse that holds the benchmark's schemes and invented adoptions, not yet scored."""
    files = tuple(read_rule(path) for path in SCHEMES)
    home.prepare()
    write_no_office(home.build, files[0].rule.scheme, date(2024, 1, 1))
    write_rule_rows(files, {}, home.build)
    write_catalogue(home)
    run_models(home, database, UPSTREAM)
    with duckdb.connect(str(database), config=LIMITS) as connection:
        connection.execute("set preserve_insertion_order = false")
        for statement in FILL.split(";"):
            connection.execute(statement, {"adoptions": adoptions} if "$adoptions" in statement else None)


def timed(home: Home, database: Path, selection: Sequence[str], exclusion: Sequence[str]) -> tuple[float, float]:
    """Run models; return the seconds of clock and processor it took, dbt's own start included."""
    clock, processor = time.perf_counter(), time.process_time()
    run_models(home, database, selection, exclusion)
    return time.perf_counter() - clock, time.process_time() - processor


def main(adoptions: int) -> None:
    """Fill a warehouse with invented adoptions, score them, print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        database = home.build / DATABASE
        prepare(home, database, adoptions)
        scored, scoring = timed(home, database, SCORING, [*NOT_SCORING, "fct_score_line"])
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        written, writing = timed(home, database, ["fct_score_line"], [])
        with duckdb.connect(str(database), config=LIMITS) as connection:
            before = time.perf_counter()
            connection.execute(BARE)
            bare = time.perf_counter() - before
            (lines,) = connection.execute("select count(*) from marts.fct_score_line").fetchone() or (0,)
            (places,) = connection.execute("select count(*) from intermediate.int_score__placed").fetchone() or (0,)
    print(f"adoptions                {adoptions:>12,}")  # noqa: T201
    print(f"schemes                  {len(SCHEMES):>12}")  # noqa: T201
    print(f"scored and placed        {scored:>12.1f} s ({scoring:.1f} s of processor, {places:,} places)")  # noqa: T201
    print(f"most memory              {memory:>12.1f} GB")  # noqa: T201
    print(f"score lines written out  {written:>12.1f} s ({writing:.1f} s of processor, {lines:,} lines)")  # noqa: T201
    print(f"bare sum and rank        {bare:>12.1f} s under one scheme")  # noqa: T201
    print(f"ratio                    {scored / bare / len(SCHEMES):>12.1f} a scheme")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
