"""The landed deliveries as `delivery`, and what is looked at of their rows as `record`, in a database in memory.

They are those that ingest last wrote down for a build: its catalogue, and its packs of landed rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import BrokenError
from warehouse.home import Home

# A month in a path: 2025-03, 2025年3月, 202503; the first found, which is the folder's if there is a folder.
_MONTH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:-(0[1-9]|1[0-2])(?!\d)|年(0?[1-9]|1[0-2])月|(0[1-9]|1[0-2])(?!\d))"
)

_LANDED = """
    create table landed (
        month_code varchar,
        delivery_id varchar,
        file_name varchar,
        problem_code varchar,
        article_title varchar,
        adopted_on varchar
    )
"""

# An empty cell may arrive as blanks: to a reader of the register both are nothing. What a register of adoptions must
# have, others are not asked for: the name of the register stands in its place.
_FILL = """
    insert into landed
    select
        delivery.month_code,
        delivery_id,
        delivery.file_name,
        pack.problem_code,
        if(pack.register = 'adoption', nullif(trim(pack.article_title), ''), pack.register) as article_title,
        if(pack.register = 'adoption', nullif(trim(pack.adopted_on), ''), pack.register) as adopted_on
    from read_parquet($packs) as pack
    inner join delivery using (delivery_id)
    where pack.row_role = 'record' and ($months::varchar[] is null or list_contains($months, delivery.month_code))
"""


def month_of(file_name: str, received_on: str) -> str:
    """Return the month that the path names, or else the month in which the file came."""
    if found := _MONTH.search(file_name):
        month = next(part for part in found.groups()[1:] if part)
        return f"{found[1]}-{int(month):02d}"
    return received_on[:7]


_DELIVERY = {
    "delivery_id": pa.string(),
    "file_name": pa.string(),
    "month_code": pa.string(),
    "record_count": pa.int64(),
}
# Shares of fewer records say nothing about how files were read: one unreadable file must not stop the desk.
_ENOUGH_RECORDS = 10


def months_to_judge(home: Home, built: AbstractSet[str]) -> list[str]:
    """Return the months that deliveries not yet built speak of, if enough records landed for them."""
    deliveries = _deliveries(home).to_pylist()
    counts = Counter[str]()
    for one in deliveries:
        counts[one["month_code"]] += one["record_count"]
    new = {one["month_code"] for one in deliveries if one["delivery_id"] not in built}
    return sorted(month for month in new if counts[month] >= _ENOUGH_RECORDS)


@contextmanager
def opened(home: Home, months: Sequence[str] | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database with every delivery, and with what landed for these months or for all (None).

    `record` is what `look_at` chooses of it: the packs are read once, however many months are judged.
    """
    deliveries = _deliveries(home)
    connection = duckdb.connect(":memory:")
    try:
        connection.register("deliveries", deliveries)
        connection.execute("create table delivery as select * from deliveries")
        connection.execute(_LANDED)
        if deliveries.num_rows:
            _fill(connection, home, months)
        yield connection
    finally:
        connection.close()


def look_at(connection: duckdb.DuckDBPyConnection, month: str | None) -> None:
    """Let `record` be what landed for one month, or all that was opened (None)."""
    chosen = connection.table("landed")
    if month is not None:
        chosen = chosen.filter(duckdb.ColumnExpression("month_code") == duckdb.ConstantExpression(month))
    chosen.create_view("record", replace=True)


def _fill(connection: duckdb.DuckDBPyConnection, home: Home, months: Sequence[str] | None) -> None:
    try:
        connection.execute(_FILL, {"packs": str(home.build / "landed" / "*.parquet"), "months": months})
    except duckdb.Error as error:
        raise _unreadable(home, error) from error


def _deliveries(home: Home) -> pa.Table:
    """Return the catalogue with the month each delivery speaks of; it is empty before the first build."""
    path = home.build / "landed_delivery.parquet"
    if not path.exists():
        return pa.table({name: pa.array([], kind) for name, kind in _DELIVERY.items()})
    try:
        said = pq.read_table(
            path, columns=["delivery_id", "file_name", "record_count", "received_on"]
        ).to_pydict()
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(home, error) from error
    said["month_code"] = list(map(month_of, said["file_name"], said["received_on"]))
    return pa.table({name: pa.array(said[name], kind) for name, kind in _DELIVERY.items()})


def _unreadable(home: Home, error: Exception) -> BrokenError:
    return BrokenError(
        f"{home.build} 中的来件目录读不出来，请删去这个文件夹，再运行 tongbao build 重新生成：{error}",
        f"landed records cannot be read in {home.build}; delete it and run tongbao build: {error}",
    )
