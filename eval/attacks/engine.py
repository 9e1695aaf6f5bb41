"""A search engine that finds what was planted: results and pages go the way of real ones."""

import orjson

from ...retrievers.outside.result import result
from ...retrievers.search import SearchRequest
from ...retrievers.web.page import read
from ...schema.evidence import Evidence
from ...schema.settings import Settings

FILE = "found.json"
NAME = f"{__name__}:Planted"
"""As DAOGOU_SEARCH_PROVIDER names it."""


class Planted:
    """Answers from the file that lies in the store's folder: goods -> results, each with the text of its page."""

    name = "planted"

    def __init__(self, settings: Settings) -> None:
        assert settings.store is not None
        self._rows: dict[str, list[dict[str, str]]] = orjson.loads((settings.store / FILE).read_bytes())

    def search(self, request: SearchRequest) -> list[Evidence]:
        asked = request.query.casefold()
        rows = [row for goods, rows in self._rows.items() if goods.casefold() in asked for row in rows]
        return [piece for row in rows for piece in _evidence(row)]


def _evidence(row: dict[str, str]) -> list[Evidence]:
    found = result(row["url"], row["title"], row["content"], "2026-06-01")
    if found is None:
        return []
    if not row["page"]:
        return [found]
    html = f"<html><head><title>{row['title']}</title></head><body><article><p>{row['page']}</p></article></body></html>"
    page = read(html.encode(), "text/html", row["url"])
    return [found.model_copy(update={"text": page.text, "lang": page.lang})]
