"""A vLLM for these tests: `make test-vllm` makes it and says where it is; without it they are left out."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.models.server_model import ServerModel
from daogou.schema.settings import Settings

from .server import NAME, Vllm, running

WINDOW = 32_768
Served = Callable[..., ServerModel]
Opened = Callable[..., Assistant]


@pytest.fixture(scope="session")
def vllm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vllm]:
    """The one at VLLM_URL, else one of our own: of VLLM_PYTHON's environment, with the model in VLLM_MODEL, else a tiny one made now."""
    if url := os.environ.get("VLLM_URL"):
        yield Vllm(url.rstrip("/").removesuffix("/v1"))
        return
    if not (python := os.environ.get("VLLM_PYTHON")):
        pytest.skip("no vLLM here: `make test-vllm` makes one")
    folder = tmp_path_factory.mktemp("vllm")
    model = Path(os.environ.get("VLLM_MODEL") or _tiny(python, folder / NAME))
    with running(python, model, WINDOW, folder) as server:
        yield server


@pytest.fixture
def own(vllm: Vllm) -> Vllm:
    """Where it is ours to overload and to kill."""
    if vllm.process is None:
        pytest.skip("not with a server that others use")
    return vllm


@pytest.fixture
def served(vllm: Vllm) -> Served:
    """A model for one role; `url` for another way to it."""

    def make(role: str = "read", url: str | None = None, **more: Any) -> ServerModel:
        return ServerModel(vllm.model["id"], url or vllm.url, None, role, **more)

    return make


@pytest.fixture
def opened(vllm: Vllm, settings: Settings, tmp_path: Path) -> Iterator[Opened]:
    """An assistant whose every role is filled by it; settings may be changed."""
    there: list[Assistant] = []

    def make(**more: object) -> Assistant:
        llm = {"llm_base_url": vllm.url, "llm_model": vllm.model["id"], "llm_timeout_s": 60.0, "state": tmp_path / str(len(there))}
        busy = {"retrieval_timeout_s": 30.0, "reader": "model", "read_timeout_s": 60.0}  # vLLM computes on the same processor
        there.append(open_assistant(settings=settings.model_copy(update=llm | busy | more)))
        return there[-1]

    yield make
    for assistant in there:
        assistant.close()


def _tiny(python: str, folder: Path) -> Path:
    subprocess.run([python, str(Path(__file__).with_name("tiny_model.py")), str(folder)], check=True, capture_output=True)
    return folder
