#!/usr/bin/env bash
# A dbt project that is copied or moved with its target/ folder goes on loading its seeds from the folder it was first parsed in.
#
# Guessed: seeds are read below --project-dir, whatever lies in target/.
# Seen with the versions below, --project-dir given as an absolute path: partial_parse.msgpack keeps each seed's absolute root_path; as long as the seed's own file has not
# changed, `dbt seed` in the copy loads the file of the first folder: its newer rows if somebody edited it there, and ends in an
# error when it is gone. Other nodes do not mind. `--no-partial-parse` reads the copy's own file.
#
# Fails if any of that changes.
set -euo pipefail
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --quiet --disable-pip-version-check dbt-core==1.11.16 dbt-duckdb==1.11.1 duckdb==1.5.5
export DO_NOT_TRACK=1 DBT_SEND_ANONYMOUS_USAGE_STATS=False

mkdir -p "$work/first/seeds"
cat > "$work/first/dbt_project.yml" <<'YML'
name: copied
profile: copied
version: "1.0"
YML
cat > "$work/first/profiles.yml" <<'YML'
copied: {target: dev, outputs: {dev: {type: duckdb, path: own.duckdb}}}
YML
printf 'code,name\n1,first\n' > "$work/first/seeds/unit.csv"

seed() {  # folder, more options
    (cd "$1" && "$work/venv/bin/dbt" --quiet "${@:2}" seed --project-dir "$1" --profiles-dir "$1" 2>&1)
}
rows() {
    "$work/venv/bin/python" -c "import duckdb; print(*[r[0] for r in duckdb.connect('$1/own.duckdb').sql('select name from unit order by code').fetchall()])"
}
expect() {  # what, wanted, got
    echo "$1: $3"
    [ "$2" = "$3" ] || { echo "changed: expected '$2'" >&2; exit 1; }
}

"$work/venv/bin/python" -c "from importlib.metadata import version as v; print('dbt-core', v('dbt-core'), 'dbt-duckdb', v('dbt-duckdb'), 'duckdb', v('duckdb'))"
seed "$work/first"
cp -r "$work/first" "$work/copy"
printf 'code,name\n1,first\n2,later\n' > "$work/first/seeds/unit.csv"
seed "$work/copy"
expect 'the copy, whose own file has one row, holds' 'first later' "$(rows "$work/copy")"
seed "$work/copy" --no-partial-parse
expect 'parsed anew it holds' 'first' "$(rows "$work/copy")"

cp -r "$work/first" "$work/moved"
seed "$work/first" > /dev/null
rm -rf "$work/moved/target" && cp -r "$work/first/target" "$work/moved/target"
rm -rf "$work/first"
if said=$(seed "$work/moved"); then said="it ran"; else said=$(grep -o 'No files found that match the pattern' <<< "$said" | head -1); fi
expect 'with the first folder gone it ends with' 'No files found that match the pattern' "$said"
