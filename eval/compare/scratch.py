"""A player's folder: gone when it is closed, else cleared away by the next one, where its process was killed."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from tempfile import TemporaryDirectory, gettempdir
from time import time

from filelock import FileLock, Timeout

PREFIX = "daogou-player-"
_OWNED = "owned"
_YOUNG_S = 60.0
"""Between its making and its locking a folder is nobody's; so long it is left alone."""


class Scratch:
    """To be closed. It is locked as long as its process lives, so that others see whether it does."""

    def __init__(self) -> None:
        clear()
        self._folder = TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
        self.path = Path(self._folder.name)
        self._lock = FileLock(self.path / _OWNED, thread_local=False)
        self._lock.acquire(timeout=0)

    def close(self) -> None:
        self._lock.release()
        self._folder.cleanup()


def clear(within: Path | None = None, young_s: float = _YOUNG_S) -> None:
    """Away with those whose process is gone."""
    for folder in (within or Path(gettempdir())).glob(f"{PREFIX}*"):
        with suppress(OSError, Timeout):
            owned = (folder / _OWNED).lstat()
            if folder.lstat().st_uid == owned.st_uid == os.getuid() and S_ISREG(owned.st_mode) and time() - owned.st_mtime > young_s:
                with FileLock(folder / _OWNED, timeout=0):
                    shutil.rmtree(folder, ignore_errors=True)
