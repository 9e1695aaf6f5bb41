"""A small real model for these tests: `make test-model` makes it and says where it is; without it they are left out."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.models.server_model import ServerModel

WINDOW = 8192


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the one that MODEL_PYTHON's environment serves; it ends when its standard input does."""
    if not (python := os.environ.get("MODEL_PYTHON")):
        pytest.skip("no model here: `make test-model` makes one")
    log = tmp_path_factory.mktemp("model") / "log"
    command = [python, str(Path(__file__).with_name("serve.py")), os.environ["MODEL_WEIGHTS"], str(WINDOW)]
    with log.open("wb") as errors, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert address, f"the model's server didn't start; its log is\n{log.read_text('utf-8', 'replace')[-2000:]}"
        yield address
        server.kill()


@pytest.fixture(scope="session")
def weak(root: str) -> ServerModel:
    return ServerModel("qwen", f"{root}/v1", None, "write", window=WINDOW)
