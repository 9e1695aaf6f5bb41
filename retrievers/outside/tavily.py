"""Tavily: a search service for programs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ...schema.evidence import Evidence
from ...schema.settings import Settings
from ..search import SearchRequest
from .engine import ask, key, needing, results

_MOST = 20  # results that one request may ask for


class TavilySearch:
    """langchain-community's wrapper knows address and key; the request travels by our way, since its own has no deadline."""

    name = "tavily"

    def __init__(self, settings: Settings) -> None:
        secret = key("tavily", settings.tavily_api_key)
        with needing("tavily"):
            from langchain_community.utilities.tavily_search import TAVILY_API_URL, TavilySearchAPIWrapper
        self._wrapper = TavilySearchAPIWrapper(tavily_api_key=secret)
        self._url = f"{(settings.tavily_url or TAVILY_API_URL).rstrip('/')}/search"

    def search(self, request: SearchRequest) -> list[Evidence]:
        body: dict[str, Any] = {"query": request.query, "max_results": min(request.limit, _MOST), "search_depth": "basic", "topic": "general"}
        if request.site_hints:
            body["include_domains"] = list(request.site_hints)
        if request.freshness_days is not None:
            body["start_date"] = (datetime.now(UTC) - timedelta(days=request.freshness_days)).date().isoformat()
        headers = {"Authorization": f"Bearer {self._wrapper.tavily_api_key.get_secret_value()}"}
        answer = ask("Tavily", self._url, request.deadline_s, headers=headers, body=body)
        return results("Tavily", answer.get("results"), "url", "title", "content", "published_date", request.limit)
