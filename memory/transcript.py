"""Transcripts: the full conversations for lists and exports. The graph's state keeps only what the next turn needs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Protocol
from unicodedata import category

from pydantic import BeforeValidator, Field

from ..schema.base import Noun
from ..schema.rating import Rating
from ..schema.reply import Reply
from .names import Key


class Ratings(Protocol):
    """Synchronous and thread-safe; from a coroutine, call through `asyncio.to_thread`."""

    def rate(self, thread: str, rating: Rating) -> bool:
        """Store a rating, replacing an earlier one of that turn; True if the turn exists."""

    def rated(self, thread: str) -> tuple[Rating, ...]:
        """The thread's ratings in the order of its turns."""

    def all_rated(self, since: datetime | None = None) -> tuple[Rating, ...]:
        """Ratings of all threads, oldest first, from `since` on."""


def storable(text: str) -> str:
    """Replace lone surrogates, which have no UTF-8 form, by "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


LONGEST_TITLE = 200


def titled(text: str) -> str:
    """One line without unprintable characters, cut to LONGEST_TITLE."""
    plain = "".join(char for char in storable(text[: 10 * LONGEST_TITLE]) if char.isspace() or char in JOINERS or category(char) not in UNSEEN)
    line = " ".join(plain.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


UNSEEN = ("Cc", "Cf", "Cn", "Co")
JOINERS = "\u200c\u200d"
"""Used within words of some scripts and within emoji."""


VERSION = 2
"""Version of a stored turn; 1 had no `understood` in its reply. Both are read."""


class Turn(Noun):
    """One message and its reply; `at` in UTC. `turn_id`: the caller's id, by which retries are recognised."""

    version: Annotated[int, Field(ge=1, le=VERSION)] = 1
    turn: int
    turn_id: str | None = None
    buyer: str | None = None
    text: Annotated[str, BeforeValidator(storable)]
    reply: Reply
    at: datetime


class Thread(Noun):
    """A conversation in a list. `buyer`: who opened it. `title`: set by the buyer, else the beginning of the first message."""

    thread_id: str
    buyer: str | None = None
    title: Annotated[str, BeforeValidator(titled)] = ""
    turns: int
    started_at: datetime
    updated_at: datetime
    store: str | None = Field(default=None, exclude=True, description="store whose products it is about; none: unknown")
    missed: int = Field(default=0, exclude=True, description="answered turns that could not be stored, not yet reported")
    unrecorded: int = Field(default=0, exclude=True, description="turns missing in the transcript, not yet reported")


class Transcripts(Ratings, Protocol):
    """Synchronous and thread-safe; from a coroutine, call through `asyncio.to_thread`."""

    def claim(self, thread: str, buyer: str | None, title: str, store: str | None = None) -> str | None:
        """Return the thread's owner, who is `buyer` if it had none, and bind a new one to `store`; unlisted before its first turn."""

    def bind(self, thread: str, store: str) -> str:
        """Return the thread's store, which is `store` if it had none; "" if it doesn't exist."""

    def called(self, thread: str) -> Sequence[Key]:
        """Keys of the threads with this id in all stores."""

    def append(self, thread: str, turn: Turn) -> bool:
        """Store a turn, replacing one of the same number, so that a retry isn't recorded twice. True if the thread existed."""

    def unclaim(self, thread: str, fence: str) -> None:
        """Delete a claimed thread without turns, if the turn `fence` holds it."""

    def rename(self, thread: str, title: str) -> bool:
        """True if the thread exists."""

    def touch(self, thread: str, buyer: str | None, at: datetime) -> None:
        """Update the time of last use without a turn."""

    def replied(self, thread: str, turn_id: str) -> Reply | None:
        """The reply to the message with the caller's `turn_id`, or None."""

    def find(self, thread: str) -> Thread | None:
        """The thread's entry, None if it doesn't exist."""

    def first(self, *threads: str) -> tuple[str, Thread] | None:
        """The first existing thread and its entry, or None."""

    def get(self, thread: str) -> tuple[Turn, ...]:
        """The thread's turns in order, empty if it doesn't exist."""

    def of(self, buyer: str) -> tuple[str, ...]:
        """Keys of all threads of a buyer, including those without turns."""

    def before(self, when: datetime) -> tuple[str, ...]:
        """Keys of the threads last used before `when`, if they don't expire by themselves."""

    def list(self, buyer: str | None = None, limit: int = 50, store: str | None = None) -> tuple[Thread, ...]:
        """The latest first, of `buyer` and of `store` if given (with threads not bound to any store)."""

    def delete(self, thread: str, buyer: str | None = None) -> bool:
        """Delete the thread; True if it existed. `buyer`: its owner, in case the entry is lost."""

    def close(self) -> None: ...


def export(transcripts: Transcripts, thread: str) -> str:
    """The thread as JSON Lines, one turn per line."""
    return "".join(f"{turn.model_dump_json()}\n" for turn in transcripts.get(thread))
