"""A patrol: conversations of patrol.yaml held with a running server: `PATROL_URL=https://shop.example pytest deploy/patrol.py`.

PATROL_CASES names a file of yours, PATROL_TOKEN a key where the server wants one. docs/operating.md has the lines for cron and Prometheus.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import yaml

FILE = Path(os.environ.get("PATROL_CASES", Path(__file__).with_name("patrol.yaml")))
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))


@pytest.fixture
def server() -> Iterator[httpx.Client]:
    token = os.environ.get("PATROL_TOKEN")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with httpx.Client(base_url=os.environ.get("PATROL_URL", "http://127.0.0.1:8080"), headers=headers, timeout=30, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_conversation(server: httpx.Client, case: dict[str, Any]) -> None:
    thread = f"patrol-{uuid4().hex}"
    try:
        for turn in case["turns"]:
            answer = server.post("/assistant/invoke", json={"input": {"text": turn["say"], "thread_id": thread}})
            answer.raise_for_status()
            if found := list(wrong(answer.json()["output"], turn["expect"])):
                pytest.fail(f"{turn['say']}: {'; '.join(found)}", pytrace=False)
    finally:
        server.delete(f"/v1/threads/{thread}")


def wrong(reply: dict[str, Any], expect: dict[str, Any]) -> Iterator[str]:
    """What doesn't hold of a reply. `cards` are those that meet every hard condition."""
    need = reply["need"]
    held = [one for one in need["conditions"] if one["hard"] and one["status"] in ("current", "inherited")]
    named = {f"{one['field']}{one['op']}{one['value']}" for one in held}
    meeting = [card for card in reply["cards"] if not card["failed"] and not card["unknown"] and not card["near"]]
    if reply["degraded"]:
        yield f"degraded: {reply['degraded']}"
    if expect.get("intent", reply["intent"]) != reply["intent"]:
        yield f"intent {reply['intent']}, not {expect['intent']}"
    if expect.get("category", need["category"]) != need["category"]:
        yield f"category {need['category']}, not {expect['category']}"
    if missing := set(expect.get("conditions", ())) - named:
        yield f"conditions {sorted(named)} lack {sorted(missing)}"
    if not expect.get("least", 0) <= len(meeting) <= expect.get("most", len(meeting)):
        yield f"{len(meeting)} cards that meet everything, not {expect.get('least', 0)} to {expect.get('most', 'any number')}"
