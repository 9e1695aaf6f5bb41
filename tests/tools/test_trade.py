"""Whether goods are bought to be sold on: by the buyer, by the setting, by the data."""

from types import SimpleNamespace
from typing import Any, Literal

import numpy as np
import pytest
from daogou.schema.fact import Fact
from daogou.schema.need import Need
from daogou.schema.settings import Settings
from daogou.tools.buyers.trade import is_trade

LOTS, SINGLE = np.array([1, 2, 50]), np.array([1, 1, -1])
SHOP, CONSUMER = Fact(kind="trade", value="boutique"), Fact(kind="trade", value="consumer")


def columns(least: Any) -> Any:
    return SimpleNamespace(alive=np.ones(len(least), bool), arrays=SimpleNamespace(moq=least))


@pytest.mark.parametrize(
    ("least", "setting", "quantity", "facts", "trade"),
    [
        (LOTS, None, None, (), False),
        (LOTS, None, 40, (), True),
        (SINGLE, "wholesale", None, (), True),
        (LOTS, None, None, (CONSUMER,), False),
    ],
)
def test_trade(least: Any, setting: Literal["retail", "wholesale"] | None, quantity: int | None, facts: tuple[Fact, ...], trade: bool) -> None:
    settings = Settings(trade=setting)
    assert is_trade(Need(quantity=quantity, facts=facts), columns(least), settings) is trade
