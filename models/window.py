"""A model's context window, its tokenizer's rate against ours, and its writing speed."""

import asyncio
from dataclasses import dataclass, replace
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, Any

import structlog
from pydantic import SecretStr

from ..schema.secret import masked
from .pace import Pace
from .response_limit import PLAIN, limit_response
from .tokens import Count, counter

if TYPE_CHECKING:
    import httpx

log = structlog.get_logger("daogou")
SERVERS = ("vllm", "llamacpp")
"""Servers that accept a grammar, each in its own field."""
PATIENCE_S = 1.0
AGAIN_S = 60.0
FRESH_S = 600.0
"""Seconds for which the server's report is used: it may have been wrong, or the server restarted."""
_LENGTHS = range(512, 100_000_001)
_RATES = (0.1, 20.0)
"""Plausible window sizes, and plausible ratios of the model's tokens to ours; other reports are ignored."""
SAMPLES = (
    "给宝宝找一款秋冬睡袋，100元以内，A类面料，有合格证，起订量不超过20件。材质: 棉、聚酯纤维; 颜色: 浅蓝、米白",
    "a baby sleeping bag under 100 yuan, with a certificate, MOQ at most 20 pieces. material: cotton, polyester; colour: light blue, off-white",
)
"""Typical texts of our prompts; the worse of their ratios is used."""


@dataclass(frozen=True)
class Window:
    """`tokens`: prompt and answer together (None: unknown). `rate`: the model's tokens for one of ours. `pace`: writing speed (None: unknown).
    `server`: the `owned_by` it reports ("vllm", "llamacpp", else "")."""

    tokens: int | None = None
    rate: float = 1.0
    pace: Pace | None = None
    server: str = ""

    def within(self, budget: int) -> int:
        return budget if self.tokens is None else min(budget, self.tokens)

    def count(self, text: str) -> int:
        return ceil(counter()(text) * self.rate)


class ServerWindow:
    """The window of a server's model, requested at first use and again after `forget`. `limit` overrides the reported size.

    After a failure it isn't requested for AGAIN_S seconds; the failure itself only appears in the log.
    """

    def __init__(self, base_url: str, api_key: SecretStr, model: str, limit: int | None = None) -> None:
        self._url, self._key, self._model, self._limit = base_url.rstrip("/"), api_key, model, limit
        self._known: Window | None = None
        self._next = self._stale = 0.0

    async def get(self) -> Window:
        import httpx

        if self._known is not None and monotonic() >= self._stale:
            self._known = None
        if self._known is None and monotonic() >= self._next:
            try:
                self._known, self._stale = await self._asked(), monotonic() + FRESH_S
            except (httpx.HTTPError, httpx.InvalidURL, ValueError, TimeoutError) as error:
                self._next = monotonic() + AGAIN_S
                log.info("a language model's window is unknown", model=self._model, error=masked(repr(error), self._key))
        known = self._known or Window()
        return known if self._limit is None else replace(known, tokens=self._limit)

    def forget(self) -> None:
        """Request it again: the server may have been restarted with another window."""
        self._known = None

    async def _asked(self) -> Window:
        """Request vLLM's `max_model_len` from /models (for an adapter from /tokenize) and the token counts of SAMPLES. Unreported values stay
        unknown."""
        import httpx

        headers = {"Authorization": f"Bearer {self._key.get_secret_value()}", **PLAIN}
        hooks: dict[str, list[Any]] = {"response": [limit_response]}
        async with httpx.AsyncClient(headers=headers, timeout=None, event_hooks=hooks) as client, asyncio.timeout(PATIENCE_S):
            listed = await client.get(f"{self._url}/models")
            listed.raise_for_status()
            ask = {"model": self._model}
            root = self._url.removesuffix("/v1")
            answers = [_json(await client.post(f"{root}/tokenize", json=ask | {"prompt": sample})) for sample in SAMPLES]
        length = _length(_json(listed), self._model) or _whole(answers[0].get("max_model_len"))
        return Window(length, _rate([answer.get("count") for answer in answers], counter()), server=_owner(_json(listed), self._model))


def _length(listed: dict[str, Any], model: str) -> int | None:
    models = listed.get("data")
    for one in models if isinstance(models, list) else ():
        if isinstance(one, dict) and one.get("id") == model:
            return _whole(one.get("max_model_len"))
    return None


def _owner(listed: dict[str, Any], model: str) -> str:
    """The model's `owned_by` if it is one of SERVERS, else ""."""
    models = listed.get("data")
    owners = [one.get("owned_by") for one in models if isinstance(one, dict) and one.get("id") == model] if isinstance(models, list) else []
    return next((one for one in SERVERS if one in owners), "")


def _whole(told: Any) -> int | None:
    return told if isinstance(told, int) and not isinstance(told, bool) and told in _LENGTHS else None


def _rate(counts: list[Any], ours: Count) -> float:
    least, most = _RATES
    rates = [count / ours(sample) for count, sample in zip(counts, SAMPLES, strict=True) if isinstance(count, int) and 0 < count < len(sample) * most]
    return max(rates) if len(rates) == len(SAMPLES) and all(least <= rate <= most for rate in rates) else 1.0


def _json(answer: "httpx.Response") -> dict[str, Any]:
    try:
        found = answer.json() if answer.is_success else {}
    except (ValueError, RecursionError):
        found = {}
    return found if isinstance(found, dict) else {}
