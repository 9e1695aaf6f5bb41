"""`/v1/session`: a browser becomes a buyer of its own."""

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
    """Gives a signed cookie where there is none yet. The page asks for it before anything else; so does an element in another site's page, which the
    door has let in by its name."""
    caller, authentication = caller_of(request), request.app.state.authentication
    buyer = caller.buyer
    if buyer is None and authentication.ways & {"none", "session"}:
        secure = not (request.url.scheme == "http" and is_loopback(request.url.hostname or ""))
        buyer = authentication.sessions.give(response, caller.tenant, secure, within=_within(request))
    return Session(tenant=caller.tenant, buyer=buyer)


def _within(request: Request) -> bool:
    """Whether a page of another site sends it, which the door lets through where that is named; one who only comes from there is here."""
    return request.method == "POST" and request.headers.get("sec-fetch-site") == "cross-site"


@router.delete("", status_code=204)
async def end_session(request: Request) -> Response:
    """Forgets the cookie; what was said stays the buyer's, whom nobody can be any more."""
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response
