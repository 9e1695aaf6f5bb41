"""Workers that are replaced, and a signal to stop that comes meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from .server import free_port

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
import uvicorn
from daogou.serving.supervisor import Supervisor
config = uvicorn.Config("an_app:make", factory=True, port={port}, workers=2, lifespan="off", timeout_worker_healthcheck=600)
if __name__ == "__main__":
    Supervisor(config, [config.bind_socket()], patience_s=3).run()
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
    until(tmp_path, "loaded-*", process)
    (tmp_path / "hold").touch()
    process.send_signal(signal.SIGHUP)
    assert process.stderr is not None
    while "SIGHUP" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0  # the new worker would be waited for ten minutes


def test_a_worker_that_never_comes_up_keeps_nobody_from_stopping(started: Callable[[], "subprocess.Popen[str]"], tmp_path: Path) -> None:
    (tmp_path / "hold").touch()
    process = started()
    until(tmp_path, "loading-*", process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0


def until(folder: Path, pattern: str, process: "subprocess.Popen[str]") -> None:
    """Both workers are so far."""
    end = time.monotonic() + 120
    while len(list(folder.glob(pattern))) < 2:
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.05)
