"""Parent process of several workers."""

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
"""Seconds without an answer after which a serving worker counts as frozen; usual are moments, on a busy machine seconds."""
AGAIN_S = 5.0
"""Seconds before a worker that ended during start-up is started again."""


class Supervisor(Multiprocess):
    """uvicorn's supervisor, but it waits for all workers at once and briefly. uvicorn's waits for one at a time, up to the whole start-up time. So
    ended workers are noticed at once, frozen ones within seconds, and stop signals are passed on at any time."""

    processes: list[Worker]  # type: ignore[assignment]  # as uvicorn has it
    failed = False
    """True if it ended because no worker could start."""

    def __init__(self, config: Config, sockets: list[socket], patience_s: float, frozen_s: float = FROZEN_S) -> None:
        """`patience_s`: seconds after which a stopping worker is killed."""
        super().__init__(config, sockets)
        self._patience_s, self._frozen_s = patience_s, frozen_s
        self._told: dict[int, float] = {}
        self._due: list[Worker] = []
        self._starting: Worker | None = None
        self._leaving: list[Worker] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    def run(self) -> None:
        self.init_processes()
        while not self.should_exit.is_set():
            self._wait_briefly()
            self.handle_signals()
            self.keep_subprocess_alive()
            self._reap()
            self._replace()
        self.terminate_all()
        self.join_all()

    def init_processes(self) -> None:
        self.processes = [self._start_worker() for _ in range(self.processes_num)]

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
                log.warning("a worker ended or stopped answering, and is restarted", worker=worker.pid, status=worker.exitcode)
                self.processes[place] = self._start_worker()

    def restart_all(self) -> None:
        """Replace the workers one by one, each by a new one that already serves."""
        self._due = list(self.processes)

    def terminate_all(self) -> None:
        for worker in self._all_workers():
            self._terminate(worker)

    def join_all(self) -> None:
        self._leaving, self.processes, self._starting = self._all_workers(), [], None
        while self._leaving:
            self._wait_briefly()
            self._reap()

    def handle_ttin(self) -> None:
        self.processes_num += 1
        self.processes.append(self._start_worker())

    def handle_ttou(self) -> None:
        if self.processes_num > 1:
            self.processes_num -= 1
            self._leave(self.processes.pop())

    def _wait_briefly(self) -> None:
        """Wait briefly until a worker ends or answers."""
        every = [worker for worker in self._all_workers() if worker.alive]
        heard: list[Any] = [part for worker in every for part in (worker.process.sentinel, worker.parent_conn)]
        if not wait(heard, ASK_S) and not heard:
            self.should_exit.wait(ASK_S)
        for worker in every:
            worker.hear()

    def _replace(self) -> None:
        """One step of a rolling restart: start a new worker, or let the old one go once the new one serves."""
        self._due = [worker for worker in self._due if worker in self.processes]
        if self._starting is None:
            if self._due and not self._leaving:
                self._starting = self._start_worker()
        elif self._starting.up and self._due:
            old, new = self._due.pop(0), self._starting
            self.processes[self.processes.index(old)], self._starting = new, None
            self._leave(old)
        elif not self._due or not self._starting.alive or monotonic() > self._starting.begun_at + self.config.timeout_worker_healthcheck:
            self._starting.end()
            if self._due:
                log.error("a new worker wasn't ready in time; the old ones stay")
            self._starting, self._due = None, []

    def _reap(self) -> None:
        """Reap the leaving workers; kill those that are late or frozen."""
        for worker in list(self._leaving):
            told = self._told.get(worker.pid or 0, 0.0)
            late = self._frozen(worker) or monotonic() > told + self._patience_s
            loading = not worker.up and worker.heard_at > told  # it serves nobody, and would read the signal only after loading
            if worker.process.is_alive() and loading:
                worker.end()
            elif worker.process.is_alive() and late:
                log.warning("a worker didn't stop in time and is killed", worker=worker.pid)
                worker.end()
            if not worker.process.is_alive():
                self._leaving.remove(worker)

    def _leave(self, worker: Worker) -> None:
        self._leaving.append(worker)
        self._terminate(worker)

    def _start_worker(self) -> Worker:
        worker = Worker(self.config, self.sockets)
        worker.start()
        return worker

    def _all_workers(self) -> list[Worker]:
        return [*self.processes, *self._leaving, *([self._starting] if self._starting else [])]

    def _frozen(self, worker: Worker) -> bool:
        """True if the worker hasn't answered for too long; a starting one has more time."""
        return worker.silent_s > (self._frozen_s if worker.up else self.config.timeout_worker_healthcheck)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        again = self.should_exit.is_set()
        self.should_exit.set()
        for worker in self._all_workers():
            self._terminate(worker, again)

    def _terminate(self, worker: Worker, again: bool = False) -> None:
        """Send SIGTERM once: workers take a second signal as an order not to wait for turns."""
        if worker.pid is not None and (again or worker.pid not in self._told):
            self._told.setdefault(worker.pid, monotonic())
            with suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGTERM)
