"""Feedback: buyers rate replies in their own conversations."""

from datetime import UTC, datetime
from typing import get_args

from ..schema.errors import InputError
from ..schema.rating import LONGEST_COMMENT, Rating, Score
from .conversations import Conversations, anothers
from .names import checked
from .transcript import storable
from .turnlog.turn_log import TurnLog

MOST_TURNS = 2**31
"""SQLite's integer range for a turn number."""


class Feedback:
    """Stored with the conversations and deleted with them.

    Synchronous and thread-safe; from a coroutine, call through `asyncio.to_thread`.
    """

    def __init__(self, conversations: Conversations, log: TurnLog | None = None) -> None:
        self._conversations, self._log = conversations, log

    def add(self, thread: str, turn: int, score: Score, comment: str | None = None, buyer: str | None = None) -> Rating:
        """Rate a turn 1 or -1; a second rating replaces the first.

        Raises InputError for another buyer's or a missing thread, a missing turn, another score, or a comment over 2,000 characters; StoreError or
        OutsideError if it can't be stored.
        """
        if type(score) is not int or score not in get_args(Score):
            raise InputError(f"The score is {score!r}; write 1 for thumbs up or -1 for thumbs down.")
        key = self._checked(thread, buyer)
        at = datetime.now(UTC)
        rating = Rating.model_construct(thread_id=thread, turn=turn, score=score, comment=_comment(comment), buyer=buyer or None, at=at)
        if type(turn) is not int or not 1 <= turn <= MOST_TURNS or not self._conversations.transcripts.rate(key, rating):
            raise InputError(f"Conversation {thread!r} has no turn {turn!r} that could be rated; a reply names its own in `turn`.")
        if self._log is not None:
            self._log.rating(rating)
        return rating

    def list(self, thread: str, buyer: str | None = None) -> tuple[Rating, ...]:
        """The thread's ratings in the order of its turns. Raises InputError as `add` does."""
        return self._conversations.transcripts.rated(self._checked(thread, buyer))

    def all(self, since: datetime | None = None) -> tuple[Rating, ...]:
        """Ratings of all buyers, oldest first, for the shop's operator."""
        return self._conversations.transcripts.all_rated(since)

    def _checked(self, thread: str, buyer: str | None) -> str:
        checked(buyer or "", "buyer")
        key = self._conversations.key(thread)
        known = self._conversations.find(key)
        if known is None or known.buyer != (buyer or None):
            raise anothers(thread)
        return key


def _comment(written: str | None) -> str | None:
    """Strip the comment; None if it is empty. Raises InputError if it is too long."""
    comment = storable(written or "").strip()
    if len(comment) > LONGEST_COMMENT:
        raise InputError(f"The comment has {len(comment):,} characters; {LONGEST_COMMENT:,} are the most.")
    return comment or None
