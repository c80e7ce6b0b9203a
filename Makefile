# The development loop; `make` lists the targets. PYTHON is the interpreter of your environment.
PYTHON ?= .venv/bin/python

help:        ## this list
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'
install:     ## a virtual environment with everything for development
	python3 -m venv .venv && $(PYTHON) -m pip install -e '.[dev]'
test:        ## unit tests and doctests
	$(PYTHON) -m pytest
check:       ## lint, format, types
	$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy
format:      ## put the code into the house format
	$(PYTHON) -m ruff format . && $(PYTHON) -m ruff check --fix .
ci:          ## what the server runs
	.ci/run
samples:     ## write data/samples anew
	$(PYTHON) data/samples/generate.py
models:      ## train the shipped models on the data beside the checkout (see docs/training.md)
	$(PYTHON) -m tsur_nlp.train.shipped ../shared
docs:        ## the documentation into site/, with its pictures drawn anew
	$(PYTHON) tools/screenshots.py && $(PYTHON) -m mkdocs build --strict
bench:       ## all benchmarks; results go to benchmarks/results.md
	for b in speed topics topics_artifact places personal detection parts suggest drift report; do $(PYTHON) benchmarks/$$b.py --write; done
.PHONY: help install test check format ci samples models docs bench
