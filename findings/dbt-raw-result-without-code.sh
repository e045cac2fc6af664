#!/usr/bin/env bash
# In a materialization of one's own, dbt's store_raw_result('main', message='OK') works, and then the whole run ends in an error.
#
# Guessed: code and rows_affected are optional, as the signature reads; left out they are none.
# Seen with the versions below: their defaults are not none but the type `typing.Optional[str]` itself. The table is written, but
# the event that a node has finished cannot be made of it ("[NodeFinished]: Unable to parse logging event dictionary" for each
# node), and run_results.json cannot be written: the run fails with "Object of type _UnionGenericAlias is not JSON serializable",
# and names no node. With --no-write-json it succeeds, warnings apart; with code and rows_affected given, nothing is said.
#
# Fails if any of that changes.
set -euo pipefail
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --quiet --disable-pip-version-check dbt-core==1.11.16 dbt-duckdb==1.11.1 duckdb==1.5.5
export DO_NOT_TRACK=1 DBT_SEND_ANONYMOUS_USAGE_STATS=False

project() {  # what the materialization gives to store_raw_result
    rm -rf "$work/project" && mkdir -p "$work/project/models" "$work/project/macros"
    cat > "$work/project/dbt_project.yml" <<'YML'
name: raw
profile: raw
version: "1.0"
models: {+materialized: plain}
YML
    cat > "$work/project/profiles.yml" <<'YML'
raw: {target: dev, outputs: {dev: {type: duckdb, path: own.duckdb}}}
YML
    echo 'select 1 as one' > "$work/project/models/one.sql"
    cat > "$work/project/macros/plain.sql" <<SQL
{% materialization plain, adapter='duckdb' %}
{%- set target = this.incorporate(type='table') -%}
{%- do adapter.execute('create or replace table ' ~ target ~ ' as ' ~ compiled_code) -%}
{%- do store_raw_result($1) -%}
{%- do adapter.commit() -%}
{{ return({'relations': [target]}) }}
{% endmaterialization %}
SQL
}
run() {  # further options; prints how it ended, why, and whether an event could not be made
    (cd "$work/project" && "$work/venv/bin/python" - "$@" <<'PY'
import contextlib, io, sys

from dbt.cli.main import dbtRunner

told = io.StringIO()
with contextlib.redirect_stdout(told):
    result = dbtRunner(callbacks=[lambda event: told.write(event.info.msg)]).invoke(
        [*sys.argv[1:], "run", "--profiles-dir", ".", "--log-format", "text"]
    )
print("succeeded" if result.success else f"failed: {result.exception};", "Unable to parse logging event dictionary" in told.getvalue())
PY
    )
}
expect() {  # what, wanted, got
    echo "$1: $3"
    [ "$2" = "$3" ] || { echo "changed: expected '$2'" >&2; exit 1; }
}

"$work/venv/bin/python" -c "from importlib.metadata import version as v; print('dbt-core', v('dbt-core'), 'dbt-common', v('dbt-common'), 'dbt-duckdb', v('dbt-duckdb'))"
project "'main', message='OK'"
expect 'message alone' 'failed: Object of type _UnionGenericAlias is not JSON serializable; True' "$(run)"
expect 'message alone, no JSON written' 'succeeded True' "$(run --no-write-json)"
project "'main', message='OK', code='OK', rows_affected=-1"
expect 'all given' 'succeeded False' "$(run)"
