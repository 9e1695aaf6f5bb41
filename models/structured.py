"""An answer in a shape: asked for by JSON schema, checked by pydantic, put right once by the model itself, then given up."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import monotonic
from typing import TypeVar

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from pydantic import BaseModel, ValidationError

from ..schema.errors import OutsideError, Unshaped
from .language_model import Ask, LanguageModel

T = TypeVar("T", bound=BaseModel)
_QUOTED = 2000  # characters of a wrong answer that are shown to its model again
_THOUGHT = "</think>"
_TRIES = 200  # places in an answer at which an object may begin


async def structured(model: LanguageModel, ask: Ask, shape: type[T]) -> T:
    """The model's answer as a `shape`. `ask.deadline_s` bounds both tries; `ask.spent` gets what they cost.

    Raises OutsideError where the second try is no `shape` either (Unshaped), or the model can't be had: the caller has a result of his own for that.
    """
    ends = monotonic() + ask.deadline_s
    asked = replace(ask, shape=shape.model_json_schema())
    first = await model.complete(asked)
    try:
        return parsed(first.text, shape)
    except ValidationError as error:
        wrong = error
    left = ends - monotonic()
    if left <= 0:
        raise OutsideError(f"{model.name} gave no {shape.__name__} in time.") from wrong
    second = await model.complete(replace(asked, messages=put_right(ask.messages, first.text, wrong), deadline_s=left))
    try:
        return parsed(second.text, shape)
    except ValidationError as error:
        raise Unshaped(f"{model.name} gave no {shape.__name__} in two tries.", second.text) from error


def parsed(text: str, shape: type[T]) -> T:
    """What a server that doesn't know `response_format` lets its model say around the JSON is left aside. Raises ValidationError."""
    wrong: ValidationError | None = None
    for answer in _answers(text):
        try:
            return shape.model_validate_json(answer)
        except ValidationError as error:
            wrong = wrong or error
    assert wrong is not None
    raise wrong


def put_right(messages: Sequence[BaseMessage], answer: str, wrong: ValidationError) -> tuple[BaseMessage, ...]:
    """What was asked, what came, and that it is none of the shape."""
    return (*messages, AIMessage(answer[:_QUOTED]), HumanMessage(_complaint(wrong)))


def _answers(text: str) -> Iterator[str]:
    """All of it; then the objects in it behind what was thought aloud, the last first: the answer ends what is said of it."""
    yield text.strip()
    yield from reversed(list(_objects(text.rpartition(_THOUGHT)[2])))


def _objects(text: str) -> Iterator[str]:
    at = 0
    for _ in range(_TRIES):
        if (at := text.find("{", at)) < 0:
            return
        try:
            _, end = json.JSONDecoder().raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            at += 1
            continue
        yield text[at:end]
        at = end


def _complaint(error: ValidationError) -> str:
    """In the words of the schema; never a value that the model wrote."""
    faults = "; ".join(f"{'.'.join(map(str, one['loc'])) or 'the whole'}: {one['type']}" for one in error.errors()[:5])
    return f"That is not the JSON asked for ({faults}). Answer once more with the JSON alone."
