"""A buyer's rating of a reply."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from .base import Noun

Score = Literal[1, -1]
LONGEST_COMMENT = 2000


class Rating(Noun):
    """Thumbs up (1) or down (-1) on a turn, with the buyer's comment; `at` in UTC."""

    thread_id: str
    turn: int = Field(ge=1)
    score: Score
    comment: str | None = Field(default=None, max_length=LONGEST_COMMENT)
    buyer: str | None = None
    at: datetime
