"""A prompt with as much around it as its budget and its model's window hold: whole records by their worth, and what was left out is told."""

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
    """`items` fill the prompt's variables of their kinds, in the order given, and those of `kinds` that there may be none of; `values` its others;
    `answer` tokens are left to the model.

    Raises OutsideError where the model can't read what must be in, InputError where the prompt wants anything else.
    """
    lists = {name: list[Any]() for name in (*kinds, *(item.kind for item in items))}
    bare = sum(window.count(message.text) + A_RECORD for message in prompt.messages(**lists, **values))
    fitted = fit(items, window.within(prompt.head.budget), bare + answer, window.count)
    for item in fitted.kept:
        lists[item.kind].append(item.text if item.value is None else item.value)
    _tell(prompt, fitted)
    return Composed(prompt.messages(**lists, **values), fitted)


async def window_within(model: LanguageModel, deadline_s: float) -> Window:
    """How much `model` reads, where that is known in time. Raises Unreachable."""
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
