"""An answer in a shape: asked for by JSON schema, checked by pydantic, put right once by the model itself, then given up."""

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic
from typing import TypeVar

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from pydantic import BaseModel, ValidationError

from ..schema.errors import OutsideError, Unshaped
from ..schema.reply import Usage
from .language_model import Ask, LanguageModel

T = TypeVar("T", bound=BaseModel)
_QUOTED = 2000  # characters of a wrong answer that are shown to its model again


async def structured(model: LanguageModel, ask: Ask, shape: type[T]) -> tuple[T, Usage]:
    """The model's answer as a `shape`, and what it cost. `ask.deadline_s` bounds both tries.

    Raises OutsideError where the second try is no `shape` either (Unshaped), or the model can't be had: the caller has a result of his own for that.
    """
    ends = monotonic() + ask.deadline_s
    asked = replace(ask, shape=shape.model_json_schema())
    first = await model.complete(asked)
    try:
        return parsed(first.text, shape), first.usage
    except ValidationError as error:
        wrong = error
    left = ends - monotonic()
    if left <= 0:
        raise OutsideError(f"{model.name} gave no {shape.__name__} in time.") from wrong
    second = await model.complete(replace(asked, messages=put_right(ask.messages, first.text, wrong), deadline_s=left))
    usage = added(first.usage, second.usage)
    try:
        return parsed(second.text, shape), usage
    except ValidationError as error:
        raise Unshaped(f"{model.name} gave no {shape.__name__} in two tries.", second.text) from error


def parsed(text: str, shape: type[T]) -> T:
    """Raises ValidationError."""
    return shape.model_validate_json(_json(text))


def put_right(messages: Sequence[BaseMessage], answer: str, wrong: ValidationError) -> tuple[BaseMessage, ...]:
    """What was asked, what came, and that it is none of the shape."""
    return (*messages, AIMessage(answer[:_QUOTED]), HumanMessage(_complaint(wrong)))


def added(one: Usage, other: Usage) -> Usage:
    return Usage(prompt_tokens=one.prompt_tokens + other.prompt_tokens, completion_tokens=one.completion_tokens + other.completion_tokens)


def _json(text: str) -> str:
    """Without the fence that some models put around it."""
    stripped = text.strip()
    if stripped.startswith("```") and stripped.endswith("```"):
        return stripped.strip("`").removeprefix("json").strip()
    return stripped


def _complaint(error: ValidationError) -> str:
    """In the words of the schema; never a value that the model wrote."""
    faults = "; ".join(f"{'.'.join(map(str, one['loc'])) or 'the whole'}: {one['type']}" for one in error.errors()[:5])
    return f"That is not the JSON asked for ({faults}). Answer once more with the JSON alone."
