"""ChatOpenAI that tolerates incomplete or invalid fields from servers and never waits beyond the caller's deadline.

Import it only where it is used: its dependencies take seconds to load.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from email.utils import parsedate_to_datetime
from time import monotonic, time
from typing import Any

import httpx
import openai
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI

from ..schema.errors import OutsideError
from .response_limit import PLAIN, limit_response

ENDS = "x-daogou-ends"
"""Internal header with the caller's deadline on the monotonic clock; removed before the request is sent."""
LONGEST = 100_000
"""Characters of an answer. The parser scans the text repeatedly, so a longer one is refused."""
_opened: ContextVar[AsyncExitStack | None] = ContextVar("opened", default=None)
_MOST_TOKENS = 10_000_000
_AGAIN = (408, 409, 429)


class ChatClient(ChatOpenAI):
    """Overrides the same hooks as langchain-deepseek and langchain-xai, for servers that are nearly OpenAI-compatible."""

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
    ) -> ChatGenerationChunk | None:
        for choice in chunk.get("choices") or ():
            _set_role(choice.get("delta"))
        return super()._convert_chunk_to_generation_chunk(_with_plausible_usage(chunk), default_chunk_class, base_generation_info)

    def _create_chat_result(self, response: dict[str, Any] | openai.BaseModel, generation_info: dict[str, Any] | None = None) -> ChatResult:
        if isinstance(response, openai.BaseModel):
            response = response.model_dump(warnings=False)
        if isinstance(response, dict):
            for choice in response.get("choices") or ():
                _set_role(choice.get("message"))
            response = _with_plausible_usage(response)
        result = super()._create_chat_result(response, generation_info)
        self.check_length(max((len(one.text) for one in result.generations), default=0))
        return result

    def check_length(self, length: int) -> None:
        if length > LONGEST:
            raise OutsideError(f"{self.model_name} wrote more than {LONGEST} characters.")

    @staticmethod
    @asynccontextmanager
    async def closing() -> AsyncIterator[None]:
        """Close the responses opened in this context: langchain leaves a stream that ends early, and its connection, to the garbage collector."""
        async with AsyncExitStack() as opened:
            _opened.set(opened)
            try:
                yield
            finally:
                _opened.set(None)


def _set_role(said: Any) -> None:
    """Set the role to "assistant": some servers omit it or send another."""
    if isinstance(said, dict):
        said["role"] = "assistant"


def _with_plausible_usage(told: dict[str, Any]) -> dict[str, Any]:
    """Return `told` with its `usage` reduced to plausible token counts."""
    usage = told.get("usage")
    if usage is None:
        return told
    counts = [_whole(usage.get(name)) for name in ("prompt_tokens", "completion_tokens")] if isinstance(usage, dict) else [0, 0]
    return {**told, "usage": {"prompt_tokens": counts[0], "completion_tokens": counts[1], "total_tokens": sum(counts)}}


def _whole(count: Any) -> int:
    return count if isinstance(count, int) and not isinstance(count, bool) and 0 <= count <= _MOST_TOKENS else 0


def http_client(at_once: int) -> httpx.AsyncClient:
    """HTTP client with bounded responses that stops openai's retries when `Retry-After` lies beyond the caller's deadline."""

    async def noted(request: httpx.Request) -> None:
        if (ends := request.headers.pop(ENDS, None)) is not None:
            request.extensions["daogou.ends"] = float(ends)

    async def answered(response: httpx.Response) -> None:
        if (opened := _opened.get()) is not None:
            opened.push_async_callback(response.aclose)
        ends = response.request.extensions.get("daogou.ends")
        refused = response.status_code in _AGAIN or response.status_code >= 500
        if refused and ends is not None and retry_after(response.headers) > ends - monotonic():
            response.headers["x-should-retry"] = "false"  # openai-python, _base_client._should_retry

    hooks: dict[str, list[Any]] = {"request": [noted], "response": [answered, limit_response]}
    return httpx.AsyncClient(headers=PLAIN, limits=httpx.Limits(max_connections=at_once), event_hooks=hooks)


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds until a retry, 0 if no header says (RFC 9110, 10.2.3; `retry-after-ms` is OpenAI's)."""
    for name, share in (("retry-after-ms", 1000), ("retry-after", 1)):
        try:
            return max(0.0, float(headers[name]) / share)
        except (KeyError, ValueError):
            continue
    try:
        return max(0.0, parsedate_to_datetime(headers["retry-after"]).timestamp() - time())
    except (KeyError, ValueError, TypeError):
        return 0.0
