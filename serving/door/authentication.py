"""Authenticates a request by API key, token or session cookie."""

import asyncio
import ipaddress
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jwt
import structlog
from starlette.requests import Request

from ...memory.names import checked
from ...schema.errors import InputError
from ...schema.settings import Settings
from .caller import DEFAULT, Caller
from .keys import Keys
from .sessions import COOKIE, open_sessions

log = structlog.get_logger("daogou")
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Asymmetric only: whoever can verify a shared-secret token can also forge one."""
LEEWAY_S, DEADLINE_S, FRESH_S = 30, 3, 300
BUYER = "jwt-"
"""Prefix of a token's `sub`, so that an issuer's names can't collide with buyers of keys and cookies."""
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


class Tokens:
    """`caller` blocks while the issuer's keys are fetched, at most every FRESH_S seconds."""

    def __init__(self, settings: Settings) -> None:
        if not (settings.jwt_issuer and settings.jwt_audience and settings.jwt_keys):
            raise InputError("Tokens need DAOGOU_JWT_ISSUER, DAOGOU_JWT_AUDIENCE and DAOGOU_JWT_KEYS; set them, or remove jwt from DAOGOU_AUTH.")
        self._issuer, self._audience, self._tenant = settings.jwt_issuer, settings.jwt_audience, settings.jwt_tenant_claim
        self._source = settings.jwt_keys
        remote = self._source.startswith(("https://", "http://"))
        self._client = jwt.PyJWKClient(self._source, lifespan=FRESH_S, timeout=DEADLINE_S) if remote else None
        if not remote:
            self._keys()

    def caller(self, token: str) -> Caller | None:
        """The caller; None if the token is invalid."""
        try:
            key = self._client.get_signing_key_from_jwt(token) if self._client else self._of_file(jwt.get_unverified_header(token).get("kid"))
            said: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                issuer=self._issuer,
                audience=self._audience,
                leeway=LEEWAY_S,
                options={"require": ["exp", "sub", "iss", "aud"]},
            )
        except (jwt.PyJWTError, LookupError, ValueError):
            return None
        except InputError as error:
            log.error("no token can be checked", error=str(error))
            return None
        if not said["sub"]:
            return None
        try:
            buyer = checked(f"{BUYER}{said['sub']}", "buyer")
        except InputError:
            return None
        return Caller(str(said.get(self._tenant, DEFAULT)) if self._tenant else DEFAULT, buyer)

    def _of_file(self, kid: object) -> Any:
        """The key with that id; for a token without one, the only key."""
        keys = self._keys()
        found = [key for key in keys if key.key_id == kid] if kid is not None else keys
        if len(found) != 1:
            raise jwt.InvalidKeyError("no key of that name")
        return found[0]

    def _keys(self) -> list[Any]:
        """The JWKS file's keys, read each time because the file may be replaced."""
        try:
            return list(jwt.PyJWKSet.from_dict(json.loads(Path(self._source).read_text("utf-8"))).keys)
        except (OSError, ValueError, jwt.PyJWTError) as error:
            raise InputError(f"The keys in {self._source} can't be read; DAOGOU_JWT_KEYS is a JWKS file or an https URL.") from error
