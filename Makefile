# Every recipe works on a machine that has only Python >= 3.11, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
TRAIN := .venv-train
CASE := examples/ukraine-nato
AS_OF := 2024-11-29
FUZZ ?= 2700

.DEFAULT_GOAL := help
.PHONY: help setup demo test fuzz check check-fast stances lock clean

help: ## list the recipes
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(STAMP) ## prepare .venv with placet and its tools

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "placet needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Try: make PYTHON=python3.12 setup" >&2; exit 2; }
	@echo "setup: preparing $(VENV) (first time: about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)
	@echo "setup: done"

demo: setup ## read the example's documents and show its brief, in the terminal and as HTML
	@$(BIN)/placet add $(CASE)
	@$(BIN)/placet brief $(CASE) --as-of $(AS_OF) -o brief.html
	@$(BIN)/placet brief $(CASE) --as-of $(AS_OF)
	@echo "HTML: $(CURDIR)/brief.html"

test: setup ## pass the tests
	@$(BIN)/python -m pytest

fuzz: setup ## try 100,000 bad inputs on every reader of files; FUZZ=N for N of each kind
	@PLACET_FUZZ=$(FUZZ) $(BIN)/python -m pytest tests/fuzzing

check: setup ## style, types, and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check-fast: setup ## style, and the quick tests of what has changed since the last commit
	@$(BIN)/ruff check .
	@touched=$$($(BIN)/python tools/touched.py); if [ -n "$$touched" ]; then $(BIN)/python -m pytest -m "not slow" $$touched; else echo "nothing has changed"; fi

stances: ## train the network that reads stances anew (an hour or so, in an environment of its own)
	@$(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/dev.txt
	@$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check -r requirements/train.txt
	@$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(TRAIN)/bin/python tools/stances/train.py --base "$$($(TRAIN)/bin/python tools/stances/base.py $(TRAIN)/base)" --report $(TRAIN)/held.json --out src/placet/reading/learned/model

lock: setup ## resolve the pinned requirements anew (needs uv)
	@uv pip compile --quiet pyproject.toml --group dev --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -o requirements/dev.txt

clean: ## remove what setup and demo made
	rm -rf $(VENV) $(TRAIN) brief.html $(CASE)/ledger.sqlite*
