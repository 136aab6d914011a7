# `make demo` shows what coop does, `make test` runs everything that CI runs. Each makes its own virtual environment:
# all they need is Python 3.11 or newer, make, and a package index for pip.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
OLDEST := .venv-oldest
BIN := $(VENV)/bin
PROJECT := pyproject.toml Makefile
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

.PHONY: demo test cover lint oldest golden clean

demo: $(VENV)/.demo
	@$(BIN)/coop validate --data data
	@echo
	@$(BIN)/coop stats by province --data data
	@echo
	@$(BIN)/coop list --field y-te --data data

# The tests come last: their closing line is the last line.
test: lint oldest
	$(BIN)/coop validate --data data
	$(BIN)/python -X warn_default_encoding -m pytest -n auto

# Tracing every line takes the property tests several times as long: not part of each run.
cover: $(VENV)/.test
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/coop fmt --check --data data

# The lowest versions that pyproject.toml allows, and a plain install of the wheel, in a folder without a dataset. The
# tests run from a copy there: beside them lies no `coop` folder, so they test the wheel.
oldest: $(OLDEST)/.test
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && cd "$$folder" && \
	"$(CURDIR)/$(OLDEST)/bin/coop" list && \
	cp -R "$(CURDIR)/pyproject.toml" "$(CURDIR)/tests" . && \
	"$(CURDIR)/$(OLDEST)/bin/python" -m pytest -q -n auto tests/cli

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "coop needs Python 3.11 or newer; name one with PYTHON=/path/to/python"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(VENV)/bin/python $(PROJECT) constraints.txt
	$(PIP) $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.test: $(VENV)/bin/python $(PROJECT) constraints.txt
	$(PIP) $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.demo

$(OLDEST)/bin/python:
	@test -n "$(PYTHON)" || { echo "coop needs Python 3.11 or newer; name one with PYTHON=/path/to/python"; exit 2; }
	$(PYTHON) -m venv $(OLDEST)

# Not editable, so that what is run is what a user installs.
$(OLDEST)/.test: $(OLDEST)/bin/python $(PROJECT) constraints-oldest.txt $(shell find coop data schemas -type f -not -name '*.pyc')
	$(PIP) $(OLDEST)/bin/python -m pip install --quiet --constraint constraints-oldest.txt pytest pytest-xdist hypothesis
	$(PIP) $(OLDEST)/bin/python -m pip install --quiet --constraint constraints-oldest.txt --force-reinstall --no-deps .
	$(PIP) $(OLDEST)/bin/python -m pip install --quiet --constraint constraints-oldest.txt .
	@touch $@

golden: $(VENV)/.test
	$(BIN)/python -m pytest --update-golden -q

clean:
	rm -rf $(VENV) $(OLDEST) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
