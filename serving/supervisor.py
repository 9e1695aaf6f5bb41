"""The process above several workers."""

import os
import signal
from contextlib import suppress
from multiprocessing.connection import wait
from socket import socket
from time import monotonic
from types import FrameType
from typing import Any

import structlog
from uvicorn import Config
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors.multiprocess import Multiprocess

from .worker import ASK_S, Worker

log = structlog.get_logger("daogou")
FROZEN_S = 10.0
"""A worker that serves answers within a moment, on a busy machine within seconds."""
AGAIN_S = 5.0
"""Before one that ended before it served is begun anew."""


class Supervisor(Multiprocess):
    """uvicorn's own, which waits for one worker at a time, up to the whole time that a worker may take to come up. This one waits for all of them
    together and for a moment: who ends is noticed at once, who is frozen within seconds, and a signal to stop is passed on whatever goes on."""

    processes: list[Worker]  # type: ignore[assignment]  # as uvicorn has it
    failed = False
    """Whether it ended since no worker could begin."""

    def __init__(self, config: Config, sockets: list[socket], patience_s: float, frozen_s: float = FROZEN_S) -> None:
        """`patience_s` after which a worker that was told to stop is killed."""
        super().__init__(config, sockets)
        self._patience_s, self._frozen_s = patience_s, frozen_s
        self._told: dict[int, float] = {}
        self._due: list[Worker] = []
        self._coming: Worker | None = None
        self._leaving: list[Worker] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    def run(self) -> None:
        self.init_processes()
        while not self.should_exit.is_set():
            self._look()
            self.handle_signals()
            self.keep_subprocess_alive()
            self._part()
            self._replace()
        self.terminate_all()
        self.join_all()

    def init_processes(self) -> None:
        self.processes = [self._begun() for _ in range(self.processes_num)]

    def keep_subprocess_alive(self) -> None:
        for place, worker in enumerate(self.processes):
            if self.should_exit.is_set():
                return
            if worker.alive and not self._frozen(worker):
                continue
            worker.end()
            if worker.exitcode == STARTUP_FAILURE and not any(each.up and each.alive for each in self.processes):
                self.failed = True
                self.should_exit.set()
            elif worker.up or monotonic() > worker.begun_at + AGAIN_S:
                log.warning("a worker ended or answered no more, and is begun anew", worker=worker.pid, status=worker.exitcode)
                self.processes[place] = self._begun()

    def restart_all(self) -> None:
        """Each by a new one that serves before it goes, one after the other."""
        self._due = list(self.processes)

    def terminate_all(self) -> None:
        for worker in self._every():
            self._tell(worker)

    def join_all(self) -> None:
        self._leaving, self.processes, self._coming = self._every(), [], None
        while self._leaving:
            self._look()
            self._part()

    def handle_ttin(self) -> None:
        self.processes_num += 1
        self.processes.append(self._begun())

    def handle_ttou(self) -> None:
        if self.processes_num > 1:
            self.processes_num -= 1
            self._leave(self.processes.pop())

    def _look(self) -> None:
        """Until one ends or answers, for a moment at most."""
        every = [worker for worker in self._every() if worker.alive]
        heard: list[Any] = [part for worker in every for part in (worker.process.sentinel, worker.parent_conn)]
        if not wait(heard, ASK_S) and not heard:
            self.should_exit.wait(ASK_S)
        for worker in every:
            worker.hear()

    def _replace(self) -> None:
        """A step on: a new one begins, or serves in place of the old one, which may then go."""
        self._due = [worker for worker in self._due if worker in self.processes]
        if self._coming is None:
            if self._due and not self._leaving:
                self._coming = self._begun()
        elif self._coming.up and self._due:
            old, new = self._due.pop(0), self._coming
            self.processes[self.processes.index(old)], self._coming = new, None
            self._leave(old)
        elif not self._due or not self._coming.alive or monotonic() > self._coming.begun_at + self.config.timeout_worker_healthcheck:
            self._coming.end()
            if self._due:
                log.error("a new worker wasn't ready in time; the others stay as they were")
            self._coming, self._due = None, []

    def _part(self) -> None:
        """From those who were told to go: who doesn't end in time, or answers no more, is killed."""
        for worker in list(self._leaving):
            told = self._told.get(worker.pid or 0, 0.0)
            late = self._frozen(worker) or monotonic() > told + self._patience_s
            loading = not worker.up and worker.heard_at > told  # it serves nobody, and would hear only when it has loaded
            if worker.process.is_alive() and loading:
                worker.end()
            elif worker.process.is_alive() and late:
                log.warning("a worker didn't end in time and is killed", worker=worker.pid)
                worker.end()
            if not worker.process.is_alive():
                self._leaving.remove(worker)

    def _leave(self, worker: Worker) -> None:
        self._leaving.append(worker)
        self._tell(worker)

    def _begun(self) -> Worker:
        worker = Worker(self.config, self.sockets)
        worker.start()
        return worker

    def _every(self) -> list[Worker]:
        return [*self.processes, *self._leaving, *([self._coming] if self._coming else [])]

    def _frozen(self, worker: Worker) -> bool:
        """One that comes up may not answer for a while."""
        return worker.silent_s > (self._frozen_s if worker.up else self.config.timeout_worker_healthcheck)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        again = self.should_exit.is_set()
        self.should_exit.set()
        for worker in self._every():
            self._tell(worker, again)

    def _tell(self, worker: Worker, again: bool = False) -> None:
        """Once: a worker takes a second signal for an order not to wait for its turns."""
        if worker.pid is not None and (again or worker.pid not in self._told):
            self._told.setdefault(worker.pid, monotonic())
            with suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGTERM)
