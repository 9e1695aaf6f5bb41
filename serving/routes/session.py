"""`/v1/session`: makes a browser a buyer of its own."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from ..door.authentication import is_loopback
from ..door.sessions import COOKIE
from ..place import caller_of

router = APIRouter(prefix="/v1/session", tags=["session"])


class Session(BaseModel):
    tenant: str
    buyer: str | None


@router.post("")
async def begin_session(request: Request, response: Response) -> Session:
    """Set a signed cookie if there is none yet. The page requests it first; so does an element on another site whose origin is allowed."""
    caller, authentication = caller_of(request), request.app.state.authentication
    buyer = caller.buyer
    if buyer is None and authentication.ways & {"none", "session"}:
        secure = not (request.url.scheme == "http" and is_loopback(request.url.hostname or ""))
        buyer = authentication.sessions.give(response, caller.tenant, secure, within=_within(request))
    return Session(tenant=caller.tenant, buyer=buyer)


def _within(request: Request) -> bool:
    """True if another site's page sends it (not if the user merely follows a link from there)."""
    return request.method == "POST" and request.headers.get("sec-fetch-site") == "cross-site"


@router.delete("", status_code=204)
async def end_session(request: Request) -> Response:
    """Delete the cookie; the buyer's conversations stay, but nobody can access them any more."""
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response
