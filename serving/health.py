"""Whether the process lives, and whether it can answer."""

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from ..graphs.opening import Assistant
from ..schema.errors import DaogouError, OutsideError

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers; says nothing of the store or Redis."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """The store can be read and conversations can be kept; 503 with the reason where not. While Redis is away turns go on, so that is no reason
    to send them elsewhere: it is told of as `degraded`."""
    assistant: Assistant = request.app.state.assistant
    try:
        await asyncio.to_thread(_look, assistant)
    except OutsideError as error:
        return JSONResponse({"status": "ready", "degraded": ["memory"], "detail": str(error)})
    except DaogouError as error:
        return JSONResponse({"status": "not ready", "detail": str(error)}, 503)
    return JSONResponse({"status": "ready"})


def _look(assistant: Assistant) -> None:
    assistant.shopfront.current()
    assistant.threads.list(limit=1)
