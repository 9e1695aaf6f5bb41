"""A model that a test holds in its hand."""

import json
import re
import threading
from collections.abc import AsyncGenerator

import anyio
from daogou.models.language_model import Answer, Ask
from daogou.models.window import Window
from daogou.schema.reply import Usage

_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


class Gated:
    """Words each line as it is, one after the other; holds behind the first until it may go on."""

    name = "gated"

    def __init__(self) -> None:
        self.held, self.reached = False, threading.Event()
        self.go, self.ended = threading.Event(), threading.Event()

    async def window(self) -> Window:
        return Window()

    async def complete(self, ask: Ask) -> Answer:
        raise AssertionError("the writer streams")

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        lines = _LINE.findall(ask.messages[-1].text)
        yield '{"lines": ['
        for number, (id, text) in enumerate(lines):
            yield ("," if number else "") + json.dumps({"id": id, "text": text}, ensure_ascii=False)
            if number == 0 and self.held:
                self.reached.set()
                try:
                    while not self.go.is_set():  # noqa: ASYNC110  (it belongs to two threads)
                        await anyio.sleep(0.01)
                finally:
                    self.ended.set()
        yield "]}"
        ask.spent.add(usage := Usage(prompt_tokens=7, completion_tokens=5))
        yield usage
