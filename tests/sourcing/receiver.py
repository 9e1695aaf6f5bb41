"""A webhook as a shop might run it: it takes a letter by its id, and answers as a test says."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Request(NamedTuple):
    headers: dict[str, str]
    body: bytes


class Receiver:
    """`answers` are the statuses of the next requests, 200 after them; 0: it takes the letter and hangs up. `silent`: it answers nothing. `taken` are
    bodies by id, `on_letter` is called with each id that comes."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answers: list[int] = []
        self.taken: dict[str, bytes] = {}
        self.silent = False
        self.on_letter: Callable[[str], object] = lambda id: None
        self._over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"

    @property
    def letters(self) -> dict[str, str]:
        """The text of each that was taken, by its id."""
        return {id: json.loads(body)["letter"]["text"] for id, body in self.taken.items()}

    def forget(self) -> None:
        self.requests.clear()
        self.taken.clear()

    def __enter__(self) -> "Receiver":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.answered(self)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler

    def answered(self, asked: BaseHTTPRequestHandler) -> None:
        body = asked.rfile.read(int(asked.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in asked.headers.items()}
        self.requests.append(Request(headers, body))
        if self.silent:
            self._over.wait(30)
            return
        status = self.answers.pop(0) if self.answers else 200
        if status < 300:
            self.taken.setdefault(headers["idempotency-key"], body)
            self.on_letter(headers["idempotency-key"])
        if status == 0:
            asked.close_connection = True
            return
        asked.send_response(status)
        asked.end_headers()
