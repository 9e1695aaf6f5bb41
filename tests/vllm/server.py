"""A vLLM of our own on this machine's processor, or one that runs elsewhere."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from ..ports import free_port

NAME = "tiny"
QUEUE = 8
"""Requests that our vLLM takes at once; it refuses more."""
_UP_S = 300.0  # a busy machine takes a minute
_ARGUMENTS = {
    "--served-model-name": NAME,
    "--host": "127.0.0.1",
    "--dtype": "bfloat16",
    "--structured-outputs-config": json.dumps({"backend": "xgrammar", "disable_any_whitespace": True}),
    "--max-num-queued-reqs": str(QUEUE),
    "--block-size": "32",
}
_ENVIRONMENT = {"HF_HUB_OFFLINE": "1", "VLLM_CPU_KVCACHE_SPACE": "1", "VLLM_NO_USAGE_STATS": "1"}


@dataclass
class Vllm:
    """`root` is its address without /v1. `start` and `kill_engine` are for one that is ours."""

    root: str
    command: list[str] = field(default_factory=list)
    log: Path | None = None
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"{self.root}/v1"

    @property
    def model(self) -> dict[str, Any]:
        return dict(self.asked("/v1/models")["data"][0])

    def asked(self, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(self.root + path, data, {"Content-Type": "application/json"}), timeout=30) as answer:
            return json.load(answer)

    def metric(self, name: str, **labels: str) -> float:
        """The sum of a metric's values that have these labels."""
        with urlopen(f"{self.root}/metrics", timeout=30) as answer:
            lines = re.findall(rf"^vllm:{name}(?:\{{(.*)\}})? (\S+)$", answer.read().decode(), re.MULTILINE)
        return sum(float(value) for told, value in lines if all(f'{label}="{said}"' in told for label, said in labels.items()))

    def start(self) -> None:
        assert self.log is not None
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log, env=os.environ | _ENVIRONMENT, start_new_session=True)
        ends = time.monotonic() + _UP_S
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > ends:
                self.stop()
                raise RuntimeError(f"vLLM didn't start; its log ends with\n{self.log.read_text('utf-8', 'replace')[-3000:]}")
            time.sleep(0.2)

    def kill_engine(self) -> None:
        """The process that computes, and with it the server: as when a machine runs out of memory."""
        assert self.process is not None
        os.kill(next(pid for pid in _children(self.process.pid) if "EngineCore" in _name(pid)), signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(30)
        self.process.kill()  # a server that waits for its dead engine is gone too, where there is no memory
        self.process.wait(30)

    def stop(self) -> None:
        """With all that it started."""
        if self.process is not None:
            for sign in (signal.SIGTERM, signal.SIGKILL):
                with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                    os.killpg(self.process.pid, sign)
                    self.process.wait(30)
            self.process.wait()

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.root}/health", timeout=5):
                return True
        except (URLError, OSError):
            return False


@contextmanager
def running(python: str, model: Path, window: int, folder: Path) -> Iterator[Vllm]:
    """vLLM of the environment of `python`, serving the model in a folder; its log lies in `folder`."""
    port = free_port()
    said = {**_ARGUMENTS, "--model": str(model), "--max-model-len": str(window), "--port": str(port)}
    command = [python, "-m", "vllm.entrypoints.openai.api_server", "--enforce-eager", *(word for pair in said.items() for word in pair)]
    server = Vllm(f"http://127.0.0.1:{port}", command, folder / "vllm.log")
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (task / "children").read_text().split())


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
