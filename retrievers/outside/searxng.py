"""SearXNG: the operator's own search server, which asks other engines."""

from typing import Any

from ...schema.errors import InputError, OutsideError
from ...schema.evidence import Evidence
from ...schema.settings import Settings
from ..search import SearchRequest
from .engine import LANGUAGES, ask, at_sites, needing, results
from .result import plain

_RANGES = ((1, "day"), (31, "month"), (366, "year"))
_LONGEST = 300  # letters about engines that failed


class SearxngSearch:
    """langchain-community's wrapper makes the request; ours is the way it travels, since its own has no deadline."""

    name = "searxng"

    def __init__(self, settings: Settings) -> None:
        if not settings.search_url:
            raise InputError("searxng needs its address: set DAOGOU_SEARCH_URL, or take searxng out of DAOGOU_SEARCH_PROVIDER.")
        with needing("searxng"):
            from langchain_community.utilities.searx_search import SearxSearchWrapper
        self._own = tuple(host.strip() for host in (settings.search_hosts or "").split(",") if host.strip())  # the operator's, which may be private
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
        found = results("SearXNG", answer.get("results"), "url", "title", "content", "publishedDate", request.limit, self._own)
        if not found and (failed := _failed(answer.get("unresponsive_engines"))):
            raise OutsideError(f"SearXNG found nothing, and of its engines {failed} failed; see its page /stats, and its settings.yml.")
        return found


def _failed(told: Any) -> str:
    """ "google (timeout), bing (access denied)": an instance whose engines are blocked answers with an empty list."""
    pairs = [each for each in told if isinstance(each, list) and len(each) == 2] if isinstance(told, list) else []
    return ", ".join(f"{plain(str(name))} ({plain(str(why))})" for name, why in pairs)[:_LONGEST]
