"""Bocha (博查): a Chinese search service for programs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ...schema.errors import OutsideError
from ...schema.evidence import Evidence
from ...schema.settings import Settings
from ..search import SearchRequest
from .engine import ask, key, needing, results

_URL = "https://api.bochaai.com"
_MOST = 50  # results that one request may ask for
_HOSTS = 20  # hosts that it may be confined to
_REASONS = {400: ": its key is missing, or the request isn't as it wants it", 403: ": its account is used up"}


class BochaSearch:
    """Its Web Search API, POST /v1/web-search; no library wraps it."""

    name = "bocha"

    def __init__(self, settings: Settings) -> None:
        self._key = key("bocha", settings.bocha_api_key)
        with needing("bocha"):
            import httpcore  # noqa: F401
        self._url = f"{(settings.bocha_url or _URL).rstrip('/')}/v1/web-search"

    def search(self, request: SearchRequest) -> list[Evidence]:
        body: dict[str, Any] = {"query": request.query, "summary": True, "count": min(request.limit, _MOST), "freshness": "noLimit"}
        if request.freshness_days is not None:
            today = datetime.now(UTC).date()
            body["freshness"] = f"{today - timedelta(days=request.freshness_days)}..{today}"
        if request.site_hints:
            body["include"] = "|".join(request.site_hints[:_HOSTS])
        headers = {"Authorization": f"Bearer {self._key.get_secret_value()}"}
        answer = ask("Bocha", self._url, request.deadline_s, headers=headers, body=body, reasons=_REASONS)
        rows = [_row(row) for row in _rows(answer) if isinstance(row, dict)]
        return results("Bocha", rows, "url", "name", "text", "published", request.limit)


def _rows(answer: dict[str, Any]) -> list[Any]:
    """Of `data.webPages.value`. Raises OutsideError where the answer holds another code than 200, or no list."""
    if str(answer.get("code")) != "200":
        raise OutsideError(f"Bocha answered with code {str(answer.get('code'))[:20]} in place of 200.")
    data = answer.get("data")
    pages = data.get("webPages") if isinstance(data, dict) else None
    if isinstance(data, dict) and pages is None:
        return []
    rows = pages.get("value") if isinstance(pages, dict) else None
    if not isinstance(rows, list):
        raise OutsideError("Bocha answered with JSON that is no list of results.")
    return rows


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """The summary is longer than the snippet; `dateLastCrawled` holds the day of publication, too, by its documentation."""
    return {**row, "text": row.get("summary") or row.get("snippet"), "published": row.get("datePublished") or row.get("dateLastCrawled")}
