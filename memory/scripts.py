"""The Lua scripts that make an operation one atomic round trip (Redis >= 6.2 and Valkey: EVALSHA, cmsgpack; no module)."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from redis.exceptions import NoScriptError

_BEHIND_FORGET = ("put", "drop")


@cache
def source(name: str) -> str:
    """The text of a script."""
    folder = files(__package__).joinpath("lua")
    text = folder.joinpath(f"{name}.lua").read_text("utf-8")
    return folder.joinpath("forget.lua").read_text("utf-8") + text if name in _BEHIND_FORGET else text


@cache
def _digest(name: str) -> str:
    return hashlib.sha1(source(name).encode(), usedforsecurity=False).hexdigest()


def run(client: Any, name: str, keys: Sequence[str], arguments: Sequence[Any] = ()) -> Any:
    """By its digest; a server that doesn't know it, new or restarted, is given its text."""
    try:
        return client.evalsha(_digest(name), len(keys), *keys, *arguments)
    except NoScriptError:
        return client.eval(source(name), len(keys), *keys, *arguments)


async def arun(client: Any, name: str, keys: Sequence[str], arguments: Sequence[Any] = ()) -> Any:
    """As `run`, over a client of `redis.asyncio`."""
    evalsha: Callable[..., Awaitable[Any]] = client.evalsha
    try:
        return await evalsha(_digest(name), len(keys), *keys, *arguments)
    except NoScriptError:
        return await client.eval(source(name), len(keys), *keys, *arguments)
