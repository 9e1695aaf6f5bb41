"""What is asked of all that was found, beside prices and ratings.

A new question is a function and a row here, its names in dialogue/fields.yaml, and its sentence in tools/wording/words, en and zh.
"""

from collections.abc import Callable, Mapping
from datetime import date

from ...schema.condition import Condition
from ...schema.need import Need
from ..shop import Shop

Told = Mapping[str, object]
"""What the sentence says, by its names; `who` it is of stands there too."""


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
"""By the field that is asked for, which its sentence is called by as well."""
