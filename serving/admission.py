"""What a request must be before a turn begins. LangServe tells of trouble in a stream only as "Internal Server Error", so it is found here."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from ..graphs.opening import Assistant
from ..schema.errors import InputError

BATCH = 50


def admitted(model: type[BaseModel], assistant: Assistant) -> Callable[[Request], Awaitable[None]]:
    """A dependency that refuses bad input (422) and conversations that are not the buyer's (404)."""

    async def check(request: Request) -> None:
        if request.method == "POST":
            body = _json(await request.body())
            for input, thread in _inputs(body):
                asked = _valid(model, input)
                await asyncio.to_thread(_check_thread, assistant, getattr(asked, "thread_id", None) or thread, getattr(asked, "buyer_id", None))

    return check


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise InputError('The body is no JSON; send {"input": {…}}.') from error
    if not isinstance(found, dict):
        raise InputError('The body is no JSON object; send {"input": {…}}.')
    return found


def _inputs(body: dict[str, Any]) -> Iterator[tuple[Any, str | None]]:
    """Each input of an invoke, stream or batch, with the thread of its config."""
    if "input" in body:
        yield body["input"], _configured(body.get("config"))
        return
    inputs, config = body.get("inputs"), body.get("config")
    if not isinstance(inputs, list) or len(inputs) > BATCH:
        raise InputError(f'Send "input", or "inputs" as a list of at most {BATCH}.')
    configs = config if isinstance(config, list) else [config] * len(inputs)
    if len(configs) != len(inputs):
        raise InputError(f"There are {len(inputs)} inputs and {len(configs)} configs; send one config, or one for each.")
    yield from ((input, _configured(its)) for input, its in zip(inputs, configs, strict=True))


def _configured(config: Any) -> str | None:
    configurable = config.get("configurable") if isinstance(config, dict) else None
    thread = configurable.get("thread_id") if isinstance(configurable, dict) else None
    return thread if isinstance(thread, str) else None


def _valid(model: type[BaseModel], input: Any) -> BaseModel:
    try:
        asked = model.model_validate(input)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_input=False)) from error
    if model.model_fields["text"].is_required() and not getattr(asked, "text", "").strip():
        raise InputError("The message is empty; write what you are looking for.")
    return asked


def _check_thread(assistant: Assistant, thread: str | None, buyer: str | None) -> None:
    known = assistant.threads.find(thread) if thread else None
    if known is not None and known.buyer != buyer:
        raise HTTPException(404, "There is no such conversation.")
