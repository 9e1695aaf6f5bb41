"""The one question: information gain over the pool, unknown values counted, nothing asked that was said."""

from itertools import permutations
from math import isclose, log2

from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.tools.choosing.gain import best_question, gain
from daogou.tools.decisions.offer import Offer
from hypothesis import given
from hypothesis import strategies as st

from .shops import offer

NEED = Need(category="婴儿睡袋")


def pool(**columns: str) -> list[Offer]:
    """An offer a character: "aab-" are two with a, one with b, one that states nothing."""
    size = max(len(column) for column in columns.values())
    rows = [{name: column[row] for name, column in columns.items() if column[row] != "-"} for row in range(size)]
    return [offer(f"p{number}", attributes=row) for number, row in enumerate(rows)]


def test_with_one_value_each_the_gain_is_the_entropy() -> None:
    assert isclose(gain(pool(color="aaaabbbb"), "color", "zh"), 1.0)
    assert isclose(gain(pool(color="aaaaaabb"), "color", "zh"), -(0.75 * log2(0.75) + 0.25 * log2(0.25)))


def test_who_states_nothing_stays_whatever_is_answered() -> None:
    assert isclose(gain(pool(color="aabb----"), "color", "zh"), log2(8 / 6))


def test_an_identifier_is_no_question() -> None:
    assert gain(pool(color="abcdefgh"), "color", "zh") == 0.0


def test_the_attribute_that_narrows_most_is_asked_and_its_commonest_values_are_offered() -> None:
    asked = best_question(pool(color="aaaabbbb", size="xxxxxxxy", style="kkkkllmm"), NEED, "zh")
    assert asked == ("style", ("k", "l", "m"))


def test_what_a_guide_speaks_of_goes_before() -> None:
    asked = best_question(pool(color="aaaabbbb", style="kkkkllmm"), NEED, "zh", guided=["color"])
    assert asked is not None and asked[0] == "color"


def test_what_the_buyer_said_is_not_asked() -> None:
    said = NEED.model_copy(update={"conditions": (Condition(id="c1", field="attr.style", op="=", value="k", hard=False),)})
    asked = best_question(pool(color="aaaabbbb", style="kkkkllmm"), said, "zh")
    assert asked is not None and asked[0] == "color"


def test_nothing_is_asked_where_few_are_left_or_no_answer_helps() -> None:
    assert best_question(pool(color="aabb"), NEED, "zh") is None
    assert best_question(pool(color="aaaaaaaaaaaaaaab"), NEED, "zh") is None
    assert best_question(pool(color="aabb------------"), NEED, "zh") is None


COLUMNS = st.lists(st.text("ab-", min_size=8, max_size=8), min_size=1, max_size=3)


@given(COLUMNS, st.randoms(use_true_random=False))
def test_the_same_question_for_every_order_of_the_pool(columns: list[str], shuffle: st.DataObject) -> None:
    offers = pool(**{f"c{number}": column for number, column in enumerate(columns)})
    first = best_question(offers, NEED, "zh")
    shuffle.shuffle(offers)  # type: ignore[attr-defined]
    assert best_question(offers, NEED, "zh") == first


@given(COLUMNS)
def test_no_answer_tells_more_than_there_is_to_know(columns: list[str]) -> None:
    offers = pool(**{f"c{number}": column for number, column in enumerate(columns)})
    for number in range(len(columns)):
        assert 0.0 <= gain(offers, f"c{number}", "zh") <= log2(len(offers)) + 1e-9


def test_few_products_in_every_order() -> None:
    for order in permutations(pool(color="aaabbb")):
        assert best_question(order, NEED, "zh") == ("color", ("a", "b"))
