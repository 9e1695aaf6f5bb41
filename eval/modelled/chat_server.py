"""A server of language models in this process that speaks OpenAI's chat completions, and does so as badly as it is told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat
from typing import Any

Say = Callable[[dict[str, Any]], str]
FAULTS = ("slow", "hung", "endless", "empty", "half", "garbage", "400", "429", "busy", "500", "cut", "torn", "broken")
"""What evaluation plays against; "flood" is an endless stream without a pause."""


@dataclass
class ChatServer:
    """`say` gives the answer to a request's body; `faults` are taken one a request, then it works; of a request with `refused` fields it says 400.
    Its model is its `owner`'s. `left`: a client went away; `most` requests were under way together. `roles`: whether a message says who speaks, as
    vLLM's do. `window` and the `tokens` of a text are told as vLLM does, where they are set; `usage` stands in place of what a request cost. A stream
    comes by `piece` characters, `pause_s` before the first and behind each."""

    say: Say = lambda body: "ok"
    faults: list[str] = field(default_factory=list)
    always: str | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    reached: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)
    url: str = ""
    running: int = 0
    most: int = 0
    roles: bool = True
    usage: dict[str, Any] | None = None
    window: int | None = None
    tokens: Callable[[str], int] | None = None
    piece: int = 8
    pause_s: float = 0.0
    refused: frozenset[str] = frozenset()
    owner: str = "us"


@contextmanager
def serving(server: ChatServer) -> Iterator[ChatServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(server)) as http:
        http.daemon_threads = True
        http.block_on_close = False
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        server.url = f"http://127.0.0.1:{http.server_port}/v1"
        try:
            yield server
        finally:
            http.shutdown()


def _handler(server: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Chat(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            window = {"max_model_len": server.window} if server.window else {}
            models = [{"id": "tiny", "object": "model", "created": 0, "owned_by": server.owner, **window}]
            if server.window:  # an adapter's is not told here
                models.append({"id": "adapter", "object": "model", "created": 0, "owned_by": "us", "parent": "tiny", "max_model_len": None})
            self.send_response(200)
            self._whole(json.dumps({"object": "list", "data": models}).encode())

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == "/tokenize":
                self.send_response(200 if server.tokens else 404)
                self._whole(json.dumps({"count": server.tokens(body["prompt"]), "max_model_len": server.window} if server.tokens else {}).encode())
                return
            server.asked.append(body)
            server.reached.set()
            fault = server.always or (server.faults.pop(0) if server.faults else None)
            server.running += 1
            server.most = max(server.most, server.running)
            try:
                self._answer(body, fault)
            except (BrokenPipeError, ConnectionResetError):
                server.left.set()
            finally:
                server.running -= 1

        def _answer(self, body: dict[str, Any], fault: str | None) -> None:
            if refused := sorted(server.refused & body.keys()):
                self._refuse(400, f"{refused[0]} is not supported")
            elif fault in ("400", "429", "500"):
                self._refuse(int(fault), "not now", ("Retry-After-Ms", "20"))
            elif fault == "busy":
                self._refuse(503, "in two minutes", ("Retry-After", "120"))
            elif fault == "cut":
                self.connection.close()
            elif fault == "garbage":
                self.send_response(200)
                self._whole(b"<html>a proxy</html>")
            elif body.get("stream"):
                self._streamed(body, fault)
            else:
                self._complete(body, fault)

        def _refuse(self, status: int, why: str, *headers: tuple[str, str]) -> None:
            self.send_response(status)
            for header in headers:
                self.send_header(*header)
            self._whole(json.dumps({"error": {"message": why}}).encode())

        def _complete(self, body: dict[str, Any], fault: str | None) -> None:
            self._wait(fault)
            text = self._text(body, fault)
            message = {"role": "assistant", "content": text} if server.roles else {"content": text}
            choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
            whole = {**_head(body), "object": "chat.completion", "choices": choices, "usage": server.usage or _usage(text)}
            self.send_response(200)
            self._whole(json.dumps(whole).encode())

        def _streamed(self, body: dict[str, Any], fault: str | None) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            text, without_end = self._text(body, fault), fault in ("endless", "flood")
            pieces = repeat("and more. ") if without_end else (text[at : at + server.piece] for at in range(0, len(text), server.piece))
            if server.roles:
                self._chunk(body, {"role": "assistant", "content": ""})
            time.sleep(server.pause_s)
            for number, piece in enumerate(pieces):
                self._chunk(body, {"content": piece})
                time.sleep(server.pause_s)
                if fault in ("slow", "endless"):
                    time.sleep(0.02)
                if fault == "hung" and number == 1:
                    self._wait(fault)
                if fault == "torn" and number == 1:
                    return
                if fault == "broken":  # as vLLM does when its engine dies
                    self._event({"error": {"message": "the engine is dead", "type": "InternalServerError", "param": None, "code": 500}})
                    break
            self._chunk(body, {}, "stop")
            if body.get("stream_options", {}).get("include_usage"):
                self._event({**_head(body), "object": "chat.completion.chunk", "choices": [], "usage": server.usage or _usage(text)})
            self.wfile.write(b"data: [DONE]\n\n")

        def _chunk(self, body: dict[str, Any], delta: dict[str, str], end: str | None = None) -> None:
            choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": end}
            self._event({**_head(body), "object": "chat.completion.chunk", "choices": [choice]})

        def _event(self, event: dict[str, Any]) -> None:
            self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
            self.wfile.flush()

        def _text(self, body: dict[str, Any], fault: str | None) -> str:
            text = "" if fault == "empty" else server.say(body)
            return text[: len(text) // 2] if fault == "half" else text

        def _wait(self, fault: str | None) -> None:
            if fault in ("hung", "endless", "flood"):
                self.connection.settimeout(0.05)
                while True:
                    try:
                        if self.connection.recv(1) == b"":
                            raise BrokenPipeError
                    except TimeoutError:
                        continue
            if fault == "slow":
                time.sleep(0.3)

        def _whole(self, body: bytes) -> None:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None: ...

    return Chat


def _head(body: dict[str, Any]) -> dict[str, Any]:
    return {"id": "c-1", "created": 0, "model": body["model"]}


def _usage(text: str) -> dict[str, int]:
    return {"prompt_tokens": 7, "completion_tokens": len(text), "total_tokens": 7 + len(text)}
