# `make help` lists the targets. All of them set up what they need first: .ci/setup.py skips what is already made.
# GNU make 3.81, which macOS has, is enough.

ANY_PYTHON := $(shell for p in $(PYTHON) .venv/bin/python python3 python3.14 python3.13 python3.12 python3.11; do \
	if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 7))' 2>/dev/null; then echo "$$p"; break; fi; done)
NO_PYTHON = Statewalk needs Python 3.11 or newer, and no python3 on PATH runs. Install it: brew install python@3.13 (macOS), apt-get install python3 python3-venv (Debian, Ubuntu)
SETUP = $(or $(ANY_PYTHON),$(error $(NO_PYTHON))) .ci/setup.py
BIN := .venv/bin
NPM := PATH="$(CURDIR)/.node/bin:$$PATH" npm
PROTOCOL := static/src/protocol
LEFT_OUT := $(filter-out 0,$(NO_BROWSER))
# Tests in a browser wait half of their time, so there are more workers than two cores could keep busy.
WORKERS := 3

.PHONY: help setup run test check lint types fix build wheel protocol cases docs pictures bench lock clean tools

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

setup: ## Make .venv with the statewalk command, install everything, build the page
	@$(SETUP) packages node front-end

run: setup ## Serve on http://127.0.0.1:8000; options: make run ARGS="--port 9000 FOLDER"
	@exec $(BIN)/statewalk serve $(ARGS)

test: tools ## Run every test; NO_BROWSER=1 leaves out those in Chromium, ARGS= goes to pytest
	@$(SETUP) front-end aws-cli
	@$(if $(LEFT_OUT),,STATEWALK_CHROMIUM=$$($(SETUP) browser) || exit 2; export STATEWALK_CHROMIUM;) \
	status=0; \
	(tested=0; log=$$(mktemp); $(NPM) run --silent test >"$$log" 2>&1 || tested=$$?; cat "$$log"; rm "$$log"; exit $$tested) & \
	trap "kill $$!" INT TERM; \
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(if $(LEFT_OUT),-m "not browser") $(ARGS) || status=$$?; \
	wait $$! || status=$$?; \
	$(if $(LEFT_OUT),echo "NO_BROWSER=1: the tests in Chromium were left out:"; \
	grep -rl --include='test_*.py' 'mark\.browser' tests || echo "(there are none)";) \
	exit $$status

check: lint types test ## Everything that .ci/run runs

lint: tools ## Formatting, lint, layers, and whether generated files are fresh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(NPM) run --silent lint
	$(BIN)/python -m webapp.messages.typescript | diff -u $(PROTOCOL)/messages.ts - || { echo "stale: run make protocol"; exit 1; }
	$(BIN)/python -m webapp.messages.field_table | diff -u $(PROTOCOL)/fields.ts - || { echo "stale: run make protocol"; exit 1; }
	$(BIN)/python .ci/docs.py --check

types: tools ## mypy, pyright on the core, tsc
	$(BIN)/mypy
	$(NPM) run --silent types

fix: tools ## Format, and repair what the linters can
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	$(NPM) run --silent fix

build: ## Build the page into static/dist
	@$(SETUP) packages node front-end

wheel: tools build ## Build the distribution, page included, into build/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --disable-pip-version-check --wheel-dir build .

protocol: tools ## Write what the page knows of messages and fields: static/src/protocol
	$(BIN)/python -m webapp.messages.typescript > $(PROTOCOL)/new && mv $(PROTOCOL)/new $(PROTOCOL)/messages.ts
	$(BIN)/python -m webapp.messages.field_table > $(PROTOCOL)/new && mv $(PROTOCOL)/new $(PROTOCOL)/fields.ts

cases: tools ## Play the cases and rewrite their histories; review the difference like code
	$(BIN)/pytest tests/cases --update-cases

docs: tools ## Write the generated pages of docs: commands and interface
	$(BIN)/python .ci/docs.py

pictures: tools build ## Take the pictures of the README anew
	$(BIN)/python .ci/pictures.py

bench: tools ## Measure; ARGS= names the benchmarks
	$(BIN)/python -m bench $(ARGS)

lock: tools ## Bring the lock files up to date; ARGS=--upgrade for the newest versions
	PATH="$(CURDIR)/.node/bin:$$PATH" $(BIN)/python .ci/lock.py $(ARGS)

clean: ## Remove everything that the other targets made
	rm -rf .venv .aws-cli .node .setup node_modules static/dist build .hypothesis test-results
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find webapp tests bench .ci -name __pycache__ -type d -prune -exec rm -rf {} +

tools:
	@$(SETUP) tools node
