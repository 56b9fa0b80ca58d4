# Every target makes the environment it needs; when it is there, that takes no time.
#   make demo      a made-up estate, and the desk on it
#   make install   .venv with rentbook in it
#   make test      every test at a tenth of its rounds;  make prove  at all of them
#   make check     style, types, floors and the house's own rules
#   make bench     measurements
SHELL := /bin/sh
BIN := .venv/bin
WORKERS := --numprocesses auto --maxprocesses 4 --dist worksteal

.PHONY: demo install develop test prove check bench pin

demo: install
	@$(BIN)/rentbook demo

install:
	@sh requirements/install

develop:
	@sh requirements/install dev

test: develop
	@$(BIN)/pytest $(WORKERS) -m "not bench and not prove" -rs

prove: develop
	@RENTBOOK_PROVE=1 $(BIN)/pytest $(WORKERS) -m "not bench" -rs

check: develop
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/pytest -n0 tests/house

bench: develop
	@$(BIN)/pytest -n0 -m bench -s tests/bench

pin:
	@sh requirements/pin
