"""A page of a shop's own, on another origin, that has the chat as an element and allows nothing but what that needs."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

MARKUP = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<script src="{server}/embed.js" {kind}></script></head>
<body><h1>A shop</h1><main><p id="before" tabindex="0">Goods</p>{chat}<p id="behind" tabindex="0">More</p></main></body></html>"""


class Foreign:
    """`with Foreign() as shop:` — `shop.url`; `serve` says what stands there. `kind` is how the page loads the chat's script."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.server = self.chat = self.kind = self.policy = ""
        foreign = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                told = MARKUP.format(server=foreign.server, chat=foreign.chat, kind=foreign.kind).encode() if self.path == "/" else b""
                self.send_response(200 if told else 204)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if foreign.policy:
                    self.send_header("Content-Security-Policy", foreign.policy)
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://{host}:{self._http.server_port}"

    def serve(self, server: str, chat: str, kind: str = "async", strict: bool = True) -> None:
        """Such a page; `strict`: with the strictest policy under which the chat works."""
        self.server, self.chat, self.kind = server, chat, kind
        self.policy = "" if not strict else f"default-src 'none'; script-src {server}; connect-src {server}; img-src {server}; style-src {server}"

    def __enter__(self) -> "Foreign":
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._http.shutdown()
        self._http.server_close()
