"""Commands executed over the six products, without a graph: the intent node's work on a plain state."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from daogou.catalogue.store import Store
from daogou.ingest.demo import demo_store
from daogou.nodes.intent import intent
from daogou.nodes.state import State
from daogou.schema.command import COMMANDS
from daogou.schema.context import Context
from daogou.schema.reference import Shown
from daogou.schema.settings import Settings
from daogou.tools.shop import Shopfront

from ..conftest import shared

BAGS = ("bag-cotton", "bag-wool", "bag-bamboo", "bag-fleece")
Execute = Callable[..., State]


@pytest.fixture(scope="session")
def execute(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Execute:
    """`execute(state, commands)` is the state after them, with the four sleeping bags shown once goods are looked for."""
    return _executing(six_store, tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="session")
def demo_execute(tmp_path_factory: pytest.TempPathFactory) -> Execute:
    """The same over the demo's goods."""
    return _executing(demo_store(Settings(), home=shared(tmp_path_factory)), tmp_path_factory.mktemp("state"))


def _executing(store: Path, folder: Path) -> Execute:
    node = intent(Shopfront(Store(store), Settings(state=folder)).current)

    def run(state: State, commands: Sequence[Any]) -> State:
        given = COMMANDS.validate_python(list(commands))
        asked: Any = {**state, "text": "", "commands": given}
        update = node(asked, Context(), lambda event: None)
        after: Any = {**state, **update}
        need = after["need"]
        if not state.get("shown") and need.category:
            after["shown"] = [Shown(turn=after["turn"], product_ids=BAGS, category=need.category, query=need.query)]
        return cast(State, after)

    return run
