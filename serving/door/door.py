"""Middleware that every request passes before any route: authentication, rate limits, security headers."""

import ipaddress
import re
from contextlib import nullcontext
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..limits import MAX_HEAD
from ..metrics import REQUESTS
from ..tenants import Tenants
from .authentication import NOT_OPEN, Authentication, is_loopback
from .caller import Caller, calling
from .gate import Gate

NETWORK = 64
"""Bits of the IPv6 prefix that a provider assigns to a customer."""
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?")
FREE = ("/", "/embed.js", "/healthz", "/readyz", "/v1/session", "/docs", "/openapi.json", "/favicon.ico")
FILES = ("/page/", "/embed/", "/docs/", "/v1/shared/")
"""Paths that need no authentication, and prefixes of such paths."""
SCRIPTED = ("/assistant/playground", "/suggestions/playground")
"""LangServe's pages with inline scripts."""
CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE = ("GET", "HEAD", "OPTIONS")


class Door:
    """Sets `request.state.caller`, counts requests, assigns request ids, and adds the security headers to every response."""

    def __init__(self, app: ASGIApp, tenants: Tenants, authentication: Authentication, gate: Gate, origins: tuple[str, ...] = ()) -> None:
        self.app, self._tenants, self._authentication, self._gate, self._origins = app, tenants, authentication, gate, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        given = request.headers.get("x-request-id", "")
        name = given if _ID.fullmatch(given) else uuid4().hex
        structlog.contextvars.bind_contextvars(request=name)
        token = None
        try:
            answer = await self._refusal(request)
            caller = scope.get("state", {}).get("caller", Caller())
            token = calling.set(caller)
            inside = self._tenants.turnstile.inside(caller) if answer is None and self._works(request, caller) else nullcontext()
            with self._gate.passing(request.method, request.url.path), inside:
                dressed = _with_headers(send, name, request.method, request.url.path, last=self._gate.works(request.method, request.url.path))
                await (answer or self.app)(scope, receive, dressed)
        finally:
            if token is not None:
                calling.reset(token)
            structlog.contextvars.unbind_contextvars("request")

    async def _refusal(self, request: Request) -> Response | None:
        """The response that replaces the route's; None if the request may proceed."""
        path, host = request.url.path, request.headers.get("host", "")
        if _head_too_large(request):
            return _refused(431, "too_large", f"The request's address and headers are larger than {MAX_HEAD:,} bytes; send less.")
        if self._authentication.off and not _is_local(request):
            return _refused(403, "forbidden", NOT_OPEN)
        if request.method not in SAFE and _is_cross_site(request, self._origins):
            return _refused(403, "forbidden", "The request comes from another site's page; name its origin in DAOGOU_CORS_ORIGINS to allow it.")
        tenant = self._tenants.of_host(host)
        caller = await self._authentication.caller(request, tenant)
        if caller is not None and self._tenants.get(caller.tenant) is None:
            caller = None
        counted = replace(caller or Caller(tenant), address=address_of(request))
        request.scope.setdefault("state", {})["caller"] = counted
        if wait := await self._waiting(request, counted):
            return _refused(429, "too_many", f"Too many requests; wait {wait} seconds.", {"Retry-After": str(wait)})
        if caller is None and not (path in FREE or path.startswith(FILES)):
            return _refused(
                401,
                "unauthenticated",
                "Authenticate: send Authorization: Bearer KEY, or open the page (POST /v1/session).",
                {"WWW-Authenticate": "Bearer"},
            )
        if self._gate.closed and self._gate.counts(request.method, path):
            return _refused(503, "stopping", "The server is stopping; send it again in a moment.", {"Retry-After": "5"})
        if self._works(request, counted) and self._tenants.turnstile.full(counted):
            return _refused(429, "too_many", "Too many of your messages are waiting; send it again in a moment.", {"Retry-After": "5"})
        return None

    async def _waiting(self, request: Request, caller: Caller) -> int | None:
        tenant = self._tenants.get(caller.tenant)
        if tenant is None or request.url.path in ("/healthz", "/readyz"):
            return None
        wait = await tenant.rates.wait("address", tenant.name, caller.address)
        if wait is None and self._gate.works(request.method, request.url.path):
            wait = await tenant.rates.wait_for_work(caller, turns=self._gate.counts(request.method, request.url.path))
        return wait

    def _works(self, request: Request, caller: Caller) -> bool:
        """True if the request counts as work inside. Not for a service key, whose buyer isn't known yet."""
        return self._gate.works(request.method, request.url.path) and not (caller.vouched and caller.trusted)


def _is_local(request: Request) -> bool:
    """True if the request came from this machine and names it as host: a foreign page may resolve its own host name to us."""
    name = _HOST.fullmatch(request.headers.get("host", ""))
    return name is not None and is_loopback(name[1]) and (request.client is None or is_loopback(request.client.host))


def _head_too_large(request: Request) -> bool:
    """True if the request head exceeds MAX_HEAD; h11 limits only heads that arrive in pieces."""
    line = len(request.scope.get("raw_path") or b"") + len(request.scope.get("query_string") or b"")
    return line + sum(len(name) + len(value) + 4 for name, value in request.scope["headers"]) > MAX_HEAD


def _is_cross_site(request: Request, origins: tuple[str, ...]) -> bool:
    """True if a browser sends it for another site's page; programs send no Origin."""
    origin = request.headers.get("origin")
    if origin is None or origin in origins:
        return False
    return origin.partition("://")[2].lower() != request.headers.get("host", "").lower()


def _refused(status: int, code: str, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"detail": detail, "code": code}, status, headers)


def _local_location(location: str) -> str:
    """The path of a redirect on this server: the framework builds its URL from the request's Host, which anybody can set."""
    to = urlsplit(location)
    return urlunsplit(("", "", f"/{to.path.lstrip('/')}", to.query, ""))


def _with_headers(send: Send, name: str, method: str, path: str, last: bool) -> Send:
    """Wrap `send` to add headers. `last`: close the connection after the response, so that the next turn goes to a free worker rather than the one
    that holds the connection."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            REQUESTS.labels(method, message["status"]).inc()
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = name
            if last:
                headers["Connection"] = "close"
            if "location" in headers:
                headers["Location"] = _local_location(headers["location"])
            for header, value in HEADERS.items():
                headers.setdefault(header, value)
            if not path.startswith(SCRIPTED):
                headers.setdefault("Content-Security-Policy", CSP)
            if path.startswith("/v1/"):
                headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return dressed


def address_of(request: Request) -> str:
    """The client's address as reported by the server or a trusted proxy; for IPv6 the customer's network."""
    host = request.client.host if request.client else "nowhere"
    try:
        found = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv4Address):
        return host
    return str(found.ipv4_mapped or ipaddress.ip_network((found, NETWORK), strict=False))
