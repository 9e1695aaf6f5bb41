"""DuckDuckGo, without a key: for trying Daogou out, since it turns away who asks often."""

from math import ceil

from ...schema.errors import OutsideError
from ...schema.evidence import Evidence
from ...schema.settings import Settings
from ..search import SearchRequest
from .engine import at_sites, needing
from .result import result

_REGIONS = {"zh": "cn-zh", "en": "us-en"}
_RANGES = ((1, "d"), (7, "w"), (31, "m"), (366, "y"))


class DuckDuckGoSearch:
    """Through ddgs itself: langchain-community's wrapper of it can't set a deadline."""

    name = "duckduckgo"

    def __init__(self, settings: Settings, proxy: str | None = None) -> None:
        with needing("duckduckgo"):
            import ddgs  # noqa: F401
        self._proxy = proxy

    def search(self, request: SearchRequest) -> list[Evidence]:
        from ddgs import DDGS
        from ddgs.exceptions import DDGSException

        days = request.freshness_days
        span = None if days is None else next((name for most, name in _RANGES if days <= most), None)
        query = at_sites(request.query, request.site_hints)
        try:
            rows = DDGS(proxy=self._proxy, timeout=max(1, ceil(request.deadline_s))).text(
                query, region=_REGIONS.get(request.language, "wt-wt"), timelimit=span, max_results=request.limit, backend="duckduckgo"
            )
        except DDGSException as error:
            if "No results" in str(error):  # which is also what ddgs makes of a page that asks for a captcha
                raise OutsideError("DuckDuckGo found nothing, or turned us away as it does with who asks often; it doesn't say which.") from error
            raise OutsideError(f"DuckDuckGo doesn't answer ({type(error).__name__}).") from error
        found = (result(row.get("href"), row.get("title"), row.get("body")) for row in rows if isinstance(row, dict))
        return [piece for piece in found if piece is not None][: request.limit]
