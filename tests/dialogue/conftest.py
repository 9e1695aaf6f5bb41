"""Commands executed over the six products, without a graph: the intent node's work on a plain state."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from daogou.catalogue.store import Store
from daogou.nodes.intent import intent
from daogou.nodes.state import State
from daogou.schema.command import COMMANDS
from daogou.schema.context import Context
from daogou.schema.reference import Shown
from daogou.schema.settings import Settings
from daogou.tools.shop import Shopfront

BAGS = ("bag-cotton", "bag-wool", "bag-bamboo", "bag-fleece")
Execute = Callable[..., State]


@pytest.fixture(scope="session")
def execute(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Execute:
    """`execute(state, commands)` is the state after them, with the four sleeping bags shown once goods are looked for."""
    node = intent(Shopfront(Store(six_store), Settings(state=tmp_path_factory.mktemp("state"))).current)

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
