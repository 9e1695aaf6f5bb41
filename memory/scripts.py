"""Lua scripts, each one atomic round trip (Redis >= 6.2 and Valkey: EVALSHA, cmsgpack; no module)."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from redis.exceptions import NoScriptError

_BEHIND = {
    "put": ("unpacked", "forget", "holds"),
    "drop": ("unpacked", "forget"),
    "put_writes": ("holds",),
    "renew": ("holds",),
    "again": ("holds",),
    "get": ("unpacked", "mend"),
    "names": ("mend",),
    "items": ("unpacked",),
}
"""Files with the functions that a script calls."""


@cache
def source(name: str) -> str:
    """The text of a script, preceded by what it calls."""
    folder = files(__package__).joinpath("lua")
    return "".join(folder.joinpath(f"{part}.lua").read_text("utf-8") for part in (*_BEHIND.get(name, ()), name))


@cache
def _digest(name: str) -> str:
    return hashlib.sha1(source(name).encode(), usedforsecurity=False).hexdigest()


def run(client: Any, name: str, keys: Sequence[str], arguments: Sequence[Any] = ()) -> Any:
    """Run a script by its digest; send its text if the server doesn't have it."""
    try:
        return client.evalsha(_digest(name), len(keys), *keys, *arguments)
    except NoScriptError:
        return client.eval(source(name), len(keys), *keys, *arguments)


async def arun(client: Any, name: str, keys: Sequence[str], arguments: Sequence[Any] = ()) -> Any:
    """`run` for a client of `redis.asyncio`."""
    evalsha: Callable[..., Awaitable[Any]] = client.evalsha
    try:
        return await evalsha(_digest(name), len(keys), *keys, *arguments)
    except NoScriptError:
        return await client.eval(source(name), len(keys), *keys, *arguments)
