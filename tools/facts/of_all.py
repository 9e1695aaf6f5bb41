"""What is asked of all that was found, beside prices and ratings.

A new question is a function and a row here, its names in dialogue/fields.yaml, and its sentence in tools/wording/words, en and zh.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ...schema.asked import COUNT, SPREAD
from ...schema.condition import Condition
from ...schema.need import Need
from ..shop import Shop

Told = Mapping[str, object]
"""What the sentence says, by its names; `who` it is of stands there too."""


def of_the_whole(asked: Sequence[str]) -> tuple[str, ...]:
    """What is asked of all that was found, () where anything else is asked, too: how many beside a field is how many have it."""
    counted = {name: f"{SPREAD}{name}" for name in asked if COUNT in asked and f"{SPREAD}{name}" in _QUESTIONS}
    names = tuple(counted.get(name, name) for name in asked if name != COUNT or not counted)
    return names if all(name.startswith(SPREAD) for name in names) else ()


def of_all(asked: str, need: Need, shop: Shop, today: date) -> Told | None:
    """None for what is no such question."""
    return _QUESTIONS[asked](need, shop, today) if asked in _QUESTIONS else None


def _in_stock(need: Need, shop: Shop, today: date) -> Told:
    there, gone = (shop.retriever.count(_with(need, bound), today=today) for bound in (_AVAILABLE, _SOLD_OUT))
    return {"there": there, "gone": gone, "silent": shop.retriever.count(need, today=today) - there - gone}


def _with(need: Need, condition: Condition) -> Need:
    return need.model_copy(update={"conditions": (*need.conditions, condition)})


_AVAILABLE, _SOLD_OUT = Condition(id="there", field="stock", op=">=", value=1), Condition(id="gone", field="stock", op="<=", value=0)
_QUESTIONS: dict[str, Callable[[Need, Shop, date], Told]] = {"spread.stock": _in_stock}
"""By the field that is asked for, which its sentence is called by as well; "how many" and `stock` are `spread.stock`."""
