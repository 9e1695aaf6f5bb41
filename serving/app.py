"""The server as an ASGI app: LangServe for the assistant and for suggestions, and whether all is well."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import Depends, FastAPI
from langserve import add_routes
from sse_starlette.sse import AppStatus

from ..graphs.opening import Assistant
from ..graphs.opening import open as open_assistant
from ..models.models import Models
from ..schema.settings import Settings
from . import errors, health
from .admission import admitted
from .limits import BodyLimit
from .routes import profile, suggestions, threads, turns
from .stream.runs import Runs
from .suggestions import SuggestionsInput, suggestions_runnable
from .troubles import ToldTroubles
from .turns import TurnInput, TurnRunnable

SETTLED_S = 10.0


def create_app(settings: Settings | None = None, models: Models | None = None) -> FastAPI:
    """The app over the store in the settings; `uvicorn --factory daogou.serving.app:create_app` serves it too. `models` None: those of the settings.

    Raises StoreError where there is no store, before anything listens.
    """
    assistant = open_assistant(settings=settings or Settings(), models=models)
    app = FastAPI(title="Daogou", description="A shopping assistant over your own catalogue.", lifespan=_closing(assistant))
    app.state.assistant = assistant
    app.state.runs = Runs()
    app.add_middleware(BodyLimit)
    app.add_middleware(ToldTroubles)
    errors.register(app)
    for router in (health.router, threads.router, turns.router, suggestions.router, profile.router):
        app.include_router(router)
    add_routes(app, TurnRunnable(assistant), path="/assistant", dependencies=[Depends(admitted(TurnInput, assistant))])
    add_routes(app, suggestions_runnable(assistant), path="/suggestions", dependencies=[Depends(admitted(SuggestionsInput, assistant))])
    return app


def _closing(assistant: Assistant) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        AppStatus.enable_automatic_graceful_drain = False  # a stream ends with its turn
        yield
        await app.state.runs.settle(SETTLED_S)
        assistant.close()

    return lifespan
