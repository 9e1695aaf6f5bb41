"""Ratings in `transcripts.sqlite`, deleted in one transaction with their thread."""

import sqlite3
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from ..schema.rating import Rating
from .names import id_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS ratings (
    thread TEXT NOT NULL, turn INTEGER NOT NULL, score INTEGER NOT NULL, comment TEXT, buyer TEXT, at TEXT NOT NULL, PRIMARY KEY (thread, turn)
) WITHOUT ROWID;
"""
RATING = "SELECT thread, turn, score, comment, buyer, at FROM ratings"


class _File(Protocol):
    def _transaction(self) -> AbstractContextManager[sqlite3.Connection]: ...


class SqliteRatings:
    """Mixin for a class with `_transaction`."""

    def rate(self: _File, thread: str, rating: Rating) -> bool:
        row = (thread, rating.turn, rating.score, rating.comment, rating.buyer, rating.at.isoformat())
        with self._transaction() as db:
            known = db.execute("SELECT 1 FROM turns WHERE thread = ? AND turn = ?", row[:2]).fetchone() is not None
            if known:
                db.execute("INSERT OR REPLACE INTO ratings VALUES (?, ?, ?, ?, ?, ?)", row)
        return known

    def rated(self: _File, thread: str) -> tuple[Rating, ...]:
        with self._transaction() as db:
            return tuple(map(_rating, db.execute(f"{RATING} WHERE thread = ? ORDER BY turn", (thread,))))

    def all_rated(self: _File, since: datetime | None = None) -> tuple[Rating, ...]:
        with self._transaction() as db:
            return tuple(map(_rating, db.execute(f"{RATING} WHERE at >= ? ORDER BY at", (since.isoformat() if since else "",))))


def _rating(row: tuple[str, int, int, str | None, str | None, str]) -> Rating:
    thread, turn, score, comment, buyer, at = row
    return Rating.model_validate({"thread_id": id_of(thread), "turn": turn, "score": score, "comment": comment, "buyer": buyer, "at": at})
