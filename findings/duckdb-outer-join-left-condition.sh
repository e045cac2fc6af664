#!/usr/bin/env bash
# One condition on the left table alone, beside an equality, makes DuckDB compare all rows of an outer join with all.
#
# Guessed: `left join … on a.k = b.k and a.x > 0` is a hash join on k, the rest asked of what meets; as an inner join and
# with the condition on the right it is.
# Seen with the version below: with the condition on the left side the plan is a block-wise nested loop, at any number of
# rows; 20,000 rows beside 20,000 take hundreds of times as long as with the same condition put into the key
# (`on if(a.x > 0, a.k, null) = b.k`), which is a hash join and gives the same rows.
#
# Fails if any of that changes.
set -euo pipefail
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --quiet --disable-pip-version-check duckdb==1.5.5

"$work/venv/bin/python" - <<'PY'
import re
import sys
import time

import duckdb

connection = duckdb.connect(config={"threads": 2})
for table in ("a", "b"):
    connection.execute(f"create table {table} as select i as k, i % 3 as x from range(20000) as r(i)")
JOINS = {
    "inner, left condition": "from a join b on a.k = b.k and a.x > 0",
    "left, right condition": "from a left join b on a.k = b.k and b.x > 0",
    "left, left condition": "from a left join b on a.k = b.k and a.x > 0",
    "left, condition in the key": "from a left join b on if(a.x > 0, a.k, null) = b.k",
}
seen, rows = {}, {}
for name, join in JOINS.items():
    plan = connection.execute(f"explain select a.k, b.k {join}").fetchall()[0][1]
    seen[name] = re.search(r"[A-Z_]*JOIN", plan).group()
    started = time.perf_counter()
    rows[name] = connection.execute(f"select count(*), count(b.k), sum(b.k) {join}").fetchall()
    print(f"{name:28} {seen[name]:20} {1000 * (time.perf_counter() - started):8.1f} ms")
print("duckdb", duckdb.__version__)
loops = [name for name, operator in seen.items() if operator != "HASH_JOIN"]
if loops != ["left, left condition"] or rows[loops[0]] != rows["left, condition in the key"]:
    sys.exit(f"changed: {seen}")
PY
