# Two commands: `make run` and `make test`. Everything else is a part of one of them.
# Needs Python 3.11 or newer with venv, and make. The rest is installed below this folder.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
TOOLS := .tools/bin
STATIC := static/manifest.json
PO := $(wildcard translations/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)

export UV_COMPILE_BYTECODE := 1
export UV_LINK_MODE := copy
export UV_SYSTEM_CERTS := 1
export PYTHONDONTWRITEBYTECODE :=
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export npm_config_update_notifier := false

.PHONY: help run production test check fast format migrate lock translations clean browser drill bench bench-search names papers release

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: .venv/.run $(STATIC) $(MO) ## Serve the register on 127.0.0.1:8000 (another port: PORT=8080 make run)
	@COPROD_ENVIRONMENT=development COPROD_DEMO=1 COPROD_SECOND_FACTOR=$${COPROD_SECOND_FACTOR:-0} PORT=$(PORT) $(BIN)/coprod serve

test: check browser ## Everything that CI runs: checks, the suite on two databases, a real browser
	@$(BIN)/python -m tests.everything

check: fast ## The fast half: format, lint, types, contracts, templates, words (under 90 s)

fast: .venv/.dev $(STATIC) $(MO)
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo >build/contracts.txt || { cat build/contracts.txt; exit 1; }
	@$(BIN)/djlint --quiet --lint templates
	@$(BIN)/deptry . >build/deptry.txt 2>&1 || { cat build/deptry.txt; exit 1; }
	@$(BIN)/codespell -q 3

drill: .venv/.dev $(STATIC) $(MO) ## What takes too long for every change: faults planted to see if tests notice, workers killed (SIZE=50 for less)
	@$(BIN)/python -m tests.drill $(if $(SIZE),--size $(SIZE)) $(if $(SEED),--seed $(SEED))

bench: .venv/.dev $(STATIC) $(MO) ## Measure the speed of the main pages beside a bare page (SIZES=1000,10000 for less)
	@$(BIN)/python -m bench

format: .venv/.dev ## Put the code into its one format
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix . || true

names: .venv/.dev ## List names in the code that tell a reader nothing
	@$(BIN)/python -m tests.architecture.names

papers: .venv/.dev ## Write down again where personal data lies, from what the code declares
	@COPROD_ENVIRONMENT=test $(BIN)/python -m tests.architecture.assurance

bench-search: .venv/.run ## How good the search is on judged sets (another: SET=folder)
	@$(BIN)/python -m bench.search $(SET)

production: .venv/.run .venv/.files $(STATIC) $(MO) ## Install what a server needs, and nothing for tests

migrate: .venv/.run ## Bring the database of COPROD_DATABASE_URL up to date
	@$(BIN)/coprod database upgrade

release: .venv/.dev frontend/node_modules/.ready ## Make what is handed over, in dist/: program, parts, checksums (signed: RELEASE_KEY=path)
	@rm -rf dist
	@RELEASE_KEY=$(RELEASE_KEY) $(BIN)/python -m release

translations: .venv/.dev ## Collect the words to translate, and merge them into each language
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F babel.cfg -k lazy_gettext --ignore-dirs '.* build data node_modules static' --no-location --sort-output --omit-header --no-wrap -o build/messages.pot .
	@for language in $(notdir $(wildcard translations/*)); do \
	  $(BIN)/pybabel -q update -i build/messages.pot -d translations -l $$language --no-fuzzy-matching --ignore-obsolete --no-wrap || exit 1; done

lock: .tools/.ready ## Choose the versions of everything anew, with their hashes
	@$(TOOLS)/uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 --upgrade requirements/tools.in -o requirements/tools.txt
	@$(TOOLS)/uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 --upgrade pyproject.toml -o requirements/run.txt
	@$(TOOLS)/uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 --extra files -c requirements/run.txt pyproject.toml -o requirements/files.txt
	@$(TOOLS)/uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 --upgrade --extra files --group dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt

clean: ## Remove all that was built, and keep the data
	rm -rf .venv .tools static build dist frontend/node_modules $(MO)

browser: .venv/.dev
	@$(BIN)/python -m tests.browser

.tools/.ready: requirements/tools.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "The register needs Python 3.11 or newer; $(PYTHON) is older. Try: make run PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv .tools || { echo "Could not make the folder .tools here. Is this folder writeable, and is Python's venv installed?"; exit 1; }
	@$(TOOLS)/pip install -q --require-hashes -r requirements/tools.txt
	@touch $@

.venv/.run: requirements/run.txt pyproject.toml .tools/.ready
	@test -x $(BIN)/python || $(TOOLS)/uv venv -q --python $(TOOLS)/python .venv
	@$(TOOLS)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/run.txt
	@$(TOOLS)/uv pip install -q --python $(BIN)/python --offline --no-deps -e .
	@mkdir -p build && touch $@

.venv/.files: requirements/files.txt .venv/.run
	@$(TOOLS)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/files.txt
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@$(TOOLS)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

frontend/node_modules/.ready: frontend/package-lock.json .tools/.ready
	@cd frontend && PATH="$(CURDIR)/$(TOOLS):$$PATH" npm ci --loglevel=error --ignore-scripts >/dev/null
	@touch $@

$(STATIC): frontend/node_modules/.ready $(wildcard frontend/*.scss frontend/*.js frontend/*.svg frontend/drawings/*.svg frontend/*.py)
	@PATH="$(CURDIR)/$(TOOLS):$$PATH" $(TOOLS)/python frontend/build.py

%.mo: %.po .venv/.run
	@$(BIN)/pybabel -q compile -i $< -o $@
