"""A real server process over a store, on a port of this machine."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

import httpx
import uvicorn
from daogou.serving.connection import Connection
from fastapi import FastAPI

from ..ports import free_port
from ..waiting import HANG_S, PATIENT, until


class Server:
    """`with Server(store=…, state=…) as server:` — `server.url` answers until the block ends."""

    def __init__(self, **env: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("DAOGOU_")}
        self.env |= PATIENT | {f"DAOGOU_{name.upper()}": value for name, value in env.items()}

    def __enter__(self) -> "Server":
        command = [sys.executable, "-P", "-m", "daogou.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.env, cwd=Path("/"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            with httpx.Client(base_url=self.url) as client:
                until(lambda: self._ready(client), "a server that is ready")
        except BaseException:
            self.process.kill()
            self.process.communicate()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.process.terminate()
        try:
            self.process.communicate(timeout=HANG_S)
        finally:
            self.process.kill()

    def _ready(self, client: httpx.Client) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"the server ended: {self.process.communicate()[1]}")
        try:
            return client.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False


class Local:
    """An app in a thread of this process, so that a test can hold its models in its hand: `with Local(create_app(…)) as server`."""

    def __init__(self, app: FastAPI, http: type[Connection] = Connection) -> None:
        self.app, self.port = app, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._server = uvicorn.Server(uvicorn.Config(app, port=self.port, log_level="warning", http=http, proxy_headers=False))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> "Local":
        self._thread.start()
        until(lambda: self._server.started or not self._thread.is_alive(), "the server")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=HANG_S)
