# `make` alone lists what there is. Every target installs what it needs on Debian or Ubuntu, as root or with sudo;
# only Swift itself must be there.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check format bench bench-scale clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: ## Build, load demonstration data and serve on http://127.0.0.1:8080 (PORT overrides)
	@scripts/run.sh

test: ## Run everything that CI runs
	@scripts/test.sh

check: ## Check the format and the layers
	@scripts/check.sh

format: ## Lay the code out
	@swift format --in-place --parallel --recursive Package.swift Sources Tests

bench: ## Measure against PostgreSQL itself (RECORD=1 writes Benchmarks/RESULTS.md)
	@scripts/bench.sh

bench-scale: ## Ask for every list, chart and screen over a million leads (RECORD=1 writes Benchmarks/SCALE.md)
	@scripts/bench.sh scale

clean: ## Remove what was built (not your data)
	@rm -rf .build .venv-test
