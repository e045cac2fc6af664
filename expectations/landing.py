"""The landed deliveries as two tables, `delivery` and `record`, in a database that lives in memory."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import BrokenError
from warehouse.home import Home

# A month in a path: 2025-03, 2025年3月, 202503; the first found, which is the folder's if there is a folder.
_MONTH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:-(0[1-9]|1[0-2])(?!\d)|年(0?[1-9]|1[0-2])月|(0[1-9]|1[0-2])(?!\d))"
)

_TABLES = """
    create table delivery (delivery_id varchar, file_name varchar, month_code varchar, record_count bigint);

    create table record (
        delivery_id varchar,
        file_name varchar,
        problem_code varchar,
        article_title varchar,
        adopted_on varchar
    );
"""

# An empty cell may arrive as blanks: to a reader of the register both are nothing. What a register of adoptions must
# have, others are not asked for: the name of the register stands in its place.
_FILL = """
    insert into record
    select
        parse_path(landed.filename)[-2] as delivery_id,
        delivery.file_name,
        landed.problem_code,
        if(landed.register = 'adoption', nullif(trim(landed.article_title), ''), landed.register) as article_title,
        if(landed.register = 'adoption', nullif(trim(landed.adopted_on), ''), landed.register) as adopted_on
    from read_parquet($files, filename = true) as landed
    inner join delivery
        on parse_path(landed.filename)[-2] = delivery.delivery_id
    where landed.row_role = 'record'
"""


def month_of(file_name: str, received_on: str) -> str:
    """Return the month that the path names, or else the month in which the file came."""
    if found := _MONTH.search(file_name):
        month = next(part for part in found.groups()[1:] if part)
        return f"{found[1]}-{int(month):02d}"
    return received_on[:7]


# Shares of fewer records say nothing about how files were read: one unreadable file must not stop the desk.
_ENOUGH_RECORDS = 10


def months_to_judge(home: Home, built: AbstractSet[str]) -> list[str]:
    """Return the months that deliveries not yet built speak of, if enough records landed for them."""
    deliveries = [_read(path) for path in sorted(home.raw.glob("*/delivery.json"))]
    counts = Counter[str]()
    for _, _, month, record_count in deliveries:
        counts[month] += record_count
    new = {month for delivery_id, _, month, _ in deliveries if delivery_id not in built}
    return sorted(month for month in new if counts[month] >= _ENOUGH_RECORDS)


@contextmanager
def opened(home: Home, month: str | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database with every delivery, and with the records of one month or of all (None)."""
    deliveries = [_read(path) for path in sorted(home.raw.glob("*/delivery.json"))]
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(_TABLES)
        if deliveries:
            connection.executemany("insert into delivery values (?, ?, ?, ?)", deliveries)
        wanted = [one[0] for one in deliveries if month in (None, one[2])]
        if wanted:
            files = [str(home.raw / delivery_id / "records.parquet") for delivery_id in wanted]
            _fill(connection, files)
        yield connection
    finally:
        connection.close()


def _fill(connection: duckdb.DuckDBPyConnection, files: list[str]) -> None:
    try:
        connection.execute(_FILL, {"files": files})
    except duckdb.Error as error:
        raise BrokenError(
            f"收件存档读不出来，请从备份恢复 raw 文件夹后再试：{error}",
            f"landed records cannot be read: {error}",
        ) from error


def _read(path: Path) -> tuple[str, str, str, int]:
    try:
        said: dict[str, Any] = json.loads(path.read_bytes())
        month = month_of(said["file_name"], said["received_on"])
        return said["delivery_id"], said["file_name"], month, said["record_count"]
    except (ValueError, KeyError) as error:
        raise BrokenError(
            f"{path} 已损坏（{error}）：请从备份恢复", f"{path} cannot be read: {error!r}"
        ) from error
