"""AG-UI events as a client reads them, held to the protocol's own types."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from ag_ui.core import Event
from pydantic import TypeAdapter

PROTOCOL: TypeAdapter[Any] = TypeAdapter(Event)
SSE = {"Accept": "text/event-stream"}


def parsed(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """Each event with its id, as it comes."""
    id = ""
    for line in lines:
        if line.startswith("id: "):
            id = line[4:]
        elif line.startswith("data: "):
            PROTOCOL.validate_json(line[6:])
            yield {**json.loads(line[6:]), "id": id}


@contextmanager
def streaming(method: str, url: str, last: str | None = None, **options: Any) -> Iterator[Iterator[dict[str, Any]]]:
    headers = SSE | ({"Last-Event-ID": last} if last else {}) | options.pop("headers", {})
    with httpx.stream(method, url, headers=headers, **options) as answer:
        assert answer.status_code == 200, answer.read()
        yield parsed(answer.iter_lines())


def streamed(method: str, url: str, last: str | None = None, **options: Any) -> list[dict[str, Any]]:
    with streaming(method, url, last, **options) as events:
        return list(events)


def kinds(events: list[dict[str, Any]]) -> list[str]:
    return [event["name"] if event["type"] == "CUSTOM" else event["type"] for event in events]


def text_of(events: list[dict[str, Any]]) -> str:
    return "".join(event["delta"] for event in events if event["type"] == "TEXT_MESSAGE_CONTENT")
