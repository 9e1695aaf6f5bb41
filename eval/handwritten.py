"""A search engine that answers in SearXNG's JSON from hand-written pages (web.yaml), on a port of its own: nothing leaves the machine."""

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

from ..schema.reading import Language
from .played import LANGUAGES


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
