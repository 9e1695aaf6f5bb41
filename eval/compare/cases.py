"""Cases that both sides play, what each answered (kept, so that nothing is played twice), and what each unit was worth on either side."""

import hashlib
import json
import os
import shutil
import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import time
from typing import Any, NamedTuple

import platformdirs

RUNS = Path("reports") / "compare"
KINDS = ("trees", "stores", "acting", "scratch")
MOST = 5_000_000_000
"""Bytes to which a comparison brings the cache down, once a day."""
DAY_S = 86400.0
Slices = dict[str, tuple[str, ...]]
Answers = list[dict[str, Any]]


def cache() -> Path:
    """`DAOGOU_EVAL_CACHE`, else the user's cache folder."""
    found = os.environ.get("DAOGOU_EVAL_CACHE") or platformdirs.user_cache_dir("daogou-eval", appauthor=False)
    folder = Path(found)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def hashed(*parts: str | bytes) -> str:
    digest = hashlib.blake2b(digest_size=10)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()


class Pruned(NamedTuple):
    """How many things went and are left, and bytes."""

    folder: Path
    gone: int
    left: int
    freed: int
    size: int


def prune(most: int = MOST, days: float | None = None, spare_s: float = DAY_S) -> Pruned:
    """Down to `most` bytes, and what wasn't used for `days`. What was used within `spare_s` stays: a comparison may be running on it."""
    home, now, before, gone = cache(), time(), _size(cache()), 0
    plays = [file for file in (home / "plays.sqlite",) if file.exists()]
    kept = sorted((path for kind in KINDS for path in (home / kind).glob("*") if path.is_dir()), key=lambda path: path.stat().st_mtime)
    total = before
    for path in (*plays, *kept):
        age, size = now - path.stat().st_mtime, _size(path)
        if age > spare_s and (total > most or (days is not None and age > days * DAY_S)):
            path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)
            total, gone = total - size, gone + 1
    after = _size(home)
    return Pruned(home, gone, len(kept) + len(plays) - gone, max(0, before - after), after)


def prune_daily() -> None:
    """What a comparison does before it begins."""
    mark = cache() / "PRUNED"
    if not mark.exists() or time() - mark.stat().st_mtime > DAY_S:
        mark.touch()
        prune()


def used(path: Path) -> None:
    """It stays longest."""
    with suppress(OSError):
        os.utime(path)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


@dataclass(frozen=True)
class Case:
    """`id` is unique in its suite. `script` is all that decides how it is played: the same script is played once, whoever scores it. `owner` is the
    slice whose people answer for it, `source` the file that it stands in, `cluster` the cases that are one to a test: wordings of one scenario.
    """

    id: str
    suite: str
    script: Mapping[str, Any]
    owner: str
    source: str
    slices: Slices = field(default_factory=dict)
    cluster: str = ""
    gold: Any = None

    def within(self, wanted: Mapping[str, str]) -> bool:
        """Whether it may lie in those slices: what the case doesn't say is decided when it was played."""
        return all(value in self.slices[name] for name, value in wanted.items() if name in self.slices)


@dataclass(frozen=True)
class Row:
    """`content` 0-1: how much of what was expected holds. `form` 0-1: whether the reply is of the shape it must have; None where there is no reply.
    `missed` says what didn't hold. `ms` by node, "turn" the whole. `shown`: cards, conditions and the like, to be read."""

    unit: str
    case: str
    cluster: str
    suite: str
    owner: str
    source: str
    slices: Slices
    content: float
    form: float | None = None
    missed: tuple[str, ...] = ()
    said: str = ""
    text: str = ""
    ms: dict[str, float] = field(default_factory=dict)
    tokens: int = 0
    calls: int = 0
    shown: dict[str, Any] = field(default_factory=dict)


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


@dataclass(frozen=True)
class Pair:
    """`together`: both were played in turn, so that their times may be compared."""

    base: Row
    new: Row
    together: bool

    @property
    def unit(self) -> str:
        return f"{self.base.suite}/{self.base.unit}"

    @property
    def cluster(self) -> str:
        return f"{self.base.suite}/{self.base.cluster}"

    @property
    def difference(self) -> float:
        return self.new.content - self.base.content

    @property
    def slices(self) -> Slices:
        """As the base has them, so that both stand in the same ones."""
        return {"suite": (self.base.suite,), **self.base.slices}


class Played(NamedTuple):
    """A case on both sides."""

    case: Case
    base: Play
    new: Play

    @property
    def together(self) -> bool:
        return bool(self.base.together) and self.base.together == self.new.together
