# Everything that is made lies in .venv, demo-home and bench-home; `make clean` takes it away again, but never home: real data may lie there.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

BIN := .venv/bin
READY := .venv/.ready
# The first that really runs and can make environments: a name on PATH may be a shim with nothing behind it.
PYTHONS := python3.13 python3.12 python3.11 python3
RUNS := import ensurepip, sqlite3, ssl, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))

# Closed networks are the normal case: no tool may call home, and uv may not fetch an interpreter.
export DO_NOT_TRACK := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := False
export GX_ANALYTICS_ENABLED := False
export AIRFLOW__USAGE_DATA_COLLECTION__ENABLED := False
export PYTHONUTF8 := 1
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1

.PHONY: help setup demo check test tests style types sql bench golden docs clean

help:
	@echo 'make demo    a month and a quarter of the sample office, through the real DAGs'
	@echo 'make test    linters, types, tests'
	@echo 'make check   linters, types, the tests of what changed: while you work'
	@echo 'make bench   how fast, beside bare SQL and a pandas script: docs/performance.md'
	@echo 'make golden  write the golden editions anew; read the diff before committing it'
	@echo 'make docs    write what docs/ has from the rules and their models anew'
	@echo 'make setup   only the environment in .venv'
	@echo 'make clean   take away everything that was made; home stays'

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@python=''; for name in $(PYTHON) $(PYTHONS); do \
	    if "$$name" -c '$(RUNS)' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	    echo 'No Python 3.11, 3.12 or 3.13 with venv found; install one (Debian: python3 python3-venv) or say make PYTHON=/its/path' >&2; exit 3; \
	fi; \
	echo "Setting up .venv with $$("$$python" -V)"; \
	"$$python" -m venv --clear .venv
	@awk '/^[^ #]/ { wanted = /^uv==/ } wanted' requirements.lock > .venv/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
# uv does not know where pip was told to look for packages: on a network with a mirror of its own pip still gets there.
	@$(BIN)/uv pip sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python requirements.lock || { \
	    echo 'uv could not do it; trying pip, which takes longer'; \
	    $(BIN)/python -m ensurepip --upgrade >/dev/null; \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock; }
	@$(BIN)/uv pip install --quiet --offline --no-deps --no-build-isolation --python $(BIN)/python --editable .
# What dbt reads and compiles once for all builds is part of the set-up, not of somebody's first build.
	@$(BIN)/python -c 'from warehouse.manifest import compiled_project; compiled_project()'
	@touch $@

demo: $(READY)
	@$(BIN)/tongbao demo --home demo-home

style: $(READY)
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

types: style
	$(BIN)/mypy

sql: style
	$(BIN)/python -m tests.lint_sql lint --disable-progress-bar --processes 2 dbt_project

# Types and SQL are looked at again only where something changed; whole offices are left to `make test`.
check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@files=$$(git diff --name-only --diff-filter=d HEAD -- 'dbt_project/*.sql'); \
	    if [ -n "$$files" ]; then $(BIN)/python -m tests.lint_sql lint --disable-progress-bar $$files; fi
	@files=$$($(BIN)/python -m tests.changed); \
	    if [ -n "$$files" ]; then $(BIN)/python -m pytest -q $$files; fi

# What looks at the code runs beside the tests, which wait for killed processes and for each other at their end.
test: $(READY)
	@$(MAKE) --no-print-directory --jobs 3 types sql tests

# The demo takes another minute: on a build machine it is part of the proof.
# Files of tests share what they build: each stays with one of the two processes, in the order of tests/conftest.py.
tests: style
	$(if $(filter true,$(CI)),$(BIN)/tongbao demo --home demo-home)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Other sizes and data: python -m bench --help
bench: $(READY)
	@$(BIN)/python -m bench

golden: $(READY)
	$(BIN)/python -m tests.golden.renew

docs: $(READY)
	$(BIN)/python -m tests.cases.renew

clean:
	rm -rf .venv demo-home bench-home .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf dbt_project/target dbt_project/logs logs
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
