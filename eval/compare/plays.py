"""Plays made before: what a side answered to a script, kept by all that decided it, so that nothing is played twice and a killed run goes on."""

import json
import sqlite3
import zlib
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from .case import Case
from .folders import cache, hashed

Answers = list[dict[str, Any]]


class Play(NamedTuple):
    """`together` names the moment at which both sides played it in turn: only then do their times tell anything about each other."""

    answers: Answers
    together: str


class Plays:
    """By the player's key and the script. Each is stored when it is whole. It is a cache: what is spoilt is played again."""

    def __init__(self, file: Path | None = None) -> None:
        self._lock = Lock()
        file = file or cache() / "plays.sqlite"
        try:
            self._database = _opened(file)
        except sqlite3.OperationalError:
            raise  # it is locked, or there is no room
        except sqlite3.DatabaseError:
            for part in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
                part.unlink(missing_ok=True)
            self._database = _opened(file)

    def find(self, player: str, case: Case) -> Play | None:
        with self._lock:
            row = self._database.execute("SELECT answers, together FROM plays WHERE key = ?", (_key(player, case),)).fetchone()
        try:
            return Play(json.loads(zlib.decompress(row[0])), row[1]) if row else None
        except (zlib.error, ValueError):
            return None

    def keep(self, player: str, case: Case, play: Play) -> None:
        packed = zlib.compress(json.dumps(play.answers, ensure_ascii=False).encode(), 3)
        with self._lock, self._database:
            self._database.execute("INSERT OR REPLACE INTO plays VALUES (?, ?, ?)", (_key(player, case), play.together, packed))

    def close(self) -> None:
        self._database.close()


def _opened(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, check_same_thread=False, timeout=60)
    try:
        with database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")  # what a power cut takes is played again
            database.execute("CREATE TABLE IF NOT EXISTS plays (key TEXT PRIMARY KEY, together TEXT, answers BLOB)")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _key(player: str, case: Case) -> str:
    return hashed(player, json.dumps(case.script, sort_keys=True, ensure_ascii=False))
