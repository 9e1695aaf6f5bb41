"""Cache keys: a need without its conversation, and everything else that its answer depends on."""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from importlib.metadata import version
from typing import Any, Literal

from ...schema.condition import Condition
from ...schema.need import Need

Kind = Literal["retrieval", "search", "summary", "reply"]
_OF_THE_CONVERSATION = {"id", "status", "turn", "text"}
"""Fields of a condition or fact that belong to its conversation; results don't depend on them, except on the status "inferred"."""


@dataclass(frozen=True)
class Asked:
    """A cacheable request. `catalogue`: version of the generation; `words`: search text; `model`, `prompt`: versions of what makes the answer;
    `rest`: whatever else it depends on (day, count, topics, provider)."""

    kind: Kind
    catalogue: str
    need: Need
    words: str
    tenant: str = "default"
    model: str = ""
    prompt: str = ""
    rest: tuple[Any, ...] = ()

    @cached_property
    def exact(self) -> str:
        """Key of exactly this request."""
        return _digest(self._all_but_words, self.need.query, self.words)

    @cached_property
    def but_words(self) -> str:
        """Key without the words: shared by requests that differ in wording only."""
        return _digest(self._all_but_words)

    @cached_property
    def _all_but_words(self) -> dict[str, Any]:
        asked = {name: getattr(self, name) for name in ("kind", "catalogue", "tenant", "model", "prompt", "rest")}
        return {**asked, "need": canonical(self.need), "version": _version()}


@cache
def _version() -> str:
    """Part of the key, since another version of Daogou may answer differently."""
    return version("daogou")


def canonical(need: Need) -> dict[str, Any]:
    """JSON-ready form of a need without its query, in a fixed order. New fields of `Need` are included automatically."""
    plain = need.model_dump(mode="json", exclude={"query", "conditions", "facts"})
    return {**plain, "conditions": [_bare(each) for each in in_order(need)], "facts": sorted((_bare(fact) for fact in need.facts), key=_written)}


def in_order(need: Need) -> tuple[Condition, ...]:
    """The active conditions in an order that doesn't depend on when they were set."""
    return tuple(sorted(need.active, key=lambda each: _written(_bare(each))))


def _bare(said: Any) -> dict[str, Any]:
    found: dict[str, Any] = said.model_dump(mode="json", exclude=_OF_THE_CONVERSATION)
    return {**found, "inferred": True} if getattr(said, "status", None) == "inferred" else found


def _written(value: Any) -> str:
    """JSON in ASCII, since a lone surrogate has no UTF-8 form."""
    return json.dumps(value, sort_keys=True, default=str)


def _digest(*parts: Any) -> str:
    return blake2b(_written(parts).encode(), digest_size=20).hexdigest()
