# make graph   build the graph of texts/ into output/, from nothing
# make test    run every check, from nothing
# Needs Python 3.11 or newer and make; another interpreter: make graph PYTHON=python3.12

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
TEXTS  ?= texts
OUT    ?= output
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help graph test lock wheel clean

help:  ## say what can be done
	@sed -n '1,3s/^# //p' Makefile

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/.made
	@echo "Installing what the build needs (once) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "Installing what the checks need (once) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# A file is not a prerequisite of make here because its name may hold spaces: find asks for whatever changed since the last build.
graph: $(VENV)/.runtime  ## build the graph of texts/ into output/
	@if [ -f "$(OUT)/report.json" ] && [ -f "$(OUT)/graph.html" ] && [ -z "$$(find "$(TEXTS)" ontology queries graph build.py \
	    -name __pycache__ -prune -o -newer "$(OUT)/report.json" -print | head -n 1)" ]; \
	then echo "Nothing changed since the last build. Open the page:"; \
	    $(BIN)/python -c 'import pathlib, sys; print(pathlib.Path(sys.argv[1]).resolve().as_uri())' "$(OUT)/graph.html"; \
	else $(BIN)/python build.py "$(TEXTS)" --out "$(OUT)"; fi

test: $(VENV)/.dev  ## run every check
	@sh .ci/system
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict graph build.py
	$(BIN)/pytest --numprocesses auto --dist loadfile

COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	--build-deps-for wheel --build-deps-for editable

lock: $(VENV)/.runtime  ## pin the newest versions that pyproject.toml allows
	$(PIP) install pip-tools
	$(COMPILE) --upgrade --output-file requirements.lock pyproject.toml
	$(COMPILE) --upgrade --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

wheel: $(VENV)/.dev  ## build the package into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir dist .

clean:  ## take away what was built, not the environment
	rm -rf dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
