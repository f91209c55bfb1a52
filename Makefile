# Panelpost: one word for each thing that a developer or an operator does here.
#
# Everything runs from this checkout in its own environment, `.venv`, whose packages come from the lock files under
# requirements/: exact versions, hashes checked, wheels alone. Nothing of the project itself is built or installed.

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input \
           --require-hashes --only-binary :all: --no-deps
UV_LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
           --no-header --no-emit-index-url --no-emit-build-options

.PHONY: help setup check formatting lint types imports house format test bench demo lock clean
.DEFAULT_GOAL := help

help: ## say what each word does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.development ## make .venv with everything that working on the project needs

check: formatting lint types imports house ## all five of these: what must hold before the tests are worth running

formatting: $(VENV)/.development ## files are formatted as `make format` would
	$(BIN)/ruff format --check --output-format concise .

lint: $(VENV)/.development ## ruff finds nothing
	$(BIN)/ruff check .

types: $(VENV)/.development ## mypy --strict finds nothing
	$(BIN)/mypy

imports: $(VENV)/.development ## imports run downhill, libraries stay in their places
	$(BIN)/lint-imports

house: $(VENV)/.development ## the rules of the house hold
	$(BIN)/python -m pytest -q tests/test_house_rules.py

format: $(VENV)/.development ## put the formatting right, and what lint can mend by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: $(VENV)/.development ## all tests; what this machine lacks is skipped by name
	$(BIN)/python -m pytest -n auto --dist worksteal

bench: $(VENV)/.development ## the measurements under benchmarks/
	$(BIN)/python -m pytest benchmarks --benchmark-only

demo: $(VENV)/.runtime ## one fortnight of one panel, on an embedded mail server; see var/demo/
	$(BIN)/python run_service.py demo

lock: ## renew the lock files from requirements/*.in (needs uv)
	$(UV_LOCK) --upgrade requirements/runtime.in -o requirements/runtime.txt
	$(UV_LOCK) --upgrade requirements/development.in -c requirements/runtime.txt -o requirements/development.txt

clean: ## remove .venv and every cache
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Panelpost needs Python 3.11 or later: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)

# A stamp is newer than the lock file it was made from; `make` thus installs again only when a lock file changes.
$(VENV)/.runtime: requirements/runtime.txt | $(BIN)/python
	$(PIP) -r $<
	@touch $@

$(VENV)/.development: requirements/development.txt | $(BIN)/python
	$(PIP) -r $<
	@touch $@ $(VENV)/.runtime
