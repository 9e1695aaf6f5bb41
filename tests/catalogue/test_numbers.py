"""The numbers behind conditions agree with the judge: within the bound where he says met, none where he says unknown."""

from datetime import date

import numpy as np
import pytest
from daogou.catalogue.conditions import Judge
from daogou.catalogue.numbers import excess, far, numbers
from daogou.catalogue.verdicts import MET, UNKNOWN
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition

BOUNDS = [
    ("price", 60, "CNY"), ("price", 60, "USD"), ("price", 60, None), ("moq", 5, None), ("rating", 4.5, None), ("sold_90d", 500, None),
    ("stock", 100, None), ("review_count", 30, None), ("attr.tog", 2.5, "TOG"), ("attr.tog", 2.5, None), ("attr.nothing", 3, None),
    ("supplier.rating", 4.5, None), ("supplier.years", 5, None), ("supplier.repurchase_rate", 0.3, None),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "unit"), BOUNDS)
@pytest.mark.parametrize("op", ["<=", ">="])
@pytest.mark.parametrize("quantity", [None, 100])
def test_numbers_and_verdicts_agree(assistant: Assistant, field: str, value: float, unit: str | None, op: str, quantity: int | None) -> None:
    columns = assistant.shopfront.current().catalogue.columns
    bound = Condition(id="c", field=field, op=op, value=value, unit=unit)  # type: ignore[arg-type]
    verdicts = Judge(columns, date.today(), quantity).verdicts(bound)
    found = numbers(columns, bound, quantity)
    assert (np.isnan(found) == (verdicts == UNKNOWN)).all()
    assert ((excess(found, bound) == 0) == (verdicts == MET)).all()


def test_of_numbers_that_will_do_the_nearest_tells_how_far_it_is(assistant: Assistant) -> None:
    columns = assistant.shopfront.current().catalogue.columns
    stated = numbers(columns, Condition(id="c", field="attr.tog", op="=", value=1, unit="TOG"))
    found = far(columns, Condition(id="c", field="attr.tog", op="in", value=("2.5", "3"), unit="TOG"))
    known = ~np.isnan(stated)
    assert known.any() and np.allclose(found[known], np.minimum(abs(stated - 2.5) / 2.5, abs(stated - 3) / 3)[known])
    assert not far(columns, Condition(id="c", field="attr.tog", op="=", value="②", unit="TOG")).any()  # a digit, and no number


def test_a_measure_is_told_in_the_unit_of_the_condition(assistant: Assistant) -> None:
    columns = assistant.shopfront.current().catalogue.columns
    prices = numbers(columns, Condition(id="c", field="price", op="<=", value=1, unit="CNY"))
    assert sorted(prices[columns.alive])[0] == 32.0
