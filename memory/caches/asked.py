"""What was asked, as a cache knows it: a need that stands alone, and all else that an answer to it depends on."""

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
"""What a condition or a fact has from the conversation it was said in, and nothing that is looked up depends on, but whether it was inferred."""


@dataclass(frozen=True)
class Asked:
    """`catalogue` is a generation's version, `words` what it is searched by, `model` and `prompt` the versions of those that make the answer;
    `rest` whatever else the answer depends on: the day, how many, which topics, whose search."""

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
        """The same for whoever asks the same."""
        return _digest(self._all_but_words, self.need.query, self.words)

    @cached_property
    def but_words(self) -> str:
        """The same for all that differ in words alone: tenant, catalogue, language, category, conditions and numbers are the same."""
        return _digest(self._all_but_words)

    @cached_property
    def _all_but_words(self) -> dict[str, Any]:
        asked = {name: getattr(self, name) for name in ("kind", "catalogue", "tenant", "model", "prompt", "rest")}
        return {**asked, "need": canonical(self.need), "version": _version()}


@cache
def _version() -> str:
    """Another version of Daogou may find, weigh and say otherwise."""
    return version("daogou")


def canonical(need: Need) -> dict[str, Any]:
    """All of a need that has a say, but its words, in one order. A field that a need gets one day is in it by itself."""
    plain = need.model_dump(mode="json", exclude={"query", "conditions", "facts"})
    return {**plain, "conditions": [_bare(each) for each in in_order(need)], "facts": sorted((_bare(fact) for fact in need.facts), key=_written)}


def in_order(need: Need) -> tuple[Condition, ...]:
    """The active conditions, in an order that doesn't depend on which was said first."""
    return tuple(sorted(need.active, key=lambda each: _written(_bare(each))))


def _bare(said: Any) -> dict[str, Any]:
    found: dict[str, Any] = said.model_dump(mode="json", exclude=_OF_THE_CONVERSATION)
    return {**found, "inferred": True} if getattr(said, "status", None) == "inferred" else found


def _written(value: Any) -> str:
    """JSON in ASCII: half a surrogate pair has no UTF-8 form."""
    return json.dumps(value, sort_keys=True, default=str)


def _digest(*parts: Any) -> str:
    return blake2b(_written(parts).encode(), digest_size=20).hexdigest()
