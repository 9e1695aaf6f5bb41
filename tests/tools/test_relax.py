from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.tools.relax import relaxations, without

PRICE = Condition(id="c1", field="price", op="<=", value=10)
MOQ = Condition(id="c2", field="moq", op="<=", value=1)
NEED = Need(query="x", conditions=(PRICE, MOQ))


def test_the_single_condition_in_the_way_is_named_with_what_it_brings() -> None:
    brings = {frozenset({"c1"}): 7, frozenset({"c2"}): 0}
    found = relaxations(NEED, lambda need: brings[frozenset(c.id for c in need.conditions if not c.active)])
    assert found == (((PRICE,), 7),)


def test_pairs_only_where_no_single_one_helps() -> None:
    found = relaxations(NEED, lambda need: 3 if not need.active else 0)
    assert found == (((PRICE, MOQ), 3),)


def test_nothing_helps() -> None:
    assert relaxations(NEED, lambda need: 0) == ()


def test_relaxing_keeps_the_condition_for_the_record() -> None:
    assert [(c.id, c.status) for c in without(NEED, frozenset({"c2"})).conditions] == [("c1", "current"), ("c2", "relaxed")]
