"""Structured answers: requested by JSON schema, validated by pydantic, repaired once by the model."""

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
_QUOTED = 2000  # characters of an invalid answer shown to the model again
_THOUGHT = "</think>"
_TRIES = 200  # places in an answer where a JSON object may begin


async def structured(model: LanguageModel, ask: Ask, shape: type[T]) -> T:
    """Return the model's answer as a `shape`. `ask.deadline_s` bounds both tries; `ask.spent` collects their usage.

    Raises Unshaped if the second try is invalid too, OutsideError if the model fails.
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
    second = await model.complete(replace(asked, messages=repair_messages(ask.messages, first.text, wrong), deadline_s=left))
    try:
        return parsed(second.text, shape)
    except ValidationError as error:
        raise Unshaped(f"{model.name} gave no {shape.__name__} in two tries.", second.text) from error


def parsed(text: str, shape: type[T]) -> T:
    """Validate `text`, or a JSON object within it, as `shape`: a server without `response_format` lets text surround the JSON. Raises
    ValidationError."""
    wrong: ValidationError | None = None
    for answer in _answers(text):
        try:
            return shape.model_validate_json(answer)
        except ValidationError as error:
            wrong = wrong or error
    assert wrong is not None
    raise wrong


def repair_messages(messages: Sequence[BaseMessage], answer: str, wrong: ValidationError) -> tuple[BaseMessage, ...]:
    """The messages of the second try: the request, the invalid answer, and its errors."""
    return (*messages, AIMessage(answer[:_QUOTED]), HumanMessage(_complaint(wrong)))


def _answers(text: str) -> Iterator[str]:
    """Yield the whole text, then the JSON objects after the reasoning, last first: the answer comes at the end."""
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
    """Error types by field; never a value that the model wrote."""
    faults = "; ".join(f"{'.'.join(map(str, one['loc'])) or 'the whole'}: {one['type']}" for one in error.errors()[:5])
    return f"That is not the JSON asked for ({faults}). Answer once more with the JSON alone."
