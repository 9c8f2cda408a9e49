# The commands of this repository. `make` alone prints them. A fresh machine needs Python 3.11 or newer, nothing else:
# the first command makes .venv and installs the pinned packages; later ones are quick.

PYTHON ?= python3
VENV ?= .venv
JOBS ?= 3
# SHORT=1 makes `make campaign` short: tests read it from the environment.
SHORT ?=
# Where `make demo` serves the pages.
PORT ?= 8000
# What `make story` plays: one scenario of a module.
STORY ?= areas/pq --scenario screenshot

PY := $(VENV)/bin/python
export VENV JOBS SHORT

# A .venv made in another folder, or by a Python that is gone, does not work any more: make it again.
MADE := $(VENV)/made-in
ifneq ($(CURDIR),$(shell $(PY) -V >/dev/null 2>&1 && cat $(MADE) 2>/dev/null))
$(MADE): again
endif
PIP = $(PY) -m pip --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo story test campaign bench lint format texts docs coverage requirements again

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/run.stamp ## database, network, pages and worker on this machine, for a look; Ctrl-C stops it
	@COUNTERPART_DATA=$${COUNTERPART_DATA:-$(CURDIR)/.demo} $(PY) -m counterpart.operations.command_line demo --port $(PORT)

story: $(VENV)/run.stamp ## play the Polish and British story in the simulator, without a database
	@$(PY) -m counterpart.operations.command_line module simulate $(STORY) -v

test: $(VENV)/test.stamp ## every check and every test that is not a campaign
	@.ci/check ruff format mypy imports pytest

# The long tests carry the marker `campaign`; most of them lie in tests/campaign/.
campaign: $(VENV)/test.stamp ## fuzz, mutation, differential and crash runs: half an hour; with SHORT=1 6 minutes
	@.ci/check campaign

bench: $(VENV)/test.stamp ## the speed that the documents claim, measured
	@$(PY) -m benchmarks

lint: $(VENV)/test.stamp ## ruff, format, mypy and import-linter, without the tests
	@.ci/check ruff format mypy imports

format: $(VENV)/test.stamp ## put the source into its form
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

texts: $(VENV)/test.stamp ## gather the sentences of the interface into the catalogues of translators
	@$(PY) -m counterpart.operations.interface_texts

docs: $(VENV)/run.stamp ## write the generated pages of docs/reference
	@$(PY) -m counterpart.operations.reference

coverage: $(VENV)/test.stamp ## which lines of the source no test reaches
	@$(PY) -m pytest -n $(JOBS) --cov --cov-report=term

requirements: $(VENV)/test.stamp ## pin the newest packages, with hashes, in requirements/*.txt
	@$(PIP) install pip-tools==7.6.2
	@for list in run test; do \
	  $(PY) -m piptools compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	    --output-file requirements/$$list.txt requirements/$$list.in || exit 1; \
	done

# ------------------------------------------------------------------------------------------------- the environment
$(MADE):
	@command -v $(PYTHON) >/dev/null || { echo "There is no '$(PYTHON)' here. Install Python 3.11 or newer: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Counterpart needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1)."; \
	  echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@rm -f $(VENV)/run.stamp $(VENV)/test.stamp
	@printf '%s' '$(CURDIR)' > $@

$(VENV)/run.stamp: requirements/run.txt pyproject.toml $(MADE)
	@echo "Installing what Counterpart needs into $(VENV) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp
	@echo "Installing what its tests need into $(VENV) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements/test.txt
	@touch $@
