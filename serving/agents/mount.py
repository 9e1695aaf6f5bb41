"""MCP over HTTP at /mcp, if the SDK is installed (`pip install "daogou[mcp]"`)."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from importlib.util import find_spec

from fastapi import FastAPI

from ...graphs.opening import Assistant
from ..tenants import Tenants

PATH = "/mcp"


def mount(app: FastAPI, tenants: Tenants, write: bool) -> Callable[[], AbstractAsyncContextManager[None]]:
    """Add the route, and return a context to enter while the app serves. Requests are stateless, so that any worker can answer them."""
    if find_spec("mcp") is None:
        return nullcontext
    from mcp.server.transport_security import TransportSecuritySettings

    from .server import make_server

    @asynccontextmanager
    async def here() -> AsyncIterator[tuple[Assistant, str | None]]:
        place = tenants.here()
        async with place.turn():
            yield place.assistant, place.buyer

    server = make_server(here, write)
    guarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)  # the door checks host and origin
    inner = server.streamable_http_app(streamable_http_path=PATH, json_response=True, stateless_http=True, transport_security=guarded)
    app.router.routes.extend(inner.routes)
    return server.session_manager.run
