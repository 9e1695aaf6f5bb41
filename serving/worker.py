"""A worker process as seen by its supervisor."""

import os
import signal
from time import monotonic

from uvicorn.supervisors.multiprocess import Process

ASK_S = 0.5


class Worker(Process):
    """uvicorn's worker process blocks its parent on each health check; this one is pinged, and its answer is read when it arrives."""

    up = False
    """True once it serves."""
    begun_at = 0.0
    _asked_at: float | None = None
    heard_at = 0.0

    def start(self) -> None:
        super().start()
        self.child_conn.close()  # otherwise the child's end would stay open in this process
        self.begun_at = self.heard_at = monotonic()

    @property
    def alive(self) -> bool:
        return not self.parent_conn.closed and self.process.is_alive()

    @property
    def silent_s(self) -> float:
        """Seconds that an answer is overdue."""
        return 0.0 if self._asked_at is None else monotonic() - self._asked_at

    def hear(self) -> None:
        """Read an answer, and ping again when due; never blocks."""
        try:
            if self.parent_conn.poll():
                self.up, self._asked_at, self.heard_at = self.parent_conn.recv(), None, monotonic()
            if self._asked_at is None and monotonic() >= self.heard_at + ASK_S:
                self.parent_conn.send(b"ping")
                self._asked_at = monotonic()
        except (OSError, EOFError):
            self.parent_conn.close()

    def end(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.join()
        self.parent_conn.close()

    def always_pong(self) -> None:
        """In the worker: stop when the supervisor is gone, since nothing else would free the port."""
        self.parent_conn.close()
        try:
            super().always_pong()
        except (OSError, EOFError):
            os.kill(os.getpid(), signal.SIGTERM)
