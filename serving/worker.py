"""A process that serves, as the one above it sees it."""

import os
import signal
from time import monotonic

from uvicorn.supervisors.multiprocess import Process

ASK_S = 0.5


class Worker(Process):
    """uvicorn's own, which is waited for whenever it is asked whether it lives. This one is asked, and heard when it has answered."""

    up = False
    """Whether it has said that it serves."""
    begun_at = 0.0
    _asked_at: float | None = None
    heard_at = 0.0

    def start(self) -> None:
        super().start()
        self.child_conn.close()  # its end would stay open here when it is gone
        self.begun_at = self.heard_at = monotonic()

    @property
    def alive(self) -> bool:
        return not self.parent_conn.closed and self.process.is_alive()

    @property
    def silent_s(self) -> float:
        """For how long it has owed an answer."""
        return 0.0 if self._asked_at is None else monotonic() - self._asked_at

    def hear(self) -> None:
        """Takes in what it answered, and asks anew where it is time to; waits for nothing."""
        try:
            if self.parent_conn.poll():
                self.up, self._asked_at, self.heard_at = self.parent_conn.recv(), None, monotonic()
            if self._asked_at is None and monotonic() >= self.heard_at + ASK_S:
                self.parent_conn.send(b"ping")
                self._asked_at = monotonic()
        except (OSError, EOFError):
            self.parent_conn.close()

    def end(self) -> None:
        """At once."""
        self.process.kill()
        self.process.join()
        self.parent_conn.close()

    def always_pong(self) -> None:
        """In the worker: it ends as if told to where nobody above it is left to replace it, or its port would stay taken."""
        self.parent_conn.close()
        try:
            super().always_pong()
        except (OSError, EOFError):
            os.kill(os.getpid(), signal.SIGTERM)
