"""Fills a prompt with the records that fit its token budget and the model's window, and reports those left out."""

import asyncio
from collections.abc import Sequence
from typing import Any, NamedTuple

import structlog
from langchain_core.messages import BaseMessage

from ..schema.errors import Unreachable
from .budget import A_RECORD, Fitted, Item, fit
from .language_model import LanguageModel
from .metrics import left_out
from .prompt import Prompt
from .window import Window

log = structlog.get_logger("daogou")


class Composed(NamedTuple):
    messages: list[BaseMessage]
    fitted: Fitted


def compose(prompt: Prompt, window: Window, items: Sequence[Item], answer: int, *, kinds: Sequence[str] = (), **values: Any) -> Composed:
    """Render `prompt` with `items` in the list variables named by their kinds, in the order given, and `values` in the others. `kinds` lists the
    variables that may stay empty; `answer` tokens are reserved for the model.

    Raises OutsideError if the bare prompt and the `must` items don't fit, InputError if the prompt needs another variable.
    """
    lists = {name: list[Any]() for name in (*kinds, *(item.kind for item in items))}
    bare = sum(window.count(message.text) + A_RECORD for message in prompt.messages(**lists, **values))
    fitted = fit(items, window.within(prompt.head.budget), bare + answer, window.count)
    for item in fitted.kept:
        lists[item.kind].append(item.text if item.value is None else item.value)
    _tell(prompt, fitted)
    return Composed(prompt.messages(**lists, **values), fitted)


async def window_within(model: LanguageModel, deadline_s: float) -> Window:
    """Return the window of `model`. Raises Unreachable if it isn't known within `deadline_s`."""
    try:
        async with asyncio.timeout(deadline_s):
            return await model.window()
    except TimeoutError as error:
        raise Unreachable(f"{model.name} wasn't ready within {deadline_s:g} s.") from error


def _tell(prompt: Prompt, fitted: Fitted) -> None:
    counts = {kind: len(keys) for kind, keys in fitted.left_out.items()}
    for kind, count in counts.items():
        left_out(prompt.head.name, kind, count)
    if counts:
        log.info("records were left out of a prompt", prompt=prompt.label, tokens=fitted.tokens, **counts)
