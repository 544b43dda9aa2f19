# One target per thing a developer or operator does here; `make help` lists them.
.DEFAULT_GOAL := help

.PHONY: help demo test check fmt gate faults bench soak lock client-tools clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# how often `make faults` kills the process; every named point is reached from 90 on
KILLS ?= 200
PACKAGES := news wire ingest store exporters desk wiredesk

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(READY) ## the whole way on a bundled sample, with no network: fetch, understand, hold or approve, publish
	@$(BIN)/wiredesk demo

test: check client-tools ## everything that has to hold: check, then the tests, with branch coverage
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered -q

check: $(READY) ## style, types, floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fmt: $(READY) ## put the code into form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

gate: $(READY) ## what is read rightly, field by field, against floors that only rise; and what mutations get through
	$(BIN)/python -m tests.gate
	$(BIN)/python -m tests.mutations

faults: $(READY) ## faults really made: kill, fill, lock, bomb (half an hour, less with KILLS=40; root for the full disk)
	$(BIN)/python -m pytest tests/faults -m "faults or not faults" -n 2 --dist loadfile --kills $(KILLS)

bench: $(READY) ## measure speed against peers and floors
	$(BIN)/python -m bench

soak: $(READY) ## a service's day and a half in ten minutes: 300 feeds of all habits, told truly
	$(BIN)/python -m bench.soak

client-tools: $(READY) ## install the real clients that tests use, where this machine lets us (Debian, root)
	@$(BIN)/python tests/client_tools.py

lock: ## resolve the versions anew into requirements.lock (needs uv)
	uv pip compile pyproject.toml --group dev --extra postgres --python-version 3.11 --universal \
		--generate-hashes --no-emit-index-url --no-header --upgrade -o requirements.lock

clean: ## remove the environment and what tools left behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.* dist

# hashes and an editable install do not mix in one call of pip; the lock names all there is to install, and pip, left to look for
# dependencies itself, takes a newer release of what is asked for with an extra (coverage[toml]) and then misses its hash
$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing what wiredesk needs into $(VENV) (once; a few minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q $(PACKAGES)
	@touch $@
