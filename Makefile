# make demo    the Indonesian sample lesson in four versions, below output/
# make test    the whole test suite
# make check   ruff (lint, format), mypy, import-linter
# make verify  the slow matrices (papers x versions x lessons), not part of make test
# make gallery the pictures in the README and in docs/templates.md, and the schema of the markup
# make batch-demo  the packs of a made-up district of 60 classes, below output/
# make wheels  a folder of wheels for a laptop without network

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test check verify gallery bench batch-demo wheels clean

$(BIN)/handouts: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@

demo: $(BIN)/handouts
	$(BIN)/handouts build content/aliansi-as-soviet --versions 4

test: $(VENV)/dev
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

verify: $(VENV)/dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "verify or not verify"

gallery: $(VENV)/dev
	$(BIN)/python docs/make_gallery.py
	$(BIN)/python docs/make_element_gallery.py
	$(BIN)/python docs/make_schema.py

bench: $(VENV)/dev
	$(BIN)/python benchmarks/run.py

batch-demo: $(BIN)/handouts
	$(BIN)/python benchmarks/district.py output/district-plan
	$(BIN)/handouts batch output/district-plan/PLAN.yaml

wheels:
	$(PYTHON) -m pip wheel --quiet --wheel-dir wheels .

clean:
	rm -rf output build dist wheels $(VENV)
