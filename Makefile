# `make run` opens the clinic. Every target does all of its own set-up, in .venv.

SHELL := bash
VENV := .venv
COUNT := 10000
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check
NODE := tests/node
TOOLS := chromium openssl golang-go golang-github-golang-jwt-jwt-dev php-cli php-phpseclib3 ruby ruby-jwt \
	$(if $(shell command -v npm),,nodejs npm) $(if $(shell command -v java),,default-jdk-headless)
DEBIAN := $(shell command -v apt-get)
ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)

.DEFAULT_GOAL := help
.PHONY: help run test lint format fuzz bench screenshot clean tools browser

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /make \1 \t/p' $(MAKEFILE_LIST) | expand -t 14

run: $(VENV)/.run ## open the clinic at http://127.0.0.1:8080/
	@exec $(PYTHON) -m webapp.server

test: $(VENV)/.test $(VENV)/.node browser ## run every test, in a real browser too; PYTEST="-k word" for some
	@$(PYTHON) -m pytest -n auto $(PYTEST)

lint: $(VENV)/.test ## check style and types
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy

format: $(VENV)/.test ## put the code into its one form
	@$(PYTHON) -m ruff check --fix-only .
	@$(PYTHON) -m ruff format .

screenshot: $(VENV)/.test browser ## take the picture in the README anew
	@$(PYTHON) -m scripts.screenshot

fuzz: $(VENV)/.test ## submit nonsense to the inspector, fresh every time; COUNT=100000 for more
	@$(PYTHON) -m coverage run --branch --source=webapp/inspector --omit='*/reference/*' -m tests.fuzz $(COUNT)
	@echo "$(COUNT) submissions were answered, which reached $$($(PYTHON) -m coverage report --format=total) % of the inspector."

bench: $(VENV)/.test ## measure
	@for file in benchmarks/[a-z]*.py; do $(PYTHON) -m benchmarks.$$(basename $$file .py) || exit 1; done

clean: ## remove everything that can be made again
	@rm -rf $(VENV) $(NODE)/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.run: requirements.txt | $(PYTHON)
	@echo "Installing what the clinic runs on, into $(VENV) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-dev.txt requirements.txt | $(PYTHON)
	@echo "Installing what the tests need, into $(VENV) …"
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/.run

$(VENV)/.node: $(NODE)/package.json $(NODE)/package-lock.json | $(PYTHON)
	@if [ -z "$$(command -v npm)" ]; then \
	    echo "There is no npm: the tests that ask JavaScript libraries will be skipped." >&2; \
	else \
	    echo "Installing the JavaScript libraries that tests ask, into $(NODE)/node_modules …"; \
	    npm ci --prefix $(NODE) --silent --no-audit --no-fund && touch $@ || \
	        echo "npm could not install them: the tests that ask JavaScript libraries will be skipped." >&2; \
	fi

$(PYTHON):
	@for python in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    found=$$python; \
	    $$python -c 'import ensurepip, venv' 2>/dev/null && exec $$python -m venv $(VENV); \
	done; \
	if [ -n "$$found" ]; then \
	    echo "$$found cannot make a virtual environment; on Debian and Ubuntu: apt install $${found%.*}-venv" >&2; \
	else \
	    echo "The clinic needs Python 3.11 or newer; install it so that python3 finds it." >&2; \
	fi; \
	exit 1

tools: ## install the programs that some tests ask (Debian, Ubuntu)
	@$(ROOT) apt-get update -qq
	@DEBIAN_FRONTEND=noninteractive $(ROOT) apt-get install -qq -y --no-install-recommends $(TOOLS) >/dev/null

# The browser tests take a Chromium that is there; else the system's package, else Playwright's download.
browser: $(VENV)/.test
	@$(PYTHON) -m tests.chromium >/dev/null && exit; \
	echo "Installing Chromium for the browser tests …"; \
	if [ -n "$(DEBIAN)" ] && $(ROOT) true 2>/dev/null; then \
	    $(ROOT) apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive $(ROOT) apt-get install -qq -y --no-install-recommends chromium >/dev/null; \
	fi; \
	$(PYTHON) -m tests.chromium >/dev/null || $(PYTHON) -m playwright install chromium || \
	    echo "No Chromium could be had: the browser tests will be skipped." >&2
