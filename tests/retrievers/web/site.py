"""A small real web server whose answers a test writes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import urlsplit

from ...waiting import HANG_S

Answers = dict[str, Callable[[BaseHTTPRequestHandler], None]]


class Site:
    """`paths` maps a path to what answers it; `asked` are the requests that came, query strings too; `posted` their bodies."""

    def __init__(self) -> None:
        self.paths: Answers = {}
        self.asked: list[str] = []
        self.posted: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.closing = Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append({name.lower(): value for name, value in self.headers.items()})
                answer = site.paths.get(urlsplit(self.path).path, status(404))
                try:
                    answer(self)
                except OSError:
                    self.close_connection = True  # who asked has gone

            def do_POST(self) -> None:
                site.posted.append(self.rfile.read(int(self.headers.get("content-length") or 0)))
                self.do_GET()

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

        self._server = Server(("127.0.0.1", 0), Handler)
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def add(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", code: int = 200, **headers: str) -> str:
        """Returns the URL."""
        self.paths[path] = send(body, kind, code, **headers)
        return self.url + path

    def hang(self, path: str) -> str:
        """Takes the request and says nothing until the site closes."""
        self.paths[path] = lambda handler: _wait(self.closing)
        return self.url + path

    def drip(self, path: str, kind: str = "text/html") -> str:
        """Sends a byte every twentieth of a second, for ever."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            _head(handler, 200, kind, {})
            while not self.closing.is_set():
                handler.wfile.write(b"a")
                handler.wfile.flush()
                time.sleep(0.05)

        self.paths[path] = answer
        return self.url + path

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


def _wait(signal: Event) -> None:
    signal.wait(HANG_S)


def _head(handler: BaseHTTPRequestHandler, code: int, kind: str, headers: dict[str, str]) -> None:
    handler.send_response(code)
    handler.send_header("Content-Type", kind)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def send(body: str | bytes, kind: str = "text/html; charset=utf-8", code: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, code, kind, {**headers, "Content-Length": str(len(data))})
        handler.wfile.write(data)

    return answer


def status(code: int, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return send("", code=code, **headers)


@contextmanager
def site() -> Iterator[Site]:
    opened = Site()
    try:
        yield opened
    finally:
        opened.close()
