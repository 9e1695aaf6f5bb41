"""Sealed, expiring links to a snapshot of a conversation: who has one reads nothing of whose it is or where it is kept."""

import hashlib
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from pydantic import BaseModel, ValidationError

from ...schema.settings import Settings
from .sessions import secret_of


class Share(BaseModel):
    """What a link opens until `until`: the first `turns` turns of the tenant's conversation that `began` then (a later one may reuse the id)."""

    tenant: str
    thread: str
    began: datetime
    turns: int
    until: datetime

    @property
    def over(self) -> bool:
        return datetime.now(UTC) >= self.until


class ShareLinks:
    def __init__(self, secret: str) -> None:
        self._seal = Fernet(urlsafe_b64encode(hashlib.scrypt(secret.encode(), salt=b"daogou share", n=2**12, r=8, p=1, dklen=32)))

    def give(self, tenant: str, thread: str, began: datetime, turns: int, days: int) -> tuple[str, Share]:
        """The link's token, and what it opens."""
        until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
        share = Share(tenant=tenant, thread=thread, began=began, turns=turns, until=until)
        return self._seal.encrypt(share.model_dump_json().encode()).decode(), share

    def read(self, token: str) -> Share | None:
        """Decode a token, expired ones included; None if it isn't one of ours (Fernet: AES-128-CBC with HMAC-SHA256, https://github.com/fernet/spec)."""
        try:
            return Share.model_validate_json(self._seal.decrypt(token.encode()))
        except (InvalidToken, ValidationError, UnicodeEncodeError):
            return None


def open_share_links(settings: Settings) -> ShareLinks:
    """ShareLinks sealed with the cookies' secret."""
    return ShareLinks(secret_of(settings))
