"""Workers that are replaced, and a signal to stop that comes meanwhile."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ..ports import free_port
from ..waiting import HANG_S, until

APP = """
import os, time, pathlib

def make():
    pathlib.Path(f"loading-{{os.getpid()}}").touch()
    while pathlib.Path({flag!r}).exists():
        time.sleep(0.1)
    pathlib.Path(f"loaded-{{os.getpid()}}").touch()
    async def app(scope, receive, send):
        if scope["type"] == "lifespan":
            return
        await send({{"type": "http.response.start", "status": 200, "headers": []}})
        await send({{"type": "http.response.body", "body": b"here"}})
    return app
"""
RUN = """
import pathlib, threading, time, uvicorn
from daogou.serving.supervisor import Supervisor
config = uvicorn.Config("an_app:make", factory=True, port={port}, workers=2, lifespan="off", timeout_worker_healthcheck=600)

def watch():
    while True:
        for worker in supervisor.processes:
            if worker.up:
                pathlib.Path(f"up-{{worker.pid}}").touch()
        time.sleep(0.05)

if __name__ == "__main__":
    supervisor = Supervisor(config, [config.bind_socket()], patience_s=3, frozen_s=2)
    threading.Thread(target=watch, daemon=True).start()
    supervisor.run()
"""


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    """Starts them in `tmp_path`, where workers wait while there is a file `hold`; in the end all of them are gone."""
    (tmp_path / "an_app.py").write_text(APP.format(flag="hold"))
    (tmp_path / "run.py").write_text(RUN.format(port=free_port()))
    processes: list[subprocess.Popen[str]] = []

    def start() -> "subprocess.Popen[str]":
        command = [sys.executable, "run.py"]
        processes.append(subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True))
        return processes[-1]

    yield start
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_a_signal_to_stop_is_heeded_while_a_new_worker_is_waited_for(started: Callable[[], "subprocess.Popen[str]"], tmp_path: Path) -> None:
    process = started()
    workers_come(tmp_path, "loaded-*", process)
    (tmp_path / "hold").touch()
    process.send_signal(signal.SIGHUP)
    assert process.stderr is not None
    while "SIGHUP" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(HANG_S) == 0  # the new worker would be waited for ten minutes


def test_a_worker_that_never_comes_up_keeps_nobody_from_stopping(started: Callable[[], "subprocess.Popen[str]"], tmp_path: Path) -> None:
    (tmp_path / "hold").touch()
    process = started()
    workers_come(tmp_path, "loading-*", process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(HANG_S) == 0


def test_workers_that_are_killed_are_replaced_at_once(started: Callable[[], "subprocess.Popen[str]"], tmp_path: Path) -> None:
    process = started()
    workers_come(tmp_path, "up-*", process)
    kill(workers(tmp_path), signal.SIGKILL)
    workers_come(tmp_path, "up-*", process, 4)  # an answer would be waited for ten minutes


def test_a_worker_that_is_frozen_is_replaced_beside_one_that_serves(started: Callable[[], "subprocess.Popen[str]"], tmp_path: Path) -> None:
    process = started()
    workers_come(tmp_path, "up-*", process)
    kill(workers(tmp_path)[:1], signal.SIGSTOP)
    workers_come(tmp_path, "up-*", process, 3)


def test_a_signal_to_stop_is_heeded_beside_workers_that_are_frozen(started: Callable[[], "subprocess.Popen[str]"], tmp_path: Path) -> None:
    process = started()
    workers_come(tmp_path, "up-*", process)
    kill(workers(tmp_path), signal.SIGSTOP)
    process.send_signal(signal.SIGTERM)
    assert process.wait(HANG_S) == 0


def test_workers_end_where_nobody_is_left_above_them(started: Callable[[], "subprocess.Popen[str]"], tmp_path: Path) -> None:
    process = started()
    workers_come(tmp_path, "up-*", process)
    process.kill()
    process.wait()
    until(lambda: not any(lives(pid) for pid in workers(tmp_path)), "the end of its workers")


def workers(folder: Path) -> list[int]:
    return [int(file.name.partition("-")[2]) for file in folder.glob("up-*")]


def kill(pids: list[int], number: int) -> None:
    for pid in pids:
        os.kill(pid, number)


def lives(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def workers_come(folder: Path, pattern: str, process: "subprocess.Popen[str]", count: int = 2) -> None:
    """So many workers are so far, or were."""
    until(lambda: process.poll() is not None or len(list(folder.glob(pattern))) >= count, f"{count} workers")
    assert process.poll() is None
