"""Signed session cookies; each browser is a buyer of its own."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

from ...memory.folder import state_folder
from ...schema.settings import Settings

COOKIE = "daogou_session"
DAY_S = 24 * 60 * 60


class Sessions:
    """`days`: lifetime of a cookie."""

    def __init__(self, secret: str, days: int) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="daogou session")
        self._seconds = days * DAY_S

    def buyer(self, cookie: str | None, tenant: str) -> str | None:
        """The cookie's buyer; None if it is invalid, expired, or another tenant's."""
        try:
            said = self._signer.loads(cookie or "", max_age=self._seconds)
        except BadSignature:
            return None
        return str(said["buyer"]) if isinstance(said, dict) and said.get("tenant") == tenant else None

    def give(self, response: Response, tenant: str, secure: bool, buyer: str | None = None, within: bool = False) -> str:
        """Set a cookie for `buyer`, or for a new buyer, and return the buyer's id. `within`: for requests from another site's page, partitioned by
        that site."""
        buyer = buyer or f"b-{uuid4().hex}"
        cookie = self._signer.dumps({"buyer": buyer, "tenant": tenant})
        response.set_cookie(COOKIE, str(cookie), max_age=self._seconds, httponly=True, samesite="none" if within else "lax", secure=secure or within)
        if within:
            response.headers["set-cookie"] += "; Partitioned"
        return buyer


def open_sessions(settings: Settings) -> Sessions:
    """Sessions signed with DAOGOU_SESSION_SECRET, or else with a secret in the state folder that the machine's workers share."""
    return Sessions(secret_of(settings), settings.session_days)


def secret_of(settings: Settings) -> str:
    """The secret that signs cookies and shared links."""
    given = settings.session_secret
    return given.get_secret_value() if given else _kept(state_folder(settings) / "session.key")


def _kept(path: Path) -> str:
    """Create the secret atomically, since several workers may start at once."""
    if not path.exists():
        own = path.with_name(f"{path.name}.{uuid4().hex}")
        own.touch(0o600)
        own.write_text(secrets.token_urlsafe(32))
        with suppress(FileExistsError):
            os.link(own, path)
        own.unlink()
    return path.read_text()
