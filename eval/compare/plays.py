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
    """By the player's key and the script. Each is stored when it is whole."""

    def __init__(self, file: Path | None = None) -> None:
        self._database = sqlite3.connect(file or cache() / "plays.sqlite", check_same_thread=False, timeout=60)
        self._lock = Lock()
        with self._lock, self._database:
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")  # what a power cut takes is played again
            self._database.execute("CREATE TABLE IF NOT EXISTS plays (key TEXT PRIMARY KEY, together TEXT, answers BLOB)")

    def find(self, player: str, case: Case) -> Play | None:
        with self._lock:
            row = self._database.execute("SELECT answers, together FROM plays WHERE key = ?", (_key(player, case),)).fetchone()
        return Play(json.loads(zlib.decompress(row[0])), row[1]) if row else None

    def keep(self, player: str, case: Case, play: Play) -> None:
        packed = zlib.compress(json.dumps(play.answers, ensure_ascii=False).encode(), 3)
        with self._lock, self._database:
            self._database.execute("INSERT OR REPLACE INTO plays VALUES (?, ?, ?)", (_key(player, case), play.together, packed))

    def close(self) -> None:
        self._database.close()


def _key(player: str, case: Case) -> str:
    return hashed(player, json.dumps(case.script, sort_keys=True, ensure_ascii=False))
