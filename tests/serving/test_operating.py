"""What who runs a server sees: readiness, metrics, spans, logs, and how it stops."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from daogou.memory import disk_space
from daogou.schema.settings import Settings
from daogou.serving import logs
from daogou.serving.app import create_app
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from ..waiting import HANG_S, until
from .events import kinds, streaming
from .server import Local, Server

SLOW = """
import pathlib, time

class Slow:
    name = "slow"
    def search(self, request):
        while not pathlib.Path({go!r}).exists():
            time.sleep(0.02)
        return []

def make(*_, **__):
    return Slow()
"""


@pytest.fixture(scope="module")
def watched(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """A server whose language models are away."""
    away = Settings(store=six_store, state=tmp_path_factory.mktemp("watched"), llm_base_url="http://127.0.0.1:9/v1", llm_model="none-there")
    with Local(create_app(away)) as server:
        yield server


def ask(server: Local, text: str, thread: str = "watched") -> None:
    httpx.post(f"{server.url}/v1/threads/{thread}/turns", json={"text": text}).raise_for_status()


def count(server: Local, name: str) -> float:
    return sum(float(value) for value in re.findall(rf"^{re.escape(name)} (\S+)$", httpx.get(f"{server.url}/metrics").text, re.MULTILINE))


def test_turns_stages_and_what_was_missing_are_counted(watched: Local) -> None:
    names = (
        'daogou_turns_total{outcome="answered",tenant="default"}',
        'daogou_turn_seconds_count{tenant="default"}',
        'daogou_stage_seconds_count{stage="intent"}',
    )
    before = [count(watched, name) for name in (*names, 'daogou_degraded_total{part="model.write",tenant="default"}')]
    ask(watched, "婴儿睡袋")
    after = [count(watched, name) for name in (*names, 'daogou_degraded_total{part="model.write",tenant="default"}')]
    assert after == [number + 1 for number in before]
    text = httpx.get(f"{watched.url}/metrics").text
    assert 'daogou_turns_running{tenant="default"} 0.0' in text and "daogou_cache_total{" in text and "daogou_requests_total{" in text


def test_readiness_names_what_turns_go_on_without(watched: Local) -> None:
    ask(watched, "婴儿睡袋", "ready")
    answer = httpx.get(f"{watched.url}/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ready" and {"model", "model.write"} <= set(answer.json()["degraded"])
    assert "DAOGOU_LLM_BASE_URL" in answer.json()["detail"]


def test_each_node_has_a_span_within_its_turns_and_none_tells_what_was_said(watched: Local) -> None:
    memory = InMemorySpanExporter()
    if not isinstance(trace.get_tracer_provider(), TracerProvider):
        trace.set_tracer_provider(TracerProvider())
    trace.get_tracer_provider().add_span_processor(SimpleSpanProcessor(memory))  # type: ignore[attr-defined]
    ask(watched, "给宝宝找一款睡袋", "spans")
    spans = {span.name: span for span in memory.get_finished_spans()}
    turn = spans["daogou.turn"]
    assert {"daogou.intent", "daogou.internal_retrieval", "daogou.fusion", "daogou.answer", "daogou.follow_ups"} <= set(spans)
    assert {span.parent.span_id for name, span in spans.items() if name.startswith("daogou.") and name != "daogou.turn" and span.parent} == {
        turn.context.span_id
    }
    assert turn.attributes is not None and turn.attributes["outcome"] == "answered"
    assert not any("睡袋" in str(span.attributes) for span in spans.values())


def test_a_log_line_holds_neither_secrets_nor_what_reaches_a_person() -> None:
    said = "call 13800138000 or ann@example.com, Bearer abcdefghijkl.mnop, redis://user:secret@127.0.0.1/0"
    line = logs.cleaned(None, "info", {"event": "x", "error": said})["error"]
    assert not any(part in line for part in ("13800138000", "ann@example.com", "abcdefghijkl", "secret"))
    assert "127.0.0.1" in line


def test_a_stopped_server_ends_the_turn_that_runs_and_takes_no_other(six_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go = tmp_path / "go"
    (tmp_path / "slow_search.py").write_text(SLOW.format(go=str(go)))
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}")
    with Server(store=str(six_store), state=str(tmp_path / "state"), search_provider="slow_search:make", drain_s=str(HANG_S)) as server:
        with streaming("POST", f"{server.url}/v1/threads/t/turns", json={"text": "婴儿睡袋怎么选?"}) as events:
            told = [event for event in events if event.get("stepName") != "external_search" or _stopping(server, event, go)]
        assert kinds(told)[-1] == "RUN_FINISHED" and told[-1]["outcome"] == {"type": "success"}
        assert server.process.wait(timeout=HANG_S) in (0, -signal.SIGTERM)  # uvicorn ends by the signal, once all is closed


def _stopping(server: Server, event: dict[str, Any], go: Path) -> bool:
    """Stops it when the slow node begins; a new turn is refused until that goes on."""
    if event["type"] == "STEP_STARTED":
        server.process.send_signal(signal.SIGTERM)
        until(lambda: httpx.get(f"{server.url}/readyz").status_code != 200, "a server that stops")
        refused = httpx.post(f"{server.url}/v1/threads/other/turns", json={"text": "hi"})
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        go.touch()
    return True


def test_a_server_that_can_keep_nothing_is_not_ready(six_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_space, "TRIED_S", 0.0)
    with Local(create_app(Settings(store=six_store, state=tmp_path))) as server:
        database = server.app.state.tenants.first.assistant.threads.checkpoints.conn
        database.execute(f"PRAGMA max_page_count = {database.execute('PRAGMA page_count').fetchone()[0]}").fetchall()
        answer = httpx.get(f"{server.url}/readyz")
        assert (answer.status_code, answer.json()["code"]) == (503, "storage_away")
        database.execute("PRAGMA max_page_count = 1000000").fetchall()
        assert httpx.get(f"{server.url}/readyz").status_code == 200
