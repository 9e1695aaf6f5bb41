"""`daogou enrich` against a server of language models in this process."""

import json
import shutil
from pathlib import Path
from typing import Any

from ..models.chat_server import ChatServer, serving
from .command import Command


def _none(body: dict[str, Any]) -> str:
    return json.dumps({"stated": []})


def test_what_was_read_is_counted_and_not_read_again(daogou: Command, six_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(six_store, store)
    with serving(ChatServer(say=_none)) as server:
        daogou.set(store=str(store), llm_base_url=server.url, llm_model="tiny")
        first = daogou("enrich", "--json")
        assert first.status == 0
        assert json.loads(first.out)["products"] == len(server.asked) > 0
        daogou("enrich")
        asked = len(server.asked)
        daogou("enrich")
        assert len(server.asked) == asked


def test_where_no_answer_was_of_use_the_work_has_failed(daogou: Command, six_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(six_store, store)
    with serving(ChatServer(say=lambda body: "no JSON at all")) as server:
        daogou.set(store=str(store), llm_base_url=server.url, llm_model="tiny")
        assert daogou("enrich", "--limit", "4").status == 1


def test_it_writes_to_no_store_that_was_not_named(daogou: Command) -> None:
    daogou.set(llm_base_url="http://127.0.0.1:9", llm_model="tiny")
    told = daogou("enrich")
    assert told.status == 2 and "--store" in told.err
    assert all("demo store" not in daogou(command, "--help").out for command in ("enrich", "ingest"))


def test_without_a_model_it_says_what_to_set(daogou: Command, six_store: Path) -> None:
    daogou.set(store=str(six_store))
    told = daogou("enrich")
    assert told.status == 2
    assert "DAOGOU_LLM_BASE_URL" in told.err
