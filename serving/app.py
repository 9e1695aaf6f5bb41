"""The server as an ASGI app: authentication, conversations and turns, LangServe, health."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import Depends, FastAPI
from langserve import add_routes
from sse_starlette.sse import AppStatus
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ..models.models import Models
from ..schema.settings import Settings
from . import errors, health
from .admission import admitted
from .agents.mount import mount
from .door.authentication import Authentication
from .door.door import Door
from .door.gate import Gate
from .door.origins import origins
from .door.proxies import proxies
from .door.share_links import open_share_links
from .limits import BodyLimit
from .openai_errors import OpenAIErrors
from .routes import (
    agent,
    drawings,
    letters,
    need,
    openai,
    page,
    pictures,
    products,
    profile,
    reference,
    session,
    shared,
    sourcing,
    suggestions,
    threads,
    turns,
)
from .shutdown import graceful_stop, reload_on_hangup
from .stream_errors import StreamErrors
from .suggestions import SuggestionsInput, suggestions_runnable
from .tenants import Tenants
from .turns import TurnInput, TurnRunnable

SWITCH_S = 0.0005
"""A tenth of Python's default, for which the event loop would wait at each wake-up while a node computes."""
ROUTERS = (
    page.router, pictures.router, drawings.router, products.router, reference.router, health.router, session.router, threads.router, shared.router,
    need.router, turns.router, suggestions.router, letters.router, agent.router, sourcing.router, profile.router, openai.router,
)  # fmt: skip
TOLD = ("Content-Disposition", "Retry-After", "X-Request-ID", "X-Thread-Id")
"""Response headers that pages of other sites may read."""
LEAST = 1_000
"""Least bytes of a compressed response; event streams are never compressed, which would delay events."""


def create_app(settings: Settings | None = None, models: Models | None = None, reread: Callable[[], Settings] = Settings) -> FastAPI:
    """Create the app; also for `uvicorn --factory daogou.serving.app:create_app`. `models` None: those of the settings. `reread` returns the new
    settings on SIGHUP.

    Raises StoreError if there is no store, InputError if the settings contradict each other, before the port is opened.
    """
    settings = settings or Settings()
    sites, before = origins(settings.cors_origins), proxies(settings.proxies)
    authentication, tenants = Authentication(settings), Tenants(settings, models)
    pictures.check_folders(tenants)
    gate = Gate(lambda: any(tenant.runs.running() for tenant in tenants))
    app = FastAPI(
        title="Daogou",
        description="A shopping assistant over your own catalogue.",
        lifespan=_closing(tenants, gate, settings.drain_s, reread),
        docs_url=None,  # FastAPI's page loads Swagger UI from a CDN; ours is routes/reference.py
        redoc_url=None,
    )
    app.state.page, app.state.agents = page.page_of(settings.picture_hosts, pictures.some(tenants)), mount(app, tenants, settings.mcp_write)
    app.state.tenants, app.state.authentication, app.state.gate = tenants, authentication, gate
    app.state.shares = open_share_links(settings)
    app.add_middleware(BodyLimit)
    app.add_middleware(StreamErrors)
    app.add_middleware(Door, tenants=tenants, authentication=authentication, gate=gate, origins=sites)
    if sites:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(sites), allow_methods=["*"], allow_headers=["*"], expose_headers=list(TOLD), allow_credentials=True
        )
    if before:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=before)
    app.add_middleware(OpenAIErrors)
    app.add_middleware(GZipMiddleware, minimum_size=LEAST, compresslevel=6)
    errors.register(app)
    for router in ROUTERS:
        app.include_router(router)
    add_routes(app, TurnRunnable(tenants), path="/assistant", dependencies=[Depends(admitted(TurnInput, tenants))])
    add_routes(app, suggestions_runnable(tenants), path="/suggestions", dependencies=[Depends(admitted(SuggestionsInput, tenants))])
    return app


def _closing(tenants: Tenants, gate: Gate, drain_s: float, reread: Callable[[], Settings]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        AppStatus.enable_automatic_graceful_drain = False  # a stream ends with its turn
        sys.setswitchinterval(SWITCH_S)
        with graceful_stop(gate, drain_s), reload_on_hangup(lambda: tenants.renew(reread())):
            async with app.state.agents():
                yield
        await tenants.settle(drain_s)
        tenants.close()

    return lifespan
