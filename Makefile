# On the Record. Bare `make` explains the targets.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help run test check bench audit fuzz screens words lock clean

help: ## explain the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

# The virtual environment is made once and again whenever what it holds is declared anew.
$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("On the Record needs Python 3.11 or later: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q bot knowledge # else each start compiles, where the environment keeps Python from writing
	@touch $(READY)

run: $(READY) ## the bot (with TELEGRAM_BOT_TOKEN), else the chat in the terminal; ARGS="ask ..." for the rest
	@$(BIN)/ontherecord $(ARGS)

test: $(READY) ## every test
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(READY) ## lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY) ## measure speed against named alternatives
	$(BIN)/python -m tests.benchmarks $(ARGS)

fuzz: $(READY) ## 50,000 arbitrary pages, feeds, updates, questions and buttons, 10,000 odd updates to the running bot; CASES=1000 for fewer
	$(BIN)/python -m tests.fuzz $(CASES)

audit: $(READY) ## the licences of the dependencies, and what is known against them
	@$(BIN)/python -m tests.audit

screens: $(READY) ## shoot what the bot shows, as on a phone (needs Chromium), into build/screens
	$(BIN)/python -m tests.screens $(ARGS)

words: $(READY) ## bring the sentences of the templates into the catalogues of bot/locale
	$(BIN)/python -m tests.words

lock: $(READY) ## pin the dependencies anew, with hashes and without addresses
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra bench --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --constraint requirements.lock --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --output-file deploy/requirements.lock

clean: ## remove what was made here: the environment and caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
