"""Certificates that a sentence says a brand's goods hold, counted over their records."""

from collections.abc import Iterator, Sequence
from datetime import date

from ...catalogue.conditions import Judge
from ...catalogue.verdicts import MET
from ...schema.condition import Condition
from ...schema.product import Product
from ..decisions.brands import Holding

_DENIED = ("!=", "not_in", "not_contains")


def any_held(own: Sequence[Product], today: date) -> Holding:
    return Holding("", sum(any(one.valid_on(today) for one in each.certifications) for each in own))


def otherwise(stated: Sequence[Condition], rows: Sequence[int], judge: Judge) -> Iterator[Holding]:
    """How many of the products have each certificate in force, where not all of them are as it is said."""
    for condition in stated:
        verdicts = judge.verdicts(condition.model_copy(update={"op": "contains"}) if condition.op in _DENIED else condition)
        count = sum(int(verdicts[row]) == MET for row in rows)
        if count != (0 if condition.op in _DENIED else len(rows)):
            yield Holding(name_of(condition), count)


def name_of(condition: Condition) -> str:
    """The certificate as it is called first."""
    return str(condition.value[0] if isinstance(condition.value, tuple) else condition.value)
