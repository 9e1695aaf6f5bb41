"""Transcripts in `transcripts.sqlite` of the state folder."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from ..schema.reply import Reply
from . import disk_space, folder, sqlite_ratings
from .names import Key, id_of
from .sqlite_ratings import SqliteRatings
from .transcript import Thread, Turn, titled

SCHEMA = """
CREATE TABLE IF NOT EXISTS turns (
    thread TEXT NOT NULL, turn INTEGER NOT NULL, buyer TEXT, text TEXT NOT NULL, reply TEXT NOT NULL, at TEXT NOT NULL, turn_id TEXT,
    PRIMARY KEY (thread, turn)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS threads (
    thread TEXT PRIMARY KEY, buyer TEXT, title TEXT NOT NULL, started_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS bound (thread TEXT PRIMARY KEY, store TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS prepared (thread TEXT PRIMARY KEY, checkpoint TEXT NOT NULL, turn TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS threads_by_time ON threads (updated_at);
CREATE INDEX IF NOT EXISTS threads_by_buyer ON threads (buyer, updated_at);
"""
LATER = {"turn_id": "TEXT", "version": "INTEGER NOT NULL DEFAULT 1"}
"""Columns of `turns` added after the first version."""
NAMED = "CREATE UNIQUE INDEX IF NOT EXISTS turns_by_id ON turns (thread, turn_id) WHERE turn_id IS NOT NULL"
THREAD = """
SELECT thread, buyer, title, (SELECT count(*) FROM turns WHERE turns.thread = threads.thread), started_at, updated_at,
    (SELECT store FROM bound WHERE bound.thread = threads.thread) AS store FROM threads
"""
SAID = "EXISTS (SELECT 1 FROM turns WHERE turns.thread = threads.thread)"


class SqliteTranscripts(SqliteRatings):
    """One connection behind a lock; an append takes well under a millisecond."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = folder.connect(path, SCHEMA + sqlite_ratings.SCHEMA + disk_space.SCHEMA)
        self._stamp = folder.stamp(path)
        self._lock = Lock()
        with self._transaction() as db:
            known = {row[1] for row in db.execute("PRAGMA table_info(turns)")}
            for column, kind in LATER.items():
                if column not in known:
                    db.execute(f"ALTER TABLE turns ADD COLUMN {column} {kind}")
            db.execute(NAMED)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with folder.sqlite_trouble(self.path, self._stamp), self._lock, self._connection:
            yield self._connection

    def claim(self, thread: str, buyer: str | None, title: str, store: str | None = None) -> str | None:
        when = datetime.now(UTC).isoformat()
        with self._transaction() as db:
            row = (thread, buyer, titled(title), when, when)
            new = db.execute("INSERT INTO threads VALUES (?, ?, ?, ?, ?) ON CONFLICT (thread) DO NOTHING", row).rowcount > 0
            if new and store is not None:
                db.execute("INSERT OR REPLACE INTO bound VALUES (?, ?)", (thread, store))
            owner: str | None = db.execute("SELECT buyer FROM threads WHERE thread = ?", (thread,)).fetchone()[0]
        return owner

    def bind(self, thread: str, store: str) -> str:
        with self._transaction() as db:
            db.execute("INSERT INTO bound VALUES (?, ?) ON CONFLICT (thread) DO NOTHING", (thread, store))
            return str(db.execute("SELECT store FROM bound WHERE thread = ?", (thread,)).fetchone()[0])

    def called(self, thread: str) -> list[Key]:
        with self._transaction() as db:
            rows = db.execute("SELECT thread FROM threads WHERE thread = ? OR thread > ? AND thread < ?", (thread, f"{thread}\0", f"{thread}\1"))
            return [Key(row[0]) for row in rows]

    def unclaim(self, thread: str, fence: str) -> None:
        with self._transaction() as db:
            db.execute("DELETE FROM threads WHERE thread = ? AND NOT EXISTS (SELECT 1 FROM turns WHERE turns.thread = threads.thread)", (thread,))
            db.execute("DELETE FROM bound WHERE thread = ? AND NOT EXISTS (SELECT 1 FROM threads WHERE threads.thread = bound.thread)", (thread,))

    def prepare(self, thread: str, turn: Turn, checkpoint_id: str) -> bool:
        """Record a turn whose checkpoint is about to be stored; `append` removes the record. True if the thread exists."""
        with self._transaction() as db:
            known = db.execute("SELECT 1 FROM threads WHERE thread = ?", (thread,)).fetchone() is not None
            if known:
                db.execute("INSERT OR REPLACE INTO prepared VALUES (?, ?, ?)", (thread, checkpoint_id, turn.model_dump_json()))
        return known

    def prepared(self, thread: str) -> tuple[str, Turn] | None:
        """The checkpoint id and turn recorded by `prepare`, or None."""
        with self._transaction() as db:
            row = db.execute("SELECT checkpoint, turn FROM prepared WHERE thread = ?", (thread,)).fetchone()
        return (row[0], Turn.model_validate_json(row[1])) if row else None

    def unprepare(self, thread: str) -> None:
        with self._transaction() as db:
            db.execute("DELETE FROM prepared WHERE thread = ?", (thread,))

    def append(self, thread: str, turn: Turn) -> bool:
        when = turn.at.isoformat()
        with self._transaction() as db:
            known = db.execute("SELECT 1 FROM threads WHERE thread = ?", (thread,)).fetchone() is not None
            db.execute(
                "INSERT INTO threads VALUES (?, ?, ?, ?, ?) ON CONFLICT (thread) DO UPDATE SET updated_at = excluded.updated_at",
                (thread, turn.buyer, titled(turn.text), when, when),
            )
            row = (thread, turn.turn, turn.buyer, turn.text, turn.reply.model_dump_json(), when, turn.turn_id, turn.version)
            db.execute("INSERT OR REPLACE INTO turns (thread, turn, buyer, text, reply, at, turn_id, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            db.execute("DELETE FROM prepared WHERE thread = ?", (thread,))
        return known

    def rename(self, thread: str, title: str) -> bool:
        with self._transaction() as db:
            return db.execute("UPDATE threads SET title = ? WHERE thread = ?", (titled(title), thread)).rowcount > 0

    def touch(self, thread: str, buyer: str | None, at: datetime) -> None:
        with self._transaction() as db:
            db.execute("UPDATE threads SET updated_at = ? WHERE thread = ?", (at.isoformat(), thread))

    def replied(self, thread: str, turn_id: str) -> Reply | None:
        with self._transaction() as db:
            row = db.execute("SELECT reply FROM turns WHERE thread = ? AND turn_id = ?", (thread, turn_id)).fetchone()
        return Reply.model_validate_json(row[0]) if row else None

    def find(self, thread: str) -> Thread | None:
        found = self.first(thread)
        return found[1] if found else None

    def first(self, *threads: str) -> tuple[str, Thread] | None:
        with self._transaction() as db:
            rows = (db.execute(f"{THREAD} WHERE thread = ?", (thread,)).fetchone() for thread in threads)
            row = next(filter(None, rows), None)
        return (row[0], _thread(row)) if row else None

    def get(self, thread: str) -> tuple[Turn, ...]:
        with self._transaction() as db:
            rows = db.execute("SELECT version, turn, turn_id, buyer, text, reply, at FROM turns WHERE thread = ? ORDER BY turn", (thread,)).fetchall()
        return tuple(
            Turn(
                version=version,
                turn=turn,
                turn_id=name,
                buyer=buyer,
                text=text,
                reply=Reply.model_validate_json(reply),
                at=datetime.fromisoformat(at),
            )
            for version, turn, name, buyer, text, reply, at in rows
        )

    def of(self, buyer: str) -> tuple[str, ...]:
        with self._transaction() as db:
            return tuple(row[0] for row in db.execute("SELECT thread FROM threads WHERE buyer = ?", (buyer,)))

    def before(self, when: datetime) -> tuple[str, ...]:
        with self._transaction() as db:
            return tuple(row[0] for row in db.execute("SELECT thread FROM threads WHERE updated_at < ?", (when.isoformat(),)))

    def list(self, buyer: str | None = None, limit: int = 50, store: str | None = None) -> tuple[Thread, ...]:
        theirs = "(?1 IS NULL OR buyer = ?1) AND (?2 IS NULL OR store IS NULL OR store = ?2)"
        with self._transaction() as db:
            rows = db.execute(f"{THREAD} WHERE {theirs} AND {SAID} ORDER BY updated_at DESC LIMIT ?3", (buyer, store, limit)).fetchall()
        return tuple(_thread(row) for row in rows)

    def delete(self, thread: str, buyer: str | None = None) -> bool:
        with self._transaction() as db:
            db.execute("DELETE FROM ratings WHERE thread = ?", (thread,))
            db.execute("DELETE FROM turns WHERE thread = ?", (thread,))
            db.execute("DELETE FROM prepared WHERE thread = ?", (thread,))
            db.execute("DELETE FROM bound WHERE thread = ?", (thread,))
            return db.execute("DELETE FROM threads WHERE thread = ?", (thread,)).rowcount > 0

    def try_room(self) -> None:
        """Raise StoreError if there is no space for a turn."""
        with self._transaction() as db:
            disk_space.write_turn(db)

    def truncate(self) -> None:
        with self._lock:
            disk_space.truncate(self._connection)

    def close(self) -> None:
        self._connection.close()


def _thread(row: tuple[str, str | None, str, int, str, str, str | None]) -> Thread:
    thread, buyer, title, turns, started, updated, store = row
    return Thread(
        thread_id=id_of(thread),
        buyer=buyer,
        title=title,
        turns=turns,
        started_at=datetime.fromisoformat(started),
        updated_at=datetime.fromisoformat(updated),
        store=store,
    )
