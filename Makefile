# Two commands do all the set-up on a machine with Python and make: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint eval bench clean

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test]"
	@touch $@

demo: $(VENV)/installed
	$(BIN)/crosscheck check examples -o report.html -o report.json
	@echo "open $(CURDIR)/report.html"

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

# Each story of the benchmark judged by weights fitted on the others, and held against the floors: some minutes.
eval: $(VENV)/installed
	$(BIN)/python -m verify.training --report loso.json
	$(BIN)/python -m tests.eval.gate loso.json

bench: $(VENV)/installed
	$(BIN)/python bench/startup.py

clean:
	rm -rf $(VENV) report.html report.json loso.json
