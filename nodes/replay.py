"""A message that isn't sent, read as the next turn of the conversation would read it; and what would come of it."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from ..schema.context import Context
from ..tools.suggestions.situation import Replay
from .intent import intent
from .state import State, Update

_DECIDED = ("reading", "need", "topics", "purchase", "bill", "focus", "talked", "plan", "changes", "recalled", "problem", "pending")
"""What the intent node leaves to the rest of a turn."""
_WORDS = ("text", "question")
"""Where nouns keep the buyer's own words; nothing but a quotation depends on them."""


def read(state: State, text: str, context: Context) -> Update:
    """What the intent node would write for `text` as the message of the turn after `state`."""
    return intent(lambda: state["shop"])(with_(state, text=text, commands=()), context, lambda event: None)


def with_(state: State, **changes: Any) -> State:
    return {**state, **changes}  # type: ignore[typeddict-item]  # the names are the state's own


def replaying(state: State, context: Context) -> Callable[[str], Replay]:
    """Reads each text once."""

    @cache
    def replay(text: str) -> Replay:
        update = read(state, text, context)
        asks = update["problem"] is not None or update["pending"] is not None
        taps = tuple(each.model_copy(update={"by": "tap", "quote": None}) for each in update["taken"].commands)
        return Replay(update["reading"], update["need"], update["focus"], update["plan"], asks, taps)

    return replay


def outcome(state: State, text: str, context: Context) -> Any:
    """All that the next turn would decide by `text`, without its words: two messages of one outcome do the same."""
    update = read(state, text, context)
    return {name: bare(update[name]) for name in _DECIDED}


def bare(value: Any) -> Any:
    """A noun of nouns without what a buyer's words alone decide."""
    if isinstance(value, BaseModel):
        return bare({name: getattr(value, name) for name in type(value).model_fields if name != "confidence"})
    if is_dataclass(value):
        return bare({each.name: getattr(value, each.name) for each in fields(value)})
    if isinstance(value, dict):
        return {name: bool(each) if name in _WORDS else bare(each) for name, each in value.items()}
    return [bare(each) for each in value] if isinstance(value, (tuple, list)) else value
