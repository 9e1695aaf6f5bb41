"""A player: a side's process, and how it is asked; and players kept open, since starting one takes longer than many a small comparison."""

import json
import os
import select
import shutil
import subprocess
import sys
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from time import monotonic
from typing import Any

from ...schema.errors import DaogouError, InputError
from ..model_calls import PAUSE_S
from .cases import cache, hashed, used
from .side import PREFIX, Side, check, silent

ACTING = Path(__file__).with_name("acting")
MODULE = "daogou_acting"
PATIENCE_S = 120.0
START_S = 600.0
"""On a machine with much else to do, loading may take minutes."""
STORE_S = 7200.0
PATIENCE = 3
"""Cases in a row that are played once more since its process ended or its model was silent."""


class PlayerError(DaogouError):
    """The side's process failed at a request, ended or hung. `lacks`: since its code hasn't what it was asked for."""

    def __init__(self, side: str, why: str, lacks: bool = False) -> None:
        super().__init__(f"{side}: {why}")
        self.why, self.lacks = why, lacks


class PlayerEnded(PlayerError):
    """The process is gone: by its code's fault, or since somebody ended it."""


class PlayerHung(PlayerEnded):
    """It said nothing for too long, which tells nothing of its code."""


class Player:
    """Opens the side's store. Raises InputError where the side's code hasn't a setting that it is given, or is too old to be played."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.patience, self.pause_s = PATIENCE, PAUSE_S
        self._folder = TemporaryDirectory(prefix="player-", dir=_kept("scratch"), ignore_cleanup_errors=True)
        self._start()

    def _start(self) -> None:
        self._rest = b""
        paths = os.pathsep.join((str(self.side.tree.root), str(_acting())))
        environment = {**self.side.environment, "DAOGOU_STATE": self._folder.name, "PYTHONPATH": paths}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=self._folder.name, env=environment,
        )  # fmt: skip
        try:
            self._check(self.ask("hello", START_S))
            self.store = self._store()
            self.opened = self.ask("open", START_S, store=str(self.store))
        except PlayerHung:
            self.close()
            raise
        except PlayerError as error:
            self.close()
            old = ", its code may be too old for this comparison" if error.lacks else ""
            raise InputError(f"{self.side.name} can't be played{old}: {error.why}") from error
        except InputError:
            self.close()
            raise
        built = self.store / "generations" / (self.store / "CURRENT").read_text("utf-8").strip() / "manifest.json"  # says what, and when
        self.key = hashed(self.side.key, hashed(built.read_bytes()), _acting().name)

    def _check(self, hello: dict[str, Any]) -> None:
        """That it is the side's own code that plays (where a tree lacks the package, Python would take one that is installed), with its settings."""
        if Path(hello["root"]).resolve() != (self.side.tree.root / "daogou").resolve():
            raise PlayerError(self.side.name, "it has no package that could be played.", lacks=True)
        for name in self.side.overlay:
            if name.removeprefix(PREFIX).lower() not in hello["settings"]:
                near = ", ".join(get_close_matches(name.removeprefix(PREFIX).lower(), hello["settings"]))
                meant = f"; did you mean {near}?" if near else "; `daogou doctor` lists what there is."
                raise InputError(f"{self.side.name}: its code has no setting {self.side.spelled(name)!r}{meant}")

    def _store(self) -> Path:
        """The one that is named, else the demo store as the side's code makes it, once for all trees that make it alike."""
        if self.side.store is not None:
            return self.side.store.resolve()
        made_by = hashed(self.side.tree.store_key, self.side.settings.get("DAOGOU_EMBEDDING_MODEL", ""))
        return Path(self.ask("store", patience=STORE_S, home=str(_kept("stores", made_by)))["store"])

    def ask(self, do: str, patience: float = PATIENCE_S, **what: Any) -> dict[str, Any]:
        """Raises PlayerError where the side fails, Outage where a server that it asked is away."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"do": do, **what}).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise PlayerEnded(self.side.name, "its process has ended.") from error
        answer: dict[str, Any] = json.loads(self._line(patience))
        if "error" in answer:
            raise PlayerError(self.side.name, answer["error"], answer.get("lacks", False))
        if silent([answer]):
            check(self.side)
        return answer

    def _line(self, patience: float) -> bytes:
        assert self._process.stdout is not None
        descriptor, until = self._process.stdout.fileno(), monotonic() + patience
        while b"\n" not in self._rest:
            ready, _, _ = select.select([descriptor], [], [], max(0.0, until - monotonic()))
            more = os.read(descriptor, 1 << 20) if ready else b""
            if not more:
                self._process.kill()
                self._process.wait()
                if ready:
                    raise PlayerEnded(self.side.name, "its process ended.")
                raise PlayerHung(self.side.name, f"its process gave no answer in {patience:.0f} s; try again when the machine has less to do.")
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def revive(self) -> None:
        """Started again where it has ended."""
        if self._process.poll() is not None:
            self._end()
            self._start()

    def _end(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def close(self) -> None:
        self._end()
        self._folder.cleanup()

    def __enter__(self) -> "Player":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _kept(*parts: str) -> Path:
    """A folder of the cache, made where it isn't there."""
    folder = cache().joinpath(*parts)
    folder.mkdir(parents=True, exist_ok=True)
    used(folder)
    return folder


def _acting() -> Path:
    """The folder that holds what plays a side, laid out once."""
    folder = cache() / "acting" / hashed(*(file.read_bytes() for file in sorted(ACTING.glob("*.py"))))
    if not folder.exists():
        folder.parent.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=folder.parent) as new, suppress(OSError):  # another process may be faster
            shutil.copytree(ACTING, Path(new) / "new" / MODULE, ignore=shutil.ignore_patterns("__pycache__"))
            (Path(new) / "new").rename(folder)
    used(folder)
    return folder


class Pool:
    """Of at most `most` that nobody uses; those of a side that is asked for again and again stay. To be closed."""

    def __init__(self, most: int = 2) -> None:
        self._idle, self._most, self._lock = list[Player](), most, Lock()

    def take(self, side: Side) -> Player:
        """One that plays this very side, opened where none is idle."""
        with self._lock:
            known = next((player for player in self._idle if (player.side.key, player.side.store) == (side.key, side.store)), None)
            if known is not None:
                self._idle.remove(known)
        if known is None:
            return Player(side)
        known.side = side
        return known

    def give(self, player: Player) -> None:
        """The one that was used longest ago makes room for it."""
        try:
            player.revive()
        except DaogouError:
            player.close()
            return
        with self._lock:
            self._idle.append(player)
            gone = self._idle[: -self._most]
            self._idle = self._idle[-self._most :]
        for each in gone:
            each.close()

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()
