"""Liveness, readiness and metrics."""

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from ..models.served import served
from ..schema.errors import DaogouError, OutsideError
from .errors import told
from .metrics import exposed
from .place import caller_of
from .tenants import Tenant, Tenants

router = APIRouter(tags=["health"])
MODEL_S = 2.0
"""Seconds for the language model server to answer."""


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Liveness: the process answers. Doesn't check the store or Redis."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """Readiness: every store can be read and conversations can be stored; else, or while the server stops, 503 with the reason. Parts that turns can
    do without are listed as `degraded` (memory, model, search …) if they were missing in the last minute. Details only for service keys, or if
    authentication is off."""
    if request.app.state.gate.closed:
        return JSONResponse({"status": "not ready", "detail": "The server is stopping.", "code": "stopping"}, 503)
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
    """Metrics for Prometheus."""
    return Response(await asyncio.to_thread(exposed, request.app.state.tenants), media_type=CONTENT_TYPE_LATEST)


async def _looked(tenant: Tenant) -> dict[str, str]:
    """The missing parts, with reasons. Raises if turns can't run."""
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
        return {"model": "The language model server didn't answer in time."}
    except OutsideError as error:
        return {"model": str(error)}
    return {}
