"""Relaxations: the smallest, with what each brings."""

from datetime import date

from daogou.catalogue.conditions import Judge
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.tools.searching.relax import relaxations, relaxed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PRICE = Condition(id="c1", field="price", op="<=", value=10)
MOQ = Condition(id="c2", field="moq", op="<=", value=1)
NEED = Need(query="x", conditions=(PRICE, MOQ))


def unstated(need: Need, bound: Condition) -> None:
    return None


def test_the_single_condition_in_the_way_is_named_with_what_it_brings() -> None:
    brings = {frozenset({"c1"}): 7, frozenset({"c2"}): 0}
    (way,) = relaxations(NEED, lambda need: brings.get(frozenset(c.id for c in need.conditions if not c.active), 0), unstated)
    assert (way.given_up, way.instead, way.count) == ((PRICE,), (), 7)


def test_pairs_only_where_no_single_one_helps() -> None:
    (way,) = relaxations(NEED, lambda need: 3 if not need.active else 0, unstated)
    assert (way.given_up, way.count) == ((PRICE, MOQ), 3)


def test_nothing_helps() -> None:
    assert relaxations(NEED, lambda need: 0, unstated) == ()


def test_a_bound_is_loosened_to_the_nearest_number_that_brings_something_before_it_is_dropped() -> None:
    def count(need: Need) -> int:
        limits = [c.value for c in need.hard if c.field == "price"]
        return 40 if not limits else sum(price <= float(str(limits[0])) for price in (18, 26, 90))

    looser, dropped = relaxations(Need(query="x", conditions=(PRICE,)), count, lambda need, bound: 17.5)
    assert [(c.id, c.field, c.op, c.value) for c in looser.instead] == [("c1", "price", "<=", 18)] and looser.count == 1
    assert dropped.given_up == (PRICE,) and dropped.count == 40


def test_what_was_excluded_by_name_is_never_offered_again() -> None:
    excluded = Condition(id="c3", field="product", op="not_in", value=("p1",))
    assert relaxations(Need(query="x", conditions=(excluded,)), lambda need: 9, unstated) == ()


def test_another_factory_is_never_given_up_for_the_same_one() -> None:
    need = Need(conditions=(Condition(id="c1", field="supplier", op="!=", value="S1"),))
    assert relaxations(need, lambda need: 0 if need.hard else 5, lambda need, bound: None) == ()


def test_relaxing_keeps_the_condition_for_the_record() -> None:
    assert [(c.id, c.status) for c in relaxed(NEED, ["c2"]).conditions] == [("c1", "current"), ("c2", "relaxed")]


CONDITIONS = st.one_of(
    st.builds(lambda value: ("price", "<=", value), st.integers(1, 60)),
    st.builds(lambda value: ("price", ">=", value), st.integers(1, 60)),
    st.builds(lambda value: ("moq", "<=", value), st.integers(1, 20)),
    st.builds(lambda value: ("rating", ">=", value), st.sampled_from([4, 4.5, 4.9, 5])),
    st.builds(lambda value: ("certification", "contains", value), st.sampled_from(["GB 31701", "CE", "FSC"])),
    st.builds(lambda value: ("supplier.kind", "=", value), st.sampled_from(["factory", "trader"])),
    st.just(("attr.tog", ">=", 3.5)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CONDITIONS, min_size=1, max_size=4, unique_by=lambda each: each[:2]), st.sampled_from([None, "婴儿睡袋", "无线鼠标"]))
def test_each_count_is_the_number_of_products_that_the_judge_lets_through(
    assistant: Assistant, wanted: list[tuple[str, str, float]], category: str | None
) -> None:
    shop, today = assistant.shopfront.current(), date.today()
    conditions = tuple(Condition(id=f"c{place}", field=field, op=op, value=value) for place, (field, op, value) in enumerate(wanted))  # type: ignore[arg-type]
    need = Need(category=category, conditions=conditions)
    columns = shop.catalogue.columns

    def let_through(need: Need) -> int:
        own = [Condition(id="own", field="category", op="=", value=category)] if category else []
        return int(Judge(columns, today).mask([*need.hard, *own]).sum())

    found = relaxations(
        need, lambda other: shop.retriever.count(other, today=today), lambda other, bound: shop.retriever.nearest(other, bound, today=today)
    )
    for way in found:
        assert way.count == let_through(relaxed(need, [c.id for c in way.given_up], way.instead)) > 0
        for bound in way.instead:
            assert let_through(relaxed(need, [c.id for c in way.given_up], [c for c in way.instead if c is not bound])) >= way.count
