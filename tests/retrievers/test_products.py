"""Products by need: what comes first, what never comes, and what is said where nothing is there."""

import pytest
from daogou.retrievers.products import ProductRetriever
from daogou.schema.candidate import Retrieval
from daogou.schema.condition import Condition
from daogou.schema.need import Need

from .conftest import SHOP, TODAY


def ids(retrieval: Retrieval) -> list[str]:
    return [candidate.product_id for candidate in retrieval.candidates]


def at_most(price: float, **more: object) -> Condition:
    return Condition(id="c1", field="price", op="<=", value=price, unit="CNY", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("laptop", "laptop"),
        ("笔记本电脑", "laptop"),
        ("记事本", "pad-of-paper"),
        ("phone cover", "case"),
        ("移动电源", "bank"),
        ("gaming mouse", "mouse-c"),
        ("2.5 tog sleeping bag for a baby", "bag-warm"),
        ("成人睡袋", "bag-adult"),
    ],
)
def test_what_was_asked_for_comes_first(retriever: ProductRetriever, query: str, first: str) -> None:
    assert ids(retriever.retrieve(Need(query=query), today=TODAY))[0] == first


@pytest.mark.parametrize("query", ["钢琴", "guitar", "television", "WD5000AAKS", "轮胎"])
def test_nothing_near_is_said(retriever: ProductRetriever, query: str) -> None:
    assert retriever.retrieve(Need(query=query), today=TODAY).nothing_near


@pytest.mark.parametrize("query", ["mouse", "鼠标", "迅影", "20000mah"])
def test_nothing_near_is_not_said_of_what_is_there(retriever: ProductRetriever, query: str) -> None:
    assert not retriever.retrieve(Need(query=query), today=TODAY).nothing_near


def test_a_hard_condition_is_never_broken(retriever: ProductRetriever) -> None:
    found = retriever.retrieve(Need(query="无线鼠标", conditions=(at_most(50),)), today=TODAY)
    assert ids(found) == ["mouse-a"]
    assert found.candidates[0].met == ("price<=50",)
    assert found.allowed == sum(item["price"] <= 50 for item in SHOP)
    assert not found.near_misses


def test_near_misses_are_what_was_asked_for(retriever: ProductRetriever) -> None:
    """Cheaper things there are, but no mice: the mice are shown, with what they break."""
    found = retriever.retrieve(Need(query="无线鼠标", category="鼠标", conditions=(at_most(10),)), today=TODAY)
    assert not found.candidates
    assert {"mouse-a", "mouse-b"} <= {miss.product_id for miss in found.near_misses} <= {"mouse-a", "mouse-b", "mouse-c"}
    assert all(miss.failed == ("price<=10",) for miss in found.near_misses)


def test_an_unknown_comes_after_what_fails_nothing_and_before_what_fails(retriever: ProductRetriever) -> None:
    brand = Condition(id="c2", field="brand", op="=", value="罗技")
    found = retriever.retrieve(Need(query="鼠标", category="鼠标", conditions=(brand,)), today=TODAY)
    order = [(miss.product_id, miss.failed, miss.unknown) for miss in found.near_misses]
    assert order[-1][0] == "mouse-c"
    assert order[0][1:] == ((), (brand.name,))


def test_a_wish_ranks_and_never_excludes(retriever: ProductRetriever) -> None:
    plain = ids(retriever.retrieve(Need(query="无线鼠标"), today=TODAY))
    wished = retriever.retrieve(Need(query="无线鼠标", conditions=(at_most(50, hard=False),)), today=TODAY)
    assert ids(wished)[0] == "mouse-a"
    assert set(ids(wished)) == set(plain)
    assert wished.candidates[0].parts["wishes"] > 0


def test_what_is_around_a_number_is_within_both_ends_and_the_nearer_is_before_the_further(retriever: ProductRetriever) -> None:
    """Each end counted by itself: what is far too cheap met one of them, and so half of the wish."""
    low, high = at_most(90, hard=False, text="约").model_copy(update={"op": ">="}), at_most(110, hard=False, text="约")
    found = retriever.retrieve(Need(query="无线鼠标", conditions=(low, high)), today=TODAY).candidates
    liked = {one.product_id: one.parts["wishes"] for one in found}
    assert liked["mouse-a"] < liked["mouse-b"] < 0


@pytest.mark.parametrize(("sort", "first"), [("price", "mouse-a"), ("-price", "mouse-b"), ("sold_90d", "mouse-b")])
def test_a_wished_order_is_over_what_was_meant(retriever: ProductRetriever, sort: str, first: str) -> None:
    """The cheapest wireless mouse is no mouse pad."""
    assert ids(retriever.retrieve(Need(query="无线鼠标", sort=(sort,)), today=TODAY))[0] == first


def test_the_score_is_the_sum_of_its_parts(retriever: ProductRetriever) -> None:
    for candidate in retriever.retrieve(Need(query="无线鼠标", category="鼠标"), today=TODAY).candidates:
        assert {"words", "dense", "category", "popularity"} <= candidate.parts.keys()
        assert candidate.score == pytest.approx(sum(candidate.parts.values()), abs=1e-3)


def test_a_need_without_words_brings_what_sells(retriever: ProductRetriever) -> None:
    found = retriever.retrieve(Need(conditions=(at_most(60),)), today=TODAY)
    assert ids(found)[0] == "mouse-b"
    assert not found.nothing_near


def test_search_gives_everything_that_meets_its_conditions(retriever: ProductRetriever) -> None:
    assert len(retriever.search("鼠标", 200, today=TODAY).candidates) == len(SHOP)
    assert set(ids(retriever.search("鼠标", 200, [at_most(10)], TODAY))) == {"pad", "pad-of-paper"}


@pytest.mark.parametrize(
    ("need", "count"),
    [
        (Need(query="婴儿睡袋"), 2),
        (Need(query="睡袋", category="婴儿睡袋"), 2),
        (Need(query="laptop bag"), 1),
        (Need(query="无线鼠标", conditions=(at_most(50),)), 1),
        (Need(query="钢琴"), 0),
        (Need(conditions=(at_most(10),)), 2),
    ],
)
def test_count_is_of_what_was_asked_for(retriever: ProductRetriever, need: Need, count: int) -> None:
    assert retriever.count(need, today=TODAY) == count


@pytest.mark.parametrize("query", ["", "的", "a" * 20_000, "鼠标 " * 500])
def test_any_query_is_taken(retriever: ProductRetriever, query: str) -> None:
    assert isinstance(retriever.retrieve(Need(query=query), today=TODAY), Retrieval)
