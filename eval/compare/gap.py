"""A catalogue gap: the gold asks for what no record has, so that no stage could bring it."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from ...catalogue.catalogue import Catalogue
from ...catalogue.conditions import Judge
from ...schema.condition import Condition
from ...understanding.ledger.where import parse_where
from ..scenario import Cards, Expect
from .suite import DAY


def gap(gold: Any, unit: str, catalogue: Catalogue) -> str | None:
    """What no record has, of a unit of a conversation whose gold expects cards; None where there is none, or it can't be told."""
    number = unit.rpartition("/")[2]
    turns = getattr(gold, "turns", ())
    if not number.isdigit() or not 1 <= int(number) <= len(turns):
        return None
    expect: Expect = turns[int(number) - 1].expect
    return _lacking(expect.cards, expect.category, catalogue) if expect.cards is not None else None


def _lacking(cards: Cards, category: Any, catalogue: Catalogue) -> str | None:
    if missing := [each for each in cards.includes if catalogue.row(each) is None]:
        return f"no record of {', '.join(missing)}"
    wanted = [one for each in cards.all for one in parse_where(each)]
    if isinstance(category, str):
        wanted.append(Condition(id="category", field="category", op="=", value=category))
    if cards.min < 1 or not wanted or _meets(wanted, catalogue) >= cards.min:
        return None
    return f"fewer than {cards.min} records meet {', '.join(one.name for one in wanted)}"


def _meets(wanted: Iterable[Condition], catalogue: Catalogue) -> int:
    return int(np.count_nonzero(Judge(catalogue.columns, DAY).mask(wanted)))
