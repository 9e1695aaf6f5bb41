"""Outages: a server that a side asks is away. That tells nothing of the side, so it is never a verdict, and nothing played meanwhile is kept."""

from collections.abc import Iterable
from typing import Any

from langchain_core.messages import HumanMessage

from ...models.embedding import make_embedder
from ...models.language_model import Ask, LanguageModel
from ...models.models import make_models
from ...schema.errors import DaogouError, OutsideError
from ...schema.settings import Settings
from ..looped import wait
from .side import PREFIX, Side

PROBE_S = 20.0
"""Within which a server answers one token, however busy it is."""
EMBEDDING = "embedding"
_MODEL = "model."
_ASKED = (
    "llm_base_url", "llm_api_key", "llm_model", "llm_read_model", "llm_write_model",
    "embedding_base_url", "embedding_api_key", "embedding_model",
)  # fmt: skip


class Outage(DaogouError):
    """The comparison ends; what was played before is kept."""


def silent(answers: Iterable[dict[str, Any]]) -> bool:
    """Whether a model or an embedder was of no help in one of them: it is away, too slow, or answers what can't be used."""
    return any(part == EMBEDDING or part.startswith(_MODEL) for answer in answers for part in _degraded(answer))


def check(side: Side) -> None:
    """Raises Outage where a server that the side names doesn't serve."""
    given: dict[str, Any] = {name.removeprefix(PREFIX).lower(): value for name, value in side.settings.items()}
    settings = Settings(**{name: given[name] for name in _ASKED if given.get(name)}, llm_retries=0)
    models = make_models(settings)
    try:
        for model in {model.name: model for model in (models.read, models.write) if model is not None}.values():
            wait(_answered(model))
        if settings.embedding_base_url:
            make_embedder(settings).queries(["1"])
    except OutsideError as error:
        told = str(error).rstrip(".")
        raise Outage(
            f"{side.name!r} asks a server that is away ({told}), which tells nothing of either side; "
            "what was played is kept: see that it answers, then give the same command again."
        ) from error


async def _answered(model: LanguageModel) -> None:
    """By a stream, as most of a turn is asked for."""
    stream = model.stream(Ask([HumanMessage("1")], PROBE_S, max_tokens=1))
    try:
        await anext(stream)
    finally:
        await stream.aclose()


def _degraded(answer: dict[str, Any]) -> Iterable[str]:
    return (answer.get("reply") or answer).get("degraded") or ()
