"""A conversation as it was said, whole: what `threads` lists and exports. State itself keeps only what the next turn needs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Protocol
from unicodedata import category

from pydantic import BeforeValidator, Field

from ..schema.base import Noun
from ..schema.reply import Reply
from .names import Key
from .ratings import Ratings


def storable(text: str) -> str:
    """Half a surrogate pair, as broken clients send it, has no UTF-8 form: it becomes "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


LONGEST_TITLE = 200


def titled(text: str) -> str:
    """On one line, without what a list can't show, and cut."""
    plain = "".join(char for char in storable(text[: 10 * LONGEST_TITLE]) if char.isspace() or char in JOINERS or category(char) not in UNSEEN)
    line = " ".join(plain.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


UNSEEN = ("Cc", "Cf", "Cn", "Co")
JOINERS = "\u200c\u200d"
"""Within words of some scripts, and within emoji."""


VERSION = 2
"""Of a turn as it is kept: 1 had no `understood` in its reply; both are read."""


class Turn(Noun):
    """One message and its reply; `at` in UTC. `turn_id` is the caller's own name for it, by which a retry is known."""

    version: Annotated[int, Field(ge=1, le=VERSION)] = 1
    turn: int
    turn_id: str | None = None
    buyer: str | None = None
    text: Annotated[str, BeforeValidator(storable)]
    reply: Reply
    at: datetime


class Thread(Noun):
    """A conversation in a list. It belongs to `buyer`, who opened it; `title` is what he called it, else the first message's beginning."""

    thread_id: str
    buyer: str | None = None
    title: Annotated[str, BeforeValidator(titled)] = ""
    turns: int
    started_at: datetime
    updated_at: datetime
    store: str | None = Field(default=None, exclude=True, description="whose products it is about; none: not known yet")
    missed: int = Field(default=0, exclude=True, description="turns that were answered and could not be kept, of which nobody has told yet")
    unrecorded: int = Field(default=0, exclude=True, description="turns that the conversation knows and this lost, of which nobody has told yet")


class Transcripts(Ratings, Protocol):
    """Synchronous and safe in several threads; from a coroutine, call through `asyncio.to_thread`."""

    def claim(self, thread: str, buyer: str | None, title: str, store: str | None = None) -> str | None:
        """The thread's owner, which is `buyer` where it had none; it is in no list before its first turn is stored. `store`: whose it is then."""

    def bind(self, thread: str, store: str) -> str:
        """The store whose conversation it is, which is `store` where it was none's; "" where there is no such thread."""

    def called(self, thread: str) -> Sequence[Key]:
        """By which names the conversations of this id are kept, of whichever stores."""

    def append(self, thread: str, turn: Turn) -> bool:
        """Store a turn; the same turn again replaces it, so that a retried turn isn't told twice. Whether the thread was there already."""

    def unclaim(self, thread: str, fence: str) -> None:
        """A thread that was claimed and has no turn is nobody's again. `fence`: only while this turn holds it."""

    def rename(self, thread: str, title: str) -> bool:
        """Whether it is there."""

    def touch(self, thread: str, buyer: str | None, at: datetime) -> None:
        """It was used, though nothing was said in it."""

    def replied(self, thread: str, turn_id: str) -> Reply | None:
        """The reply of the turn that the caller named so; None where there is none."""

    def find(self, thread: str) -> Thread | None:
        """The thread's entry, with its owner; None where it doesn't exist."""

    def first(self, *threads: str) -> tuple[str, Thread] | None:
        """The first of them that exists, with its entry."""

    def get(self, thread: str) -> tuple[Turn, ...]:
        """Its turns in order; empty where it doesn't exist."""

    def of(self, buyer: str) -> tuple[str, ...]:
        """The ids of all threads of a buyer, those too that have no turn yet."""

    def before(self, when: datetime) -> tuple[str, ...]:
        """The ids of threads that were last used before then and don't expire by themselves."""

    def list(self, buyer: str | None = None, limit: int = 50, store: str | None = None) -> tuple[Thread, ...]:
        """The latest first; only `buyer`'s where one is named, and where a store is, only its own and those that are none's yet."""

    def delete(self, thread: str, buyer: str | None = None) -> bool:
        """Forget it; whether there was one. `buyer`: in whose list it stands, where it has no entry any more."""

    def close(self) -> None: ...


def export(transcripts: Transcripts, thread: str) -> str:
    """The thread as JSON Lines, one turn a line."""
    return "".join(f"{turn.model_dump_json()}\n" for turn in transcripts.get(thread))
