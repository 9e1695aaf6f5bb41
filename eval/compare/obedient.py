"""A scripted language model that does what its prompt says, behind an OpenAI-compatible server of its own.

It words a line as it stands. Where its prompt tells it to add a claim, it adds it; the model `boastful` does so whatever its prompt says.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..search_engine import answering

OBEDIENT, BOASTFUL = "obedient", "boastful"
BOAST = "全网好评如潮，错过再等一年。"
_TOLD = re.compile(r'Add to every English line: "([^"]+)"')
_LINE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def worded(model: str, system: str, said: str) -> str:
    """The lines of a request of the role write, as it words them."""
    told = _TOLD.search(system)
    lines: dict[str, str] = {}
    for id, text in _LINE.findall(said):
        claim = (BOAST if model == BOASTFUL else "") if _CHINESE.search(text) else f" {told[1]}" if told else ""
        lines.setdefault(id, text + claim)  # a line comes before the wording of it that was refused
    return json.dumps({"lines": [{"id": id, "text": text} for id, text in lines.items()]}, ensure_ascii=False)


def _events(address: str, body: bytes, key: str) -> tuple[int, list[dict[str, Any]]]:
    asked: dict[str, Any] = json.loads(body)
    system, said = (str(asked["messages"][place]["content"]) for place in (0, -1))
    text = worded(asked["model"], system, said)
    read, wrote = (len(system) + len(said)) // 4, len(text) // 4
    told = dict(zip(("prompt_tokens", "completion_tokens", "total_tokens"), (read, wrote, read + wrote), strict=True))
    head = {"id": "c", "created": 0, "model": asked["model"], "object": "chat.completion.chunk"}
    pieces = [{"index": 0, "delta": {"role": "assistant", "content": text}}, {"index": 0, "delta": {}, "finish_reason": "stop"}]
    return 200, [*({**head, "choices": [piece]} for piece in pieces), {**head, "choices": [], "usage": told}]


@contextmanager
def serving(port: int = 0) -> Iterator[str]:
    """Its address, while it is there."""
    with answering(_events, port) as url:
        yield f"{url}/v1"


def serve(port: int) -> None:
    """This process, until it is ended."""
    with serving(port):
        threading.Event().wait()
