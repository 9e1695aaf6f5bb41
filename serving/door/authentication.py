"""Authenticates a request by API key, token or session cookie."""

import asyncio
import ipaddress
from dataclasses import replace

from starlette.requests import Request

from ...schema.errors import InputError
from ...schema.settings import Settings
from .caller import Caller
from .keys import Keys
from .sessions import COOKIE, open_sessions
from .tokens import Tokens

WAYS = ("none", "session", "keys", "jwt")
NOT_OPEN = (
    "Authentication is off (DAOGOU_AUTH=none), so only this machine is served: listen on 127.0.0.1, or set DAOGOU_AUTH to session, keys or jwt."
)


class Authentication:
    def __init__(self, settings: Settings) -> None:
        """Raise InputError if a configured method lacks its settings."""
        self.ways = ways(settings)
        self.sessions = open_sessions(settings)
        if "keys" in self.ways and settings.api_keys is None:
            raise InputError("API keys need DAOGOU_API_KEYS, the file that holds them; `daogou keys add NAME` creates it.")
        self._keys = Keys(settings.api_keys) if "keys" in self.ways and settings.api_keys else None
        self._tokens = Tokens(settings) if "jwt" in self.ways else None

    @property
    def off(self) -> bool:
        return self.ways == {"none"}

    async def caller(self, request: Request, tenant: str) -> Caller | None:
        """The caller; None if the request must be authenticated and isn't. `tenant`: the one of the requested host."""
        if bearer := _bearer(request):
            return await self._program(bearer) if not self.off else Caller(tenant, trusted=True)
        buyer = self.sessions.buyer(request.cookies.get(COOKIE), tenant)
        if self.off:
            return Caller(tenant, buyer, trusted=True)
        return Caller(tenant, buyer) if buyer and "session" in self.ways else None

    async def _program(self, bearer: str) -> Caller | None:
        found = self._keys.caller(bearer) if self._keys else None
        if found is None and self._tokens and bearer.count(".") == 2:
            found = await asyncio.to_thread(self._tokens.caller, bearer)
        return found and replace(found, vouched=True)


def ways(settings: Settings) -> frozenset[str]:
    named = frozenset(part.strip() for part in settings.auth.split(",") if part.strip())
    if wrong := named - set(WAYS):
        raise InputError(f"DAOGOU_AUTH has no method {sorted(wrong)[0]!r}; there are: {', '.join(WAYS)}.")
    if not named or (len(named) > 1 and "none" in named):
        raise InputError("DAOGOU_AUTH takes none, or one or more of session, keys, jwt, with commas.")
    return named


def check_open(settings: Settings, host: str) -> None:
    """Raise InputError if an unauthenticated server would be reachable from other machines."""
    if ways(settings) == {"none"} and not is_loopback(host):
        raise InputError(NOT_OPEN)


def is_loopback(host: str) -> bool:
    name = host.strip("[]").split("%")[0]
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _bearer(request: Request) -> str | None:
    scheme, _, rest = request.headers.get("authorization", "").partition(" ")
    return rest.strip() if scheme.lower() == "bearer" and rest.strip() else None
