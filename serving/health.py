"""Whether the process lives, whether it can answer, and what it counts."""

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from ..models.served import served
from ..schema.errors import DaogouError, OutsideError
from .errors import told
from .measures import exposed
from .place import caller_of
from .tenants import Tenant, Tenants

router = APIRouter(tags=["health"])
MODEL_S = 2.0
"""What the server of language models may take to say that it is there."""


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers; says nothing of the store or Redis."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """Every store can be read and conversations can be kept; 503 with the reason where not, and while the server is being stopped. What turns go on
    without is no reason to send them elsewhere: it is told of as `degraded` (memory, model, search …), by what was missing in the last minute.
    Where and why is told to who may ask for any buyer: a service key, or anybody where authentication is off."""
    if request.app.state.gate.closed:
        return JSONResponse({"status": "not ready", "detail": "The server is being stopped.", "code": "stopping"}, 503)
    tenants: Tenants = request.app.state.tenants
    trusted = caller_of(request).trusted
    try:
        found = await asyncio.gather(*(_looked(tenant) for tenant in tenants))
    except DaogouError as error:
        heard = told(error)
        return JSONResponse({"status": "not ready", "detail": str(error) if trusted else heard.detail, "code": heard.code}, 503)
    degraded = sorted({part for parts in found for part in parts})
    details = " ".join(dict.fromkeys(why for parts in found for why in parts.values() if why))
    named: dict[str, Any] = {"degraded": degraded} if degraded else {}
    return JSONResponse({"status": "ready", **named, **({"detail": details} if details and trusted else {})})


@router.get("/metrics", response_class=Response)
async def metrics(request: Request) -> Response:
    """For Prometheus."""
    return Response(await asyncio.to_thread(exposed, request.app.state.tenants), media_type=CONTENT_TYPE_LATEST)


async def _looked(tenant: Tenant) -> dict[str, str]:
    """The parts that are missing, with why. Raises where turns can't go on."""
    missing = dict.fromkeys(tenant.missing.now, "")
    try:
        await asyncio.to_thread(_look, tenant)
    except OutsideError as error:
        missing["memory"] = str(error)
    return missing | await _model(tenant)


def _look(tenant: Tenant) -> None:
    tenant.assistant.shopfront.current()
    tenant.assistant.threads.list(limit=1)
    tenant.assistant.threads.check_room()


async def _model(tenant: Tenant) -> dict[str, str]:
    settings = tenant.assistant.settings
    if settings.llm_base_url is None:
        return {}
    try:
        async with asyncio.timeout(MODEL_S):
            await asyncio.to_thread(served, settings.llm_base_url, settings.llm_api_key)
    except TimeoutError:
        return {"model": "The server of language models didn't answer in time."}
    except OutsideError as error:
        return {"model": str(error)}
    return {}
