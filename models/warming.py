"""Loads the dependencies of a language model's first request in a background thread; on a busy machine that takes seconds."""

import asyncio
from concurrent.futures import Future
from threading import Lock, Thread

from pydantic import SecretStr

_lock = Lock()
_loaded: Future[None] | None = None


def begin() -> "Future[None]":
    """Start loading, once per process, and return its future."""
    global _loaded
    with _lock:
        if _loaded is None or (_loaded.done() and _loaded.exception()):
            _loaded = Future()
            Thread(target=_load, args=(_loaded,), name="daogou-models", daemon=True).start()
        return _loaded


async def warm() -> None:
    """Wait for the loading without blocking the event loop."""
    loading = begin()
    if not loading.done():
        await asyncio.shield(asyncio.wrap_future(loading))
    loading.result()


def _load(loaded: "Future[None]") -> None:
    try:
        _everything()
    except BaseException as error:
        loaded.set_exception(error)
    else:
        loaded.set_result(None)


def _everything() -> None:
    from .chat_client import ChatClient, http_client
    from .metrics import registered
    from .tokens import counter

    ChatClient(model="none", base_url="http://127.0.0.1:9/v1", api_key=SecretStr("none"), http_async_client=http_client(1), use_responses_api=False)
    registered()
    counter()("warm")
