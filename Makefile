# Every recipe is one or two plain lines, so it also runs without make.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: up demo test test-pg lint fix bench docs words screenshots eval-coach requirements

up: .venv/run.stamp  ## install, make the database, start the desk, print its address
	$(BIN)/heedful up

demo: .venv/run.stamp  ## throw the data away and tell the demo: a small business with two years of history
	$(BIN)/heedful demo --yes
	$(BIN)/heedful up

test: .venv/dev.stamp  ## install what tests need, then everything on SQLite, on PostgreSQL and in a browser
	$(BIN)/python -m tests.needs
	$(BIN)/python -m tests.run sqlite postgresql browser

test-pg: .venv/dev.stamp  ## the suite on PostgreSQL alone
	$(BIN)/python -m tests.run postgresql

lint: .venv/dev.stamp  ## style, types, imports, templates, architecture
	$(BIN)/python -m tests.run lint

fix: .venv/dev.stamp  ## mend what a machine can mend
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: .venv/dev.stamp  ## the figures of docs/benchmarks.md
	$(BIN)/python -m benchmarks.desk && $(BIN)/python -m benchmarks.house && $(BIN)/python -m benchmarks.log && $(BIN)/python -m benchmarks.feel && $(BIN)/python -m benchmarks.coach

docs: .venv/dev.stamp  ## write docs/reference/ anew from the code
	$(BIN)/python -m tests.house.reference && $(BIN)/python -m tests.house.practices

words: .venv/dev.stamp  ## gather all visible strings into the catalogues of each language and compile them
	$(BIN)/python -m tests.house.words

screenshots: .venv/dev.stamp  ## the pictures of the README
	$(BIN)/python -m tests.browser.pictures

eval-coach: .venv/run.stamp  ## score the coach on a file of labelled cases: make eval-coach FILE=cases.jsonl
	$(BIN)/python -m heedful.coach.evaluate $(FILE)

requirements: .venv/tools.stamp  ## choose newer versions within pyproject.toml and write their checksums
	$(COMPILE) --upgrade requirements/tools.in -o requirements/tools.txt && $(COMPILE) --upgrade --group training -o requirements/training.txt
	$(COMPILE) --upgrade pyproject.toml -o requirements/run.txt && $(COMPILE) --group dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt

.venv/tools.stamp: requirements/tools.txt
	$(PYTHON) -c 'import sys; sys.exit("Heedful needs Python 3.11 or newer: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt && touch $@

.venv/run.stamp: .venv/tools.stamp requirements/run.txt pyproject.toml
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(INSTALL) --no-deps --no-build-isolation --editable . && touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt && touch $@
