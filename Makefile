# Each target makes .venv itself: uv where there is one, else Python's own venv and pip. A stamp per set of
# packages makes the second run start at once. Paths are relative, so that the checkout may lie anywhere.
SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python -P
TESTS ?= tests notebooks
# Whoever has it set: every process that a test starts would compile the same modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo serve doctor test test-long test-redis test-search test-page test-studio test-vllm test-model lint types bench eval docs docs-site train clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

demo: .venv/.demo ## the demo store: three turns in Chinese and in English, then go on yourself
	@$(PYTHON) -m daogou.cli demo

serve: .venv/.demo ## the server on 127.0.0.1:8080 (PORT=8932, HOST=ADDRESS: another)
	@$(PYTHON) -m daogou.cli serve $(if $(HOST),--host "$(HOST)") $(if $(PORT),--port "$(PORT)")

doctor: .venv/.demo ## what is set, what works, and how to mend what doesn't
	@$(PYTHON) -m daogou.cli doctor

test: .venv/.dev .venv/.searxng ## the tests and the notebooks; a third of them waits for servers, so three at once on two cores (TESTS=tests/memory for some)
	@$(PYTHON) -m pytest --nbmake $(TESTS) -m "not long" -n 3 --dist loadfile --no-loadscope-reorder

test-long: .venv/.dev .venv/.searxng ## what `make test` tries a few of, proven over everything: each trouble on each server, each key, each fault, floods, whole benchmarks
	@$(PYTHON) -m pytest --nbmake $(TESTS) -m long -n 3 --dist loadfile --no-loadscope-reorder

test-redis: .venv/.dev ## conversations on servers of its own (Valkey, redis-server where installed, a cluster), killed, frozen, slow, full
	@$(PYTHON) -m pytest tests/memory tests/graphs/test_turns.py tests/graphs/test_ended_turns.py

test-search: .venv/.dev .venv/.searxng ## outside knowledge: pages, search engines, a real SearXNG of its own (nothing leaves the machine)
	@$(PYTHON) -m pytest tests/retrievers/outside tests/retrievers/web tests/graphs/test_outside.py tests/graphs/test_outside_settings.py \
		tests/graphs/test_records_win.py tests/tools/test_claims.py tests/tools/test_asked.py tests/cli/test_doctor_search.py tests/eval/test_sides.py

test-page: .venv/.dev ## the page in a real Chromium: turns, chips, comparison, reloads, stop, Redis killed, hostile text, axe, budgets
	@$(PYTHON) -m pytest tests/page -rs

test-studio: .venv/.dev ## LangGraph's own server over langgraph.json: what Studio and chat pages ask of it
	@./.ci/studio

test-vllm: .venv/.dev ## every role over a real vLLM of its own, on this processor (URL=http://HOST:8000: one elsewhere; MODEL=FOLDER: another model)
	@URL="$(URL)" MODEL="$(MODEL)" ./.ci/vllm

test-model: .venv/.dev ## conversations over a small real model of its own, on this processor (SIZE=1.5b: the larger one; ALL=1: every scenario)
	@SIZE="$(SIZE)" ALL="$(ALL)" ./.ci/model

lint: .venv/.dev ## ruff: rules and format
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

types: .venv/.dev .typing/daogou ## mypy --strict, tests too
	@MYPYPATH=.typing $(PYTHON) -m mypy --strict -p daogou

bench: .venv/.bench ## the figures of the README, against the baselines beside them
	@$(PYTHON) -m daogou.eval.bench $(if $(DATA),--data "$(DATA)")

eval: .venv/.bench ## what is understood and decided, part by part (PARTS=suggestions for some; DATA=FOLDER for real data)
	@$(PYTHON) -m daogou.eval $(PARTS) $(if $(DATA),--data "$(DATA)")

docs: .venv/.dev ## what is made of the code: docs/settings.md and .env.example, and what docs/serving.md shows as run
	@$(PYTHON) -m daogou.cli settings >docs/settings.md
	@$(PYTHON) -m daogou.cli settings --env >.env.example
	@$(PYTHON) docs/examples.py

# Its folder is a hidden one, since it has copies of the modules that pages lead to, which mypy would take for ours.
docs-site: .venv/.docs ## the documentation as a site, in .cache/site; what is wrong with a page, as a broken link, ends it
	@$(PYTHON) -m sphinx --fail-on-warning --keep-going --fresh-env -q -c docs/site . .cache/site
	@echo ".cache/site/index.html"

train: .venv/.train ## the built-in reader, from corpus/: half an hour on one quiet core; its weights go to reader/weights
	@$(PYTHON) -m daogou.reader.training.train --out build/reader
	@$(PYTHON) -m daogou.reader.training.export build/reader
	@mkdir -p reader/weights && cp build/reader/reader.onnx build/reader/heads.npz build/reader/tokenizer.json build/reader/made.json reader/weights/
	@$(PYTHON) -m daogou.eval commands

clean: ## forget the environment and every cache
	@rm -rf .venv .typing .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

# A type checker needs the package under its own name, whatever the checkout's folder is called.
.typing/daogou:
	@mkdir -p .typing && ln -sfn .. .typing/daogou

.venv/.demo: pyproject.toml requirements.lock
	@./.ci/install .
	@touch $@

.venv/.dev: pyproject.toml requirements.lock
	@./.ci/install '.[dev]'
	@touch $@ .venv/.demo .venv/.docs

.venv/.searxng: .ci/searxng
	@./.ci/searxng
	@touch $@

.venv/.bench: pyproject.toml requirements.lock
	@./.ci/install '.[dev,bench]'
	@touch $@ .venv/.dev .venv/.demo .venv/.docs

.venv/.docs: pyproject.toml requirements.lock
	@./.ci/install '.[docs]'
	@touch $@ .venv/.demo

.venv/.train: pyproject.toml requirements.lock
	@./.ci/install '.[train]'
	@touch $@ .venv/.demo
