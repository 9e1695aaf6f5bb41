"""SearXNG: the operator's own search server, which asks other engines."""

from typing import Any

from ...schema.errors import InputError
from ...schema.evidence import Evidence
from ...schema.settings import Settings
from ..search import SearchRequest
from .engine import LANGUAGES, ask, at_sites, needing, results

_RANGES = ((1, "day"), (31, "month"), (366, "year"))


class SearxngSearch:
    """langchain-community's wrapper makes the request; ours is the way it travels, since its own has no deadline."""

    name = "searxng"

    def __init__(self, settings: Settings) -> None:
        if not settings.search_url:
            raise InputError("searxng needs its address: set DAOGOU_SEARCH_URL, or take searxng out of DAOGOU_SEARCH_PROVIDER.")
        with needing("searxng"):
            from langchain_community.utilities.searx_search import SearxSearchWrapper
        address = settings.search_url.rstrip("/")
        host = address if address.endswith("/search") else f"{address}/search"
        self._wrapper = SearxSearchWrapper(searx_host=host if "//" in host else f"http://{host}")

    def search(self, request: SearchRequest) -> list[Evidence]:
        params: dict[str, Any] = {
            **self._wrapper.params,
            "q": at_sites(request.query, request.site_hints),
            "language": LANGUAGES.get(request.language, "all"),
        }
        days = request.freshness_days
        if days is not None and (span := next((name for most, name in _RANGES if days <= most), None)):
            params["time_range"] = span
        answer = ask("SearXNG", self._wrapper.searx_host, request.deadline_s, params, self._wrapper.headers)
        return results("SearXNG", answer.get("results"), "url", "title", "content", "publishedDate", request.limit)
