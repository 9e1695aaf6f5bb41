"""What stands in front of a server of models in production: it lets so many requests through at once and answers the others with 429."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen


@contextmanager
def gate(root: str, places: threading.Semaphore) -> Iterator[str]:
    """The address of the gate before `root`, ending with /v1. Who takes the `places` himself keeps requests out."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(root, places)) as http:
        http.daemon_threads = True
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/v1"
        finally:
            http.shutdown()


def _handler(root: str, places: threading.Semaphore) -> type[BaseHTTPRequestHandler]:
    class Gate(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if not places.acquire(blocking=False):
                self._whole(429, b'{"error": {"message": "too many requests"}}')
                return
            try:
                with urlopen(Request(root + self.path, body, {"Content-Type": "application/json"}), timeout=60) as answer:
                    self._whole(answer.status, answer.read())
            finally:
                places.release()

        def _whole(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Retry-After-Ms", "50")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None: ...

    return Gate
