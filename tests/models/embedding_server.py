"""An embedding server: a real one in this process that speaks OpenAI's protocol."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Embeddings(BaseHTTPRequestHandler):
    """Embeds a text as (its length, 1, 0); fails as often as `failures` says."""

    failures = 0
    seen: list[object] = []

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        kind = type(self)
        if kind.failures:
            kind.failures -= 1
            self.send_error(503)
            return
        kind.seen.append(asked["input"])
        data = [{"object": "embedding", "index": place, "embedding": [len(text), 1, 0]} for place, text in enumerate(asked["input"])]
        body = json.dumps({"object": "list", "data": data, "model": asked["model"], "usage": {"prompt_tokens": 1, "total_tokens": 1}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


@contextmanager
def embedding() -> Iterator[str]:
    """Its address."""
    Embeddings.failures, Embeddings.seen = 0, []
    with ThreadingHTTPServer(("127.0.0.1", 0), Embeddings) as http:
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/v1"
        http.shutdown()
