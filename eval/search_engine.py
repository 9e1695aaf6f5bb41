"""A search engine that answers in SearXNG's JSON from hand-written pages (web.yaml), on a port of its own: nothing leaves the machine."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

from ..schema.reading import Language
from .talk import LANGUAGES

Answer = Callable[[str, bytes, str], tuple[int, dict[str, Any] | list[dict[str, Any]]]]
"""From a request's address, body and authorization to a status and JSON, or to the events of a stream."""


@contextmanager
def answering(answer: Answer, port: int = 0) -> Iterator[str]:
    """Its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.rfile.read(int(self.headers.get("content-length") or 0))
            status, told = answer(self.path, asked, self.headers.get("authorization") or "")
            events = "".join(f"data: {each}\n\n" for each in (*map(json.dumps, told), "[DONE]")) if isinstance(told, list) else None
            body = (events or json.dumps(told)).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/event-stream" if events else "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@cache
def web() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("web.yaml").read_text("utf-8"))
    return loaded


def names() -> dict[Language, list[str]]:
    """The goods that it knows."""
    return {language: [row["names"][language] for row in web()["goods"]] for language in LANGUAGES}


def pages(query: str, language: str) -> list[dict[str, Any]]:
    """What it finds: a page for each sentence about the goods whose longest name the query has."""
    low = query.casefold()
    known = [(name, row) for row in web()["goods"] for name in row["names"].values() if name.casefold() in low]
    if not known:
        return []
    name, row = max(known, key=lambda pair: len(pair[0]))
    hosts: list[str] = web()["hosts"]
    return [
        {"url": f"https://www.{hosts[place % len(hosts)]}/{row['names']['en'].replace(' ', '-')}/{language}/{place}", "title": name,
         "content": text, "publishedDate": web()["published"], "engine": "hand", "engines": ["hand"], "score": 1.0, "category": "general"}
        for place, text in enumerate(row[language])
    ]  # fmt: skip


def written(url: str) -> list[str]:
    """The text of one of its pages, by the address."""
    found = (page for row in web()["goods"] for language in LANGUAGES for page in pages(row["names"]["en"], language))
    return [page["content"] for page in found if page["url"] == url]


def answer(address: str, body: bytes, key: str) -> tuple[int, dict[str, Any]]:
    asked = parse_qs(urlsplit(address).query)
    language = "zh" if asked.get("language", [""])[0].startswith("zh") else "en"
    query = asked.get("q", [""])[0]
    return 200, {"query": query, "results": pages(query, language), "unresponsive_engines": []}
