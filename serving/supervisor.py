"""The process above several workers."""

import os
import signal
from contextlib import suppress
from socket import socket
from time import monotonic
from types import FrameType

import structlog
from uvicorn import Config
from uvicorn.supervisors.multiprocess import Multiprocess, Process

log = structlog.get_logger("daogou")


class Supervisor(Multiprocess):
    """uvicorn's own, which hears a signal to stop only when it has replaced every worker, one after the other. This one passes it on at once: to
    those that serve, and to the one that comes. A second signal is passed on too, and then no worker waits."""

    def __init__(self, config: Config, sockets: list[socket], patience_s: float) -> None:
        """`patience_s` after which a worker that was told to stop is killed: one that still loads hears nothing."""
        super().__init__(config, sockets)
        self._patience_s = patience_s
        self._told: set[int] = set()
        self._coming: Process | None = None
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    def terminate_all(self) -> None:
        for process in self.processes:
            self._tell(process)

    def join_all(self) -> None:
        end = monotonic() + self._patience_s
        for process in self.processes:
            process.process.join(max(0.0, end - monotonic()))
            if process.process.is_alive():
                log.warning("a worker didn't end in time and is killed", worker=process.pid)
                process.kill()
                process.join()

    def restart_all(self) -> None:
        """Each by a new one that serves before it goes."""
        for place, old in enumerate(self.processes):
            if self.should_exit.is_set():
                return
            self._coming = new = Process(self.config, self.sockets)
            new.start()
            if not new.wait_until_ready(self.config.timeout_worker_healthcheck, self.should_exit):
                new.kill()
                new.join()
                if not self.should_exit.is_set():
                    log.error("a new worker wasn't ready in time; the others stay as they were")
                return
            self._tell(old)
            old.join()
            self.processes[place] = new

    def _stop(self, number: int, frame: FrameType | None) -> None:
        again = self.should_exit.is_set()
        self.should_exit.set()
        for process in (*self.processes, self._coming):
            if process is not None:
                self._tell(process, again)

    def _tell(self, process: Process, again: bool = False) -> None:
        """Once: a worker takes a second signal for an order not to wait for its turns."""
        if process.pid is not None and (again or process.pid not in self._told):
            self._told.add(process.pid)
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)
