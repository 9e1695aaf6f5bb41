"""Validates LangServe requests before a turn begins: within a stream LangServe reports any error as "Internal Server Error"."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from langserve.lzstring import LZString
from pydantic import BaseModel, ValidationError

from ..graphs.opening import Assistant
from ..memory.names import checked
from ..schema.errors import InputError
from .place import Place, missing
from .refusal import Refusal
from .tenants import Tenants

BATCH = 50
_unpacked: Any = LZString.decompressFromEncodedURIComponent  # without types


def admitted(model: type[BaseModel], tenants: Tenants) -> Callable[[Request], Awaitable[None]]:
    """Dependency that refuses invalid input (422), another buyer's conversations (404), and batches beyond the buyer's rate limit (429)."""
    turns = model.model_fields["text"].is_required()

    async def check(request: Request) -> None:
        if request.method == "POST":
            body = _json(await request.body())
            linked = _linked(request.path_params.get("config_hash"))
            inputs = list(_inputs(body, linked))
            for input, thread in inputs:
                asked = _valid(model, input)
                here = tenants.here(getattr(asked, "buyer_id", None))
                name = getattr(asked, "thread_id", None) or thread
                await asyncio.to_thread(_check_thread, here.assistant, name, here.buyer, turns)
            if turns:
                await _check_rate(tenants.here(), len(inputs))

    return check


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise InputError('The body must be JSON; send {"input": {…}}.') from error
    except RecursionError:
        raise InputError('The body is nested too deeply; send {"input": {…}}.') from None
    if not isinstance(found, dict):
        raise InputError('The body must be a JSON object; send {"input": {…}}.')
    return found


def _linked(config_hash: str | None) -> Any:
    """The config in the path of LangServe's links, `/c/…/invoke`."""
    if not config_hash:
        return {}
    try:
        return json.loads(_unpacked(config_hash))
    except Exception as error:  # the decompressor raises many types
        raise InputError("The config in the address can't be read; send it in the body.") from error


def _inputs(body: dict[str, Any], linked: Any) -> Iterator[tuple[Any, str | None]]:
    """Yield each input of an invoke, stream or batch with the thread id of its config, from the body or else from the path."""
    beside = _configured(linked)
    if "input" in body:
        yield body["input"], _configured(body.get("config", {})) or beside
        return
    inputs, config = body.get("inputs"), body.get("config", {})
    if not isinstance(inputs, list) or len(inputs) > BATCH:
        raise InputError(f'Send "input", or "inputs" as a list of at most {BATCH}.')
    configs = config if isinstance(config, list) else [config] * len(inputs)
    if len(configs) != len(inputs):
        raise InputError(f"There are {len(inputs)} inputs and {len(configs)} configs; send one config, or one for each.")
    yield from ((input, _configured(its) or beside) for input, its in zip(inputs, configs, strict=True))


def _configured(config: Any) -> str | None:
    """The thread id of a config. Raises InputError if the config has the wrong shape."""
    if not isinstance(config, dict):
        raise InputError('"config" must be an object; leave it out if it is empty.')
    for part, kind, name in (("configurable", dict, "an object"), ("metadata", dict, "an object"), ("tags", list, "a list")):
        if part in config and not isinstance(config[part], kind):
            raise InputError(f'"config.{part}" must be {name}; leave it out if it is empty.')
    thread = config.get("configurable", {}).get("thread_id")
    if thread is not None and not isinstance(thread, str):
        raise InputError('"config.configurable.thread_id" must be text.', "thread_id_bad")
    return checked(thread, "thread id") if thread else None


def _valid(model: type[BaseModel], input: Any) -> BaseModel:
    try:
        asked = model.model_validate(input)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_input=False)) from error
    if model.model_fields["text"].is_required() and not getattr(asked, "text", "").strip():
        raise InputError("The message is empty; write what you are looking for.", "message_empty")
    return asked


async def _check_rate(here: Place, turns: int) -> None:
    """Count a batch's turns but one, which the door has counted. Raises Refusal with Retry-After beyond the limit."""
    if turns > 1 and (wait := await here.tenant.rates.wait_for_work(here.caller, count=turns - 1)):
        sentence = f"These {turns} turns are more than you may send now; send fewer at once, or wait {wait} seconds."
        raise Refusal(429, "too_many", sentence, {"Retry-After": str(wait)})


def _check_thread(assistant: Assistant, thread: str | None, buyer: str | None, begins: bool) -> None:
    """Raise 404 unless the thread is the buyer's; `begins`: it may also be new."""
    known = assistant.threads.find(thread) if thread else None
    if known.buyer != buyer if known is not None else thread and not begins:
        raise missing()
