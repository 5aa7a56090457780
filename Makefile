# `make demo` sets everything up and reads a sample report on screen; `make test` sets everything up and runs the whole check.

PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
READY   = $(VENV)/.ready

.PHONY: help browser demo setup messages test lint types imports unit floors bench fast train train-smoke clean

help:           ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "khabar needs Python 3.11 or newer; say which with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	$(BIN)/python -m compileall -q src
	@touch $@

setup: $(READY) ## make .venv with everything the project needs

demo: $(READY)  ## read a sample report and show its record
	$(BIN)/khabar read evaluation/reports/e01*.txt --date $$(sed -n 's/^published: *\([0-9-]*\).*/\1/p' evaluation/reports/e01*.yaml)

test: lint types imports unit floors ## the whole check

lint: $(READY)  ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## static types
	$(BIN)/mypy

imports: $(READY) ## the rooms import one way
	$(BIN)/lint-imports

browser:        ## Debian's chromium, which the tests of pages drive
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium; \
	  else echo "the tests of pages need chromium: install it with sudo apt-get install chromium" >&2; exit 1; fi; }

messages: $(READY) ## bring the catalogues of the desk up to date with its texts
	$(BIN)/python -m khabar.web.interface.messages

unit: $(READY) browser ## tests: two files at a time, those in a browser alone
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/web/browser
	$(BIN)/python -m pytest tests/web/browser

floors: $(READY) ## evaluation on the project's own annotated reports and stories, against evaluation/baseline.toml
	$(BIN)/khabar evaluate evaluation/reports --no-model --floors evaluation/baseline.toml
	KHABAR_MODEL=on $(BIN)/khabar evaluate evaluation/reports --floors evaluation/baseline.toml
	$(BIN)/khabar evaluate --stories evaluation/stories --no-model --floors evaluation/baseline.toml

train: $(READY) ## train the neural reader anew on annotated reports (FOLDERS="DIR …" for others than the project's own)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[training]'
	$(BIN)/python training/reader/workflow.py $(FOLDERS) $(if $(NAMES),--names $(NAMES)) --jobs $(or $(JOBS),1)

train-smoke: $(READY) ## every step of training on a few reports, in two minutes; writes nothing but .training-smoke
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[training]'
	$(BIN)/python training/reader/workflow.py --smoke --out .training-smoke

fast: $(READY)  ## a wheel in dist/ whose reading is compiled for this machine: same records, twice as fast (needs a C compiler)
	$(BIN)/python compile_rooms.py build/compiled
	KHABAR_COMPILED=build/compiled $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(BIN)/python benchmarks/compiled.py build/compiled

bench: $(READY) ## speed, memory and cold start
	$(BIN)/python benchmarks/speed.py

clean:          ## remove .venv and caches
	rm -rf build dist $(VENV) .training-smoke .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
