"""What every test may ask for: the six-product store, an assistant over it, settings that see nothing of this machine, a real Valkey."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from daogou.schema.settings import Settings

from .long import put_off
from .waiting import be_patient

if TYPE_CHECKING:
    from daogou.graphs.opening import Assistant

hypothesis.settings.register_profile("daogou", deadline=None)  # no test is timed: the machine may be busy
hypothesis.settings.load_profile("daogou")

_LONGEST = (
    "page/test_page.py", "page/test_product.py", "page/test_embed.py", "memory/test_outages.py", "memory/test_emptied.py",
    "memory/test_letters_killed.py", "graphs/test_cached_turns.py", "page/test_trouble.py", "page/test_chips.py",
    "eval/compare/test_run.py", "eval/test_attacks.py", "graphs/test_inquiries.py", "graphs/test_worded_follow_ups.py",
    "page/test_sharing.py", "page/test_safety.py", "serving/test_operating.py", "eval/modelled/test_models.py",
    "serving/test_any_request.py", "serving/test_supervisor.py", "graphs/test_turns.py",
)  # fmt: skip
"""The longest files, the longest first: none is left for the end, when nobody else has work."""

SIX = Path(__file__).parent / "catalogues" / "six"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    put_off(items, here)
    order = {here / name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: no collection of garbage needs to look through it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A developer's `.env` and variables must not decide a test, nor a test write into a developer's folders; nor must how busy the machine is."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("DAOGOU_")]:
            patch.delenv(name)
        patch.setitem(Settings.model_config, "env_file", None)
        patch.setenv("DAOGOU_STATE", str(tmp_path_factory.mktemp("state")))
        be_patient(patch)
        yield


def shared(factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of a run, for stores that each of them only reads."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def six_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of `tests/catalogues/six`; read only, shared by all tests of a run."""
    from daogou.ingest.ingest import ingest

    store = tmp_path_factory.mktemp("six") / "store"
    ingest([SIX], store)
    return store


@pytest.fixture(scope="session")
def _settings(six_store: Path) -> Settings:
    return Settings(store=six_store)


@pytest.fixture
def settings(_settings: Settings, tmp_path: Path) -> Settings:
    return _settings.model_copy(update={"state": tmp_path / "state"})


@pytest.fixture
def assistant(settings: Settings) -> Iterator["Assistant"]:
    """An assistant over the six products, with a state folder of its own."""
    from daogou.graphs.opening import open as open_assistant

    opened = open_assistant(settings=settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def valkey_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server process, empty at the start of the run; each test uses threads of its own."""
    from .memory.servers import server

    with server(tmp_path_factory.mktemp("valkey")) as running:
        yield running.url
