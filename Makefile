# `make demo` and `make test` need python3 >= 3.11 and make; everything else is brought here.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench pictures lock clean

export SENGETSU_DATA ?= var
PORT ?= 8000
export PORT

BIN = .venv/bin
DEMO = SENGETSU_DEMO=1 $(BIN)/sengetsu

help:
	@echo "make demo    install, load the demo town, serve it on 127.0.0.1:$(PORT)"
	@echo "make test    install what the tests need, run all of them on SQLite and PostgreSQL"
	@echo "make check   fast static checks"
	@echo "make bench   measure; writes bench/results.json"
	@echo "make pictures take the pictures of the documents again"
	@echo "make lock    renew the lock files"

demo: .venv/installed
	@$(DEMO) setup
	@$(DEMO) demo
	@exec env SENGETSU_DEMO=1 $(BIN)/sengetsu serve

.venv/installed: requirements.lock pyproject.toml
	@sh .ci/install requirements.lock
	@touch $@

.venv/installed-dev: requirements-dev.lock pyproject.toml | .venv/installed
	@sh .ci/install requirements-dev.lock
	@touch $@

test: .venv/installed-dev
	@sh .ci/test

check: .venv/installed-dev
	@sh .ci/check

bench: .venv/installed-dev
	@$(BIN)/python bench/run.py

pictures: .venv/installed-dev
	@$(BIN)/python docs/pictures/take.py

lock:
	@sh .ci/lock

clean:
	rm -rf .venv .uv-bootstrap .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
