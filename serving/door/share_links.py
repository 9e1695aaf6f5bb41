"""Signed, expiring links to a snapshot of a conversation."""

from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
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
        self._signer = URLSafeSerializer(secret, salt="daogou share")

    def give(self, tenant: str, thread: str, began: datetime, turns: int, days: int) -> tuple[str, Share]:
        """The link's token, and what it opens."""
        until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
        share = Share(tenant=tenant, thread=thread, began=began, turns=turns, until=until)
        return str(self._signer.dumps(share.model_dump(mode="json"))), share

    def read(self, token: str) -> Share | None:
        """Decode a token, expired ones included; None if the signature is invalid."""
        try:
            return Share.model_validate(self._signer.loads(token))
        except (BadData, ValidationError):
            return None


def open_share_links(settings: Settings) -> ShareLinks:
    """ShareLinks signed with the cookies' secret."""
    return ShareLinks(secret_of(settings))
