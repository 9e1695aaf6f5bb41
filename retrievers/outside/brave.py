"""Brave: a search engine with an index of its own."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ...schema.evidence import Evidence
from ...schema.settings import Settings
from ..search import SearchRequest
from .engine import ask, at_sites, key, needing, results

_LANGUAGES = {"zh": "zh-hans", "en": "en"}
_MOST = 20


class BraveSearch:
    """langchain-community's wrapper knows address and key; the request travels by our way, since its own has no deadline."""

    name = "brave"

    def __init__(self, settings: Settings) -> None:
        secret = key("brave", settings.brave_api_key)
        with needing("brave"):
            from langchain_community.utilities.brave_search import BraveSearchWrapper
        self._wrapper = BraveSearchWrapper(api_key=secret)
        self._url = settings.brave_url or self._wrapper.base_url

    def search(self, request: SearchRequest) -> list[Evidence]:
        params: dict[str, Any] = {**self._wrapper.search_kwargs, "q": at_sites(request.query, request.site_hints), "count": min(request.limit, _MOST)}
        if request.language in _LANGUAGES:
            params["search_lang"] = _LANGUAGES[request.language]
        if request.freshness_days is not None:
            today = datetime.now(UTC).date()
            params["freshness"] = f"{today - timedelta(days=request.freshness_days)}to{today}"
        headers = {"X-Subscription-Token": self._wrapper.api_key.get_secret_value()}
        web = ask("Brave", self._url, request.deadline_s, params, headers).get("web") or {}
        rows = web.get("results", []) if isinstance(web, dict) else None
        return results("Brave", rows, "url", "title", "description", "page_age", request.limit)
