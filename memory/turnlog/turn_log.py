"""The turn log: redacted messages and replies for evaluation. Opt-in; it never delays a turn."""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, Thread
from time import monotonic
from typing import Any

import structlog

from ...schema.errors import InputError
from ...schema.rating import Rating
from ...schema.settings import Settings
from ..folder import state_folder
from ..redaction.redaction import Redaction
from ..transcript import Turn
from .entry import READ, rating_line, turn_line
from .files import LogFiles
from .labels import Labels

log = structlog.get_logger("daogou")
WAITING = 1000
"""Most queued lines; further ones are dropped and counted."""
TALKING = 2000
"""Conversations whose earlier private data is remembered."""
QUIET_S = 60.0
PARTING_S = 5.0
RECALLED = 100
"""Earlier messages read again for a conversation that another process had."""
Earlier = Callable[[str], Sequence[str]]
Line = Callable[[], dict[str, Any] | None]
"""Builds a line in the log's thread; None: nothing to write."""


class TurnLog:
    """Redacts and writes in a background thread. Failures go to the log and to the metric `daogou_turn_log_lines`, never to the turn."""

    def __init__(self, files: LogFiles, labels: Labels, versions: Mapping[str, str] | None = None, earlier: Earlier = lambda thread: ()) -> None:
        """`earlier`: returns a conversation's earlier messages, which another process may have had."""
        self._earlier = earlier
        self._files, self._labels, self._versions = files, labels, dict(versions or {})
        self._queue: Queue[Line] = Queue(WAITING)
        self._cleaners: OrderedDict[str, Redaction] = OrderedDict()
        self._ended, self._told = Event(), -QUIET_S
        self._thread = Thread(target=self._write_all, name="daogou-turn-log", daemon=True)
        self._thread.start()

    def turn(self, turn: Turn, seen: Mapping[str, Any], ms: float) -> None:
        self._hand_over(lambda: turn_line(turn, seen, ms, self._versions, self._labels, self._cleaner(turn.reply.thread_id, turn.buyer)))

    def rating(self, rating: Rating) -> None:
        self._hand_over(lambda: rating_line(rating, self._labels, self._cleaner(rating.thread_id, rating.buyer)))

    def forget(self, thread: str) -> None:
        """Delete the thread's lines, including queued ones."""

        def forgotten() -> None:
            self._cleaners.pop(thread, None)
            drop(self._files, self._labels, thread)

        self._hand_over(forgotten)

    def _cleaner(self, thread: str, buyer: str | None) -> Redaction:
        """The thread's redaction, primed with earlier messages: a name announced in one turn may stand alone in the next."""
        if thread not in self._cleaners:
            clean = self._cleaners[thread] = Redaction([thread, *([buyer] if buyer else [])])
            for said in self._earlier(thread)[-RECALLED:]:
                clean.of(said[:READ])
        self._cleaners.move_to_end(thread)
        if len(self._cleaners) > TALKING:
            self._cleaners.popitem(last=False)
        return self._cleaners[thread]

    def _hand_over(self, line: Line) -> None:
        try:
            self._queue.put_nowait(line)
        except Full:
            _lines().labels("dropped").inc()

    def _write_all(self) -> None:
        while not (self._ended.is_set() and self._queue.empty()):
            try:
                line = self._queue.get(timeout=0.2)
            except Empty:
                continue
            self._write(line)

    def _write(self, line: Line) -> None:
        try:
            if (row := line()) is not None:
                self._files.append(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
                _lines().labels("written").inc()
        except Exception as error:  # the thread must survive any error, or later turns would be lost too
            _lines().labels("failed").inc()
            if monotonic() - self._told > QUIET_S:
                self._told = monotonic()
                log.warning("a turn could not be logged", folder=str(self._files.folder), error=str(error))

    def close(self) -> None:
        """Wait some seconds for the queue to be written."""
        self._ended.set()
        self._thread.join(PARTING_S)


def open_turn_log(settings: Settings, earlier: Earlier = lambda thread: ()) -> TurnLog | None:
    """Open the log, None if it isn't set. Raises InputError if its folder isn't writable."""
    if settings.turn_log is None:
        return None
    folder = settings.turn_log
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"DAOGOU_TURN_LOG is {folder}, which can't be written ({error.strerror or error}); make it writable, or unset it."
        ) from error
    Redaction().of("我叫王芳")  # load the dictionaries now, a second or two, instead of in the first turns
    return TurnLog(_files(settings, folder), Labels.kept_in(state_folder(settings)), versions(settings), earlier)


def drop(files: LogFiles, labels: Labels, thread: str) -> int:
    """Delete a conversation's lines and return their number."""
    label = labels.of(thread)
    return files.drop(label.encode(), lambda line: f'"thread": "{label}"'.encode() in line)


def forgetter(settings: Settings) -> Callable[[str], object]:
    """Return a function that deletes a thread's lines, for use without an open assistant. Disk errors are logged, so that the rest is deleted all the
    same."""
    folder = settings.turn_log
    if folder is None or not folder.is_dir():
        return lambda thread: None
    files, labels = _files(settings, folder), Labels.kept_in(state_folder(settings))

    def forget(thread: str) -> None:
        try:
            drop(files, labels, thread)
        except OSError as error:
            log.warning("a conversation could not be deleted from the turn log", folder=str(folder), error=str(error))

    return forget


def _files(settings: Settings, folder: Path) -> LogFiles:
    return LogFiles(folder, settings.turn_log_mb << 20, settings.turn_log_days)


def versions(settings: Settings) -> dict[str, str]:
    try:
        own = version("daogou")
    except PackageNotFoundError:
        own = "unknown"
    named = {"llm": settings.llm_model, "llm.read": settings.llm_read_model, "llm.write": settings.llm_write_model}
    prompts = {"prompts": str(settings.prompts)} if settings.prompts else {}
    return {"daogou": own, "embedding": settings.embedding_model, **{name: model for name, model in named.items() if model}, **prompts}


@cache
def _lines() -> Any:
    from prometheus_client import Counter

    return Counter("daogou_turn_log_lines", "Lines of the turn log: written, dropped from a full queue, failed", ("outcome",))
