# make serve   sets up, builds and serves the knowledge base; PORT=8001, SQL=off
# make test    sets up and runs the tests
.DEFAULT_GOAL := help
.PHONY: help serve ask build dist site test lint score bench lock clean

PYTHON ?= python3
PORT   ?= 8001
SQL    ?= on
OUT    ?=
SITE   ?=
URL    ?= /policy.json
VENV   := .venv
export PYTHONUTF8 := 1
BIN    := $(VENV)/bin
STAMP  := .make
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Folders of Datasette's conventions, each used where it exists.
DATASETTE := $(BIN)/datasette serve -i policy.db \
	$(if $(wildcard metadata.yml),--metadata metadata.yml) \
	$(if $(wildcard plugins/),--plugins-dir plugins) \
	$(if $(wildcard templates/),--template-dir templates) \
	$(if $(wildcard static/),--static static:static) \
	--setting suggest_facets off \
	--setting default_page_size 50 \
	--setting default_facet_size 40 \
	--setting facet_time_limit_ms 1000 \
	--setting sql_time_limit_ms 3000 \
	--setting max_csv_mb 0 \
	--setting num_sql_threads 4 \
	--setting default_allow_sql $(SQL)

help:
	@echo "make serve   build policy.db from raw/ and serve it on 127.0.0.1 (PORT=$(PORT))"
	@echo "             SQL=off: readers may not write queries of their own"
	@echo "make ask     ask without serving: make ask URL='/policy/clauses.json?_search=5G'"
	@echo "make build   build policy.db only"
	@echo "make dist    write dist/, all that a read-only site needs (OUT=… for another folder, SQL=off)"
	@echo "make site    write site/, static files for any web server (OUT=…, SITE=https://… where it will be)"
	@echo "make test    run the tests"
	@echo "make lint    ruff and mypy"
	@echo "make score   measure extraction against the annotated texts"
	@echo "make bench   measure its speed"
	@echo "make lock    pin dependencies anew from pyproject.toml"
	@echo "make clean   remove what these made"

# A text that could not be read is reported, and is no reason not to show the others.
serve:
	@$(MAKE) --no-print-directory build || { test -f policy.db && echo "Serving policy.db all the same."; }
	@echo "Open http://127.0.0.1:$(PORT)/ in a browser; Ctrl-C ends."
	@$(DATASETTE) --host 127.0.0.1 --port $(PORT)

# What the server would answer, on standard output; what the build says goes elsewhere.
ask:
	@$(MAKE) --no-print-directory build >&2
	@$(DATASETTE) --get '$(URL)'

# The stamp is set to the time at which the build started, so that a file changed while it
# ran counts as changed. Folders of raw/ count too: removing a file changes its folder only.
build: $(VENV)/runtime
	@mkdir -p $(STAMP)
	@if test -f policy.db -a -f $(STAMP)/built \
		&& test -z "$$(find raw -newer $(STAMP)/built)" \
		&& test -z "$$(find extract load plugins schema.sql build_db.py requirements.txt \
			-type f ! -name '*.pyc' -newer $(STAMP)/built)"; \
	then echo "policy.db is up to date."; \
	else touch $(STAMP)/building \
		&& $(BIN)/python build_db.py --raw raw --db policy.db \
		&& mv $(STAMP)/building $(STAMP)/built; \
	fi

# To publish: docs/publishing.md. What could not be read is reported and left out, as in serve.
dist site:
	@$(MAKE) --no-print-directory build || test -f policy.db
	@$(BIN)/python -m catalogue.$@ --db policy.db --out $(or $(OUT),$@) \
		$(if $(filter dist,$@),--sql $(SQL)) $(if $(SITE),$(if $(filter site,$@),--url $(SITE)))

# A process for each core; a file of tests stays in one, with what it builds and the browser.
# The order of files is kept: those in a browser take longest and come first.
test: $(VENV)/dev
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 \
		--dist=loadfile --no-loadscope-reorder

lint: $(VENV)/dev
	@$(BIN)/ruff check .
	@$(BIN)/mypy

score: $(VENV)/dev
	@$(BIN)/python -m tests.score

bench: $(VENV)/bench
	@$(BIN)/python -m bench.extraction

lock:
	$(PYTHON) -m venv $(STAMP)/lock
	$(STAMP)/lock/bin/python -m pip install --quiet pip-tools
	for extra in "" dev bench; do \
		CUSTOM_COMPILE_COMMAND="make lock" $(STAMP)/lock/bin/pip-compile --quiet --upgrade \
			--generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
			--no-emit-find-links --no-emit-trusted-host $${extra:+--extra=$$extra} \
			$$(test "$$extra" = bench && echo --constraint=requirements-dev.txt) \
			--output-file requirements$${extra:+-$$extra}.txt pyproject.toml || exit 1; \
	done
	echo datasette | CUSTOM_COMPILE_COMMAND="make lock" $(STAMP)/lock/bin/pip-compile --quiet \
		--generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
		--no-emit-find-links --no-emit-trusted-host --constraint requirements.txt \
		--output-file requirements-serve.txt -

clean:
	rm -rf $(VENV) $(STAMP) policy.db dist site

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: requirements.txt | $(BIN)/python
	@echo "Installing the pinned packages of $< into $(VENV) …"
	@$(PIP) --requirement $<
	@touch $@

$(VENV)/bench: requirements-bench.txt | $(VENV)/dev
	@echo "Installing the pinned packages of $< into $(VENV) …"
	@$(PIP) --requirement $<
	@touch $@

$(VENV)/dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing the pinned packages of $< into $(VENV) …"
	@$(PIP) --requirement $<
	@touch $@
