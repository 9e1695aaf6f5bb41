"""Where approved letters go: nowhere, a folder, or a webhook. By its id a letter is taken once, however often it is handed over."""

import asyncio
import base64
import binascii
import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic
from typing import Any, Literal, NamedTuple, Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from ..schema.errors import InputError, OutsideError
from ..schema.mailing import Mailing, SellerLetter
from ..schema.settings import Settings

VERSION = 1
"""Of what is handed over."""
DONE = "done"
"""A folder in the outbox's own into which who sends the letters moves them: one that lies there isn't written again."""
_AGAIN = (408, 425, 429)
"""Answers after which the same may be tried again, as after those from 500 on."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.25, 4.0
_SECRET = "whsec_"


class Taken(NamedTuple):
    """`place` is where it lies, or who took it; `attempts` how often it was tried now."""

    place: str
    attempts: int = 1


class Untaken(OutsideError):
    """The outbox didn't take a letter; it may be handed over again."""

    def __init__(self, message: str, attempts: int = 1) -> None:
        super().__init__(message)
        self.attempts = attempts


class Outbox(Protocol):
    @property
    def kind(self) -> Literal["file", "webhook"]: ...

    async def hand_over(self, letter: SellerLetter, mailing: Mapping[str, Any], at: datetime) -> Taken:
        """Raises Untaken."""


def open_outbox(settings: Settings) -> "FolderOutbox | WebhookOutbox | None":
    """None where none is set. Raises InputError where it can't be one."""
    where = settings.outbox
    if where is None:
        return None
    if where.startswith("file:"):
        return FolderOutbox(Path(unquote(where.removeprefix("file:").removeprefix("//"))).expanduser())
    secret = settings.outbox_secret.get_secret_value() if settings.outbox_secret is not None else ""
    if not secret:
        raise InputError("DAOGOU_OUTBOX is a webhook, which needs a secret to sign by; set DAOGOU_OUTBOX_SECRET.")
    return WebhookOutbox(where, secret, settings.outbox_timeout_s, settings.outbox_retries)


def envelope(mailing: Mailing, letter: SellerLetter) -> dict[str, Any]:
    """What is told of the whole beside a letter: whose it is, and who approved it when."""
    yes = [each for each in mailing.log if each.answer == "yes" and letter.number in each.letters]
    approved = {"who": yes[-1].who, "via": yes[-1].via, "at": yes[-1].at.isoformat()} if yes else None
    told = {"id": mailing.id, "buyer": mailing.buyer, "plan": mailing.plan, "language": mailing.language}
    return {**told, "destination": mailing.destination, "deadline": mailing.deadline, "approved": approved}


def packed(letter: SellerLetter, mailing: Mapping[str, Any]) -> bytes:
    """As JSON: the same letter is the same bytes at every try."""
    told = letter.model_dump(mode="json", include={"id", "number", "kind", "supplier_id", "supplier", "lines", "text"})
    return json.dumps({"version": VERSION, "type": "letter", "mailing": mailing, "letter": told}, ensure_ascii=False, indent=1).encode()


class FolderOutbox:
    """A file a letter, named by its id. One that lies there, or in its folder `done`, is left as it is."""

    kind: Literal["file"] = "file"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def check(self) -> None:
        """Raises InputError where nothing can be written there."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=self.folder):
                pass
        except OSError as error:
            raise InputError(f"{self.folder} can't be written ({error.strerror}); name another folder in DAOGOU_OUTBOX.") from error

    async def hand_over(self, letter: SellerLetter, mailing: Mapping[str, Any], at: datetime) -> Taken:
        try:
            return Taken(str(await asyncio.to_thread(self._written, f"{letter.id}.json", packed(letter, mailing))))
        except OSError as error:
            raise Untaken(f"the outbox's folder can't be written: {error.strerror}") from error

    def _written(self, name: str, content: bytes) -> Path:
        """Whole or not at all: a link to it is made once it is on the disk, and never over another."""
        self.folder.mkdir(parents=True, exist_ok=True)
        place = self.folder / name
        if place.exists() or (self.folder / DONE / name).exists():
            return place
        beside = self.folder / f".{name}.{uuid4().hex}"
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(beside, place)
        finally:
            beside.unlink(missing_ok=True)
        return place


class WebhookOutbox:
    """A request a letter, signed as Standard Webhooks has it (`webhook-id`, `webhook-timestamp`, `webhook-signature`), with the letter's id as
    `Idempotency-Key` too. Tried again where that may help, all within its deadline."""

    kind: Literal["webhook"] = "webhook"

    def __init__(self, url: str, secret: str, timeout_s: float, retries: int) -> None:
        self.url, self._key, self._timeout, self._retries = url, key_of(secret), timeout_s, retries
        self.host = urlsplit(url).hostname or ""

    async def hand_over(self, letter: SellerLetter, mailing: Mapping[str, Any], at: datetime) -> Taken:
        content, until = packed(letter, mailing), monotonic() + self._timeout
        why, attempts, pause = "", 0, _FIRST_PAUSE_S
        while True:
            attempts += 1
            try:
                async with asyncio.timeout(until - monotonic()):
                    status = await self._posted(letter.id, content, at)
            except TimeoutError:
                raise Untaken(why or f"no answer within {self._timeout:g} s", attempts) from None
            except OutsideError as error:
                why = str(error)
            else:
                if 200 <= status < 300:
                    return Taken(self.host, attempts)
                why = f"the webhook answered {status}"
                if status < 500 and status not in _AGAIN:
                    raise Untaken(why, attempts)
            if attempts > self._retries or monotonic() + pause >= until:
                raise Untaken(why, attempts)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)

    async def _posted(self, id: str, content: bytes, at: datetime) -> int:
        """The status it answers. Raises OutsideError where it can't be reached."""
        import httpx  # takes a while, and most have no webhook

        stamp = str(int(at.timestamp()))
        headers = {
            "Content-Type": "application/json", "Idempotency-Key": id, "webhook-id": id, "webhook-timestamp": stamp,
            "webhook-signature": signature(self._key, id, stamp, content),
        }  # fmt: skip
        try:
            async with (
                httpx.AsyncClient(follow_redirects=False, timeout=None) as client,
                client.stream("POST", self.url, content=content, headers=headers) as answer,
            ):
                return answer.status_code  # whatever else it says isn't read
        except httpx.HTTPError as error:
            raise OutsideError(f"the webhook can't be reached ({type(error).__name__})") from error


def signature(key: bytes, id: str, stamp: str, content: bytes) -> str:
    signed = hmac.new(key, f"{id}.{stamp}.".encode() + content, hashlib.sha256)
    return f"v1,{base64.b64encode(signed.digest()).decode()}"


def key_of(secret: str) -> bytes:
    """A secret in base64 behind `whsec_`, as Standard Webhooks writes it, else its own bytes."""
    if secret.startswith(_SECRET):
        with suppress(binascii.Error):
            return base64.b64decode(secret.removeprefix(_SECRET), validate=True)
    return secret.encode()
