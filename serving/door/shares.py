"""Signed links to a conversation as it stands, to be read by whoever has one until it runs out."""

from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
from pydantic import BaseModel, ValidationError

from ...schema.settings import Settings
from .sessions import secret_of


class Share(BaseModel):
    """What a link opens: the first `turns` turns of a conversation of `tenant` that `began` then (an id may be another's later), till `until`."""

    tenant: str
    thread: str
    began: datetime
    turns: int
    until: datetime

    @property
    def over(self) -> bool:
        return datetime.now(UTC) >= self.until


class Shares:
    def __init__(self, secret: str) -> None:
        self._signer = URLSafeSerializer(secret, salt="daogou share")

    def give(self, tenant: str, thread: str, began: datetime, turns: int, days: int) -> tuple[str, Share]:
        """The token of a link, and what it opens."""
        until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
        share = Share(tenant=tenant, thread=thread, began=began, turns=turns, until=until)
        return str(self._signer.dumps(share.model_dump(mode="json"))), share

    def read(self, token: str) -> Share | None:
        """None where it isn't ours; one that has run out is read too."""
        try:
            return Share.model_validate(self._signer.loads(token))
        except (BadData, ValidationError):
            return None


def open_shares(settings: Settings) -> Shares:
    """By the secret of the cookies."""
    return Shares(secret_of(settings))
