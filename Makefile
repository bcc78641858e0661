# The project's verbs. Everything they make is inside .venv or ignored by git.
#
#   make run  ARGS="fill msq-2022"    start the program
#   make test ARGS="tests/core -x"    run the tests
#   make check                        format, lint, types, layers: what CI asks besides the tests
#   make bench                        measure
#   make format                       put the code in the project's format
#   make pins ARGS=--upgrade          choose the exact versions anew
#   make clean                        remove what these verbs made; drafts stay

PYTHON ?= python3
ARGS   ?=

VENV := .venv
BIN  := $(VENV)/bin
# Errors only: a registry that lacks one package is no news to whoever runs these.
PIP  := $(BIN)/python -m pip -qq --disable-pip-version-check

.PHONY: run test check bench format pins clean
.DEFAULT_GOAL := run

run: $(VENV)/.installed
	@$(BIN)/msq $(ARGS)

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks $(ARGS)

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix --exit-zero --quiet
	$(BIN)/ruff format

# uv is needed for this alone, so it lives only as long as this takes.
pins:
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && \
	"$$tools/bin/python" -m pip -qq --disable-pip-version-check install uv && \
	"$$tools/bin/python" scripts/pin.py $(ARGS)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# The stamps are older than pyproject.toml or constraints.txt when these change: then pip looks again.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV) (about a minute the first time)" >&2
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV), with the tools for tests (about a minute the first time)" >&2
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $(VENV)/.installed $@
