"""A store: a folder whose generation may be replaced while the process runs."""

import threading
from pathlib import Path

from ..schema.errors import StoreError
from .catalogue import Catalogue
from .layout import CURRENT, MEND, current_generation, generation_folder

_Stamp = tuple[int, int]


class Store:
    """The store at `path`; nothing is opened before `current`."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._lock = threading.Lock()
        self._catalogue: Catalogue | None = None
        self._stamp: _Stamp | None = None

    def current(self) -> Catalogue:
        """The catalogue of the current generation; one stat if it is already open. A replaced catalogue stays usable for its holders and closes after
        the last. Raises StoreError, with the remedy, if the store is missing or damaged."""
        stamp = self._read_stamp()
        with self._lock:
            if self._catalogue is None or stamp != self._stamp:
                self._catalogue, self._stamp = self._open(), stamp
            return self._catalogue

    def close(self) -> None:
        with self._lock:
            if self._catalogue is not None:
                self._catalogue.close()
            self._catalogue = self._stamp = None

    def _read_stamp(self) -> _Stamp:
        try:
            stat = (self.path / CURRENT).stat()
        except OSError as error:
            raise StoreError(f"There is no store at {self.path}: run `daogou ingest PATH --store {self.path}`.") from error
        return stat.st_mtime_ns, stat.st_ino

    def _open(self) -> Catalogue:
        generation = current_generation(self.path)
        if generation is None or not generation_folder(self.path, generation).is_dir():
            raise StoreError(f"The store at {self.path} is damaged, its generation is missing: {MEND}.")
        return Catalogue(generation_folder(self.path, generation))


def check_model(catalogue: Catalogue, model: str) -> None:
    """Raise ModelMismatch if another model embedded the store."""
    catalogue.check_model(model)
