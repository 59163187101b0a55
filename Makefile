# Every command a person types. `make demo` and `make test` get what they need.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test lint bench openapi assets tools browser-tools postcodes

help: ## Say what can be typed here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: tools assets ## Build, load demo data, serve on 127.0.0.1:8080 and say what to open
	cargo run --quiet --bin signpost -- demo $(DEMO)

test: tools browser-tools assets ## Run every test, on SQLite and on PostgreSQL
	tests/with-postgres cargo test --workspace --quiet $(TEST)
	$(if $(TEST),,tests/browser/run)

lint: assets ## Formatting, clippy, dependency directions, licences, small rules of the house
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	tests/lint/directions
	tests/lint/licences
	tests/lint/house
	tests/lint/doors

bench: assets ## Measure the search engine, then Signpost over HTTP; writes target/bench.json
	cargo bench --quiet -p finder
	@tests/tools bench
	tests/with-postgres cargo bench --quiet -p stories --bench http

openapi: ## Write openapi.yaml from the handlers
	cargo run --quiet -p server --bin signpost -- export openapi > openapi.yaml.new
	mv openapi.yaml.new openapi.yaml

assets: node_modules/.package-lock.json ## Fetch what pages are made of
	@node ui/assets.mjs

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-fund --no-audit --loglevel=error
	@touch $@

# Facts that change: a new CSV of postcodes goes through here (see seeds/postcodes/README.md).
postcodes: ## Pack CSV=file.csv into seeds/postcodes/postcodes.bin
	cargo run --quiet --release --bin signpost -- import postcodes $(CSV) seeds/postcodes/postcodes.bin

tools: ## Install what building needs (Debian; elsewhere: say what)
	@tests/tools build

browser-tools: ## Install what tests need: PostgreSQL, Chromium
	@tests/tools test
