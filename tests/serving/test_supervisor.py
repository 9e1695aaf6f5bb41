"""Workers that are replaced, and a signal to stop that comes meanwhile."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from .server import free_port

APP = """
import time, pathlib

def make():
    while pathlib.Path({flag!r}).exists():
        time.sleep(0.1)
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
    Supervisor(config, [config.bind_socket()]).run()
"""


def test_a_signal_to_stop_is_heeded_while_a_new_worker_is_waited_for(tmp_path: Path) -> None:
    port, flag = free_port(), tmp_path / "hold"
    (tmp_path / "an_app.py").write_text(APP.format(flag=str(flag)))
    (tmp_path / "run.py").write_text(RUN.format(port=port))
    process = subprocess.Popen([sys.executable, "run.py"], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    try:
        until_answered(port, process)
        flag.touch()
        process.send_signal(signal.SIGHUP)
        assert process.stderr is not None
        while "SIGHUP" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0  # the new worker would be waited for ten minutes
    finally:
        process.kill()
        process.communicate()


def until_answered(port: int, process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            assert httpx.get(f"http://127.0.0.1:{port}/", timeout=5).text == "here"
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("it doesn't answer")
