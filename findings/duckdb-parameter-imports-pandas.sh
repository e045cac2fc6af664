#!/usr/bin/env bash
# The first DuckDB statement that is given a parameter imports pandas, wherever it is installed; the same value written
# into the statement does not.
#
# Guessed: a text, a number or nothing at all is bound as it is; pandas is asked for only where a frame is given or wanted.
# Seen with the versions below: a text or a number, in a list or by name, imports pandas (and with it numpy, and pyarrow
# where that is installed), which takes many times as long as the query; a short-lived command pays it each time. None
# does not, and without pandas in the environment the same statements work.
#
# Fails if any of that changes.
set -euo pipefail
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m venv "$work/venv"
pip() { "$work/venv/bin/pip" "$@" --quiet --quiet --disable-pip-version-check; }
pip install duckdb==1.5.5

cat > "$work/ask.py" <<'PY'
import sys
import time

import duckdb

connection = duckdb.connect()
connection.execute("create table unit as select 'U1' as code, 3 as points").fetchall()
connection.execute("select * from unit where code = 'U1'").fetchall()
before = "pandas" in sys.modules
started = time.perf_counter()
given = {"list": ["U1"], "named": {"code": "U1"}, "none": [None]}[sys.argv[1]]
mark = "$code" if isinstance(given, dict) else "?"
connection.execute(f"select * from unit where code = {mark}", given).fetchall()
took = time.perf_counter() - started
print(before, "pandas" in sys.modules, file=sys.stdout)
print(f"{sys.argv[1]}: {took * 1000:.0f} ms", file=sys.stderr)
PY

seen() { "$work/venv/bin/python" "$work/ask.py" "$1"; }

for kind in list named none; do
    [ "$(seen $kind)" = "False False" ] || { echo "without pandas something else happens: $kind" >&2; exit 1; }
done
pip install pandas==3.1.1
"$work/venv/bin/python" -c 'import pandas'  # its modules are compiled now
for kind in list named; do
    [ "$(seen $kind)" = "False True" ] || { echo "a parameter no longer imports pandas: $kind" >&2; exit 1; }
done
[ "$(seen none)" = "False False" ] || { echo "None imports pandas, too" >&2; exit 1; }
echo 'duckdb 1.5.5, pandas 3.1.1: a statement without parameters or with None leaves pandas alone, a text or number imports it'
