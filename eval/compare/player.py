"""A player: a side's process, and how it is asked."""

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from filelock import FileLock

from ...schema.errors import DaogouError, InputError
from ..patience import PAUSE_S
from .folders import cache, hashed
from .outage import check, silent
from .pack import Pack
from .pruning import used
from .scratch import Scratch
from .side import PREFIX, Side

ACTING = Path(__file__).with_name("acting")
MODULE = "daogou_acting"
PATIENCE_S = 120.0
START_S = 600.0
"""On a machine with much else to do, loading may take minutes."""
STORE_S = 7200.0
CLOSE = 3
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

    def __init__(self, side: Side, pack: Pack | None = None) -> None:
        self.side, self.pack = side, pack
        self.patience, self.pause_s = PATIENCE, PAUSE_S
        self._folder = Scratch()
        self._start()

    def _start(self) -> None:
        self._rest = b""
        paths = os.pathsep.join((str(self.side.tree.root), str(_acting())))
        environment = {**self.side.environment, "DAOGOU_STATE": str(self._folder.path), "PYTHONPATH": paths}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=self._folder.path, env=environment,
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
        self.key = hashed(self.side.key, _store_key(self.store), _acting().name)

    def _check(self, hello: dict[str, Any]) -> None:
        """That it is the side's own code that plays (where a tree lacks the package, Python would take one that is installed), with its settings."""
        if Path(hello["root"]).resolve() != (self.side.tree.root / "daogou").resolve():
            raise PlayerError(self.side.name, "it has no package that could be played.", lacks=True)
        for name in self.side.overlay:
            if name.removeprefix(PREFIX).lower() not in hello["settings"]:
                raise InputError(f"{self.side.name}: its code has no setting {self.side.spelled(name)!r}{_close(name, hello['settings'])}")

    def _store(self) -> Path:
        """The pack's; else the one that is named; else the demo store as the side's code makes it. Made once for all trees that make it alike."""
        made_by = (self.side.tree.store_key, self.side.settings.get("DAOGOU_EMBEDDING_MODEL", ""))
        if self.pack is not None:
            home = _home(*made_by, self.pack.key)
            with FileLock(home / "lock"):
                if not (home / "done").exists():
                    files = [str(file.resolve()) for file in self.pack.files]
                    self.ask("ingest", patience=STORE_S, home=str(home), files=files, mapping=self.pack.mapping)
                    (home / "done").touch()
            return home / "store"
        if self.side.store is not None:
            return self.side.store.resolve()
        return Path(self.ask("store", patience=STORE_S, home=str(_home(*made_by)))["store"])

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
        self._folder.close()

    def __enter__(self) -> "Player":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _close(name: str, known: Sequence[str]) -> str:
    """The settings that it may have meant."""
    found = get_close_matches(name.removeprefix(PREFIX).lower(), known, CLOSE)
    return f"; did you mean {', '.join(found)}?" if found else "; `daogou doctor` lists what there is."


def _home(*made_by: str) -> Path:
    home = cache() / "stores" / hashed(*made_by)
    home.mkdir(parents=True, exist_ok=True)
    used(home)
    return home


def _acting() -> Path:
    """The folder that holds what plays a side, laid out once."""
    files = sorted(ACTING.glob("*.py"))
    folder = cache() / "acting" / hashed(*(file.read_bytes() for file in files))
    if not folder.exists():
        folder.parent.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=folder.parent) as new:
            copy = Path(new) / "new" / MODULE
            copy.mkdir(parents=True)
            for file in files:
                shutil.copy(file, copy)
            with suppress(OSError):  # another process was faster
                (Path(new) / "new").rename(folder)
    used(folder)
    return folder


def _store_key(store: Path) -> str:
    """Of the generation in use: its manifest says what was built and when."""
    generation = (store / "CURRENT").read_text("utf-8").strip()
    return hashed((store / "generations" / generation / "manifest.json").read_bytes())
