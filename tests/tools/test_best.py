"""Which of several offers is recommended, and why."""

import pytest
from daogou.schema.candidate import Candidate
from daogou.schema.condition import Condition
from daogou.schema.evidence import Evidence
from daogou.schema.guide import Criterion
from daogou.schema.need import Need
from daogou.tools.choosing.best import recommended
from daogou.tools.choosing.telling import tells
from daogou.tools.decisions.choice import AppliedCriterion, Choice
from daogou.tools.decisions.offer import Offer

from .shops import offer

GUIDE = Evidence(kind="guide", ref="mice", title="Mice", text="")
LIGHT = Criterion(attribute="weight_g", statement="For small hands choose 80 g or less.", when={"hand": "small"}, op="<=", value=80)
MICE = (
    offer("a", "30.00", rating=4.8, review_count=90, attributes={"weight_g": 105}),
    offer("b", "36.00", rating=4.3, review_count=15, attributes={"weight_g": 58}),
)
WEIGHED = AppliedCriterion("weight_g", ((LIGHT, GUIDE),), ((105, (0,)), (58, (1,))), (), met=((1,),))


def best_of(offers: tuple[Offer, ...], need: Need, *criteria: AppliedCriterion, noted: tuple[str, ...] = ()) -> str:
    found = recommended(Choice(offers, criteria, (), (), None), need, noted=noted)
    assert found is not None
    return offers[found.place].id


def test_what_a_guide_asks_for_in_the_words_of_the_buyer_comes_before_ratings() -> None:
    assert best_of(MICE, Need(), WEIGHED) == "a"
    assert best_of(MICE, Need(words=("small hands",)), WEIGHED) == "b"


def test_a_broken_condition_outweighs_all_else() -> None:
    price = Condition(id="c1", field="price", op="<=", value=32)
    judged = (
        Offer(MICE[0].product, Candidate(product_id="a", score=0.0, met=(price.name,)), None, MICE[0].price),
        Offer(MICE[1].product, Candidate(product_id="b", score=0.0, failed=(price.name,)), None, MICE[1].price),
    )
    need = Need(words=("small hands",), conditions=(price,))
    assert best_of(judged, need, WEIGHED) == "a"


def test_what_is_not_wanted_is_not_recommended() -> None:
    pans = (offer("a", title="Pan", description="With a hard coating."), offer("b", "20.00", title="Pan", description="Bare iron."))
    assert best_of(pans, Need(), noted=("no coating",)) == "b"


def test_one_alone_is_no_choice() -> None:
    assert recommended(Choice(MICE[:1], (), (), (), None), Need()) is None


def test_units_of_sale_numbers_of_articles_and_the_kind_itself_tell_nothing() -> None:
    product = offer("a", title="HP L2445w widescreen monitor", category=("screens",)).product
    for value in ("件", "pcs", "0883585877447", ("0883585877447", "8835858774238"), "screens", "L2445w widescreen monitor", 883585877447.0):
        assert not tells(product, value)
    assert all(tells(product, value) for value in ("cotton", True, 58, "1920 x 1200"))


WARM = (
    offer("warmest", "70.00", rating=4.9, review_count=90, attributes={"tog": 3.5}),
    offer("warm", "70.00", rating=4.2, review_count=90, attributes={"tog": 2.5}),
)
AUTUMN = Criterion(attribute="tog", statement="In autumn start from 2.5 TOG.", when={"season": ["autumn"]}, op=">=", value=2.5)
COLD = Criterion(attribute="tog", statement="Keep 3.5 TOG for rooms below 16 degrees.", when={"room_temp_c": [-5, 16]}, op=">=", value=3.5)
TOG = AppliedCriterion("tog", ((COLD, GUIDE), (AUTUMN, GUIDE)), ((3.5, (0,)), (2.5, (1,))), (), met=((0,), (0, 1)))


def test_what_a_guide_keeps_for_another_case_is_not_recommended_nor_given_as_a_reason() -> None:
    need = Need(conditions=(Condition(id="c1", field="attr.season", op="=", value="autumn"),))
    found = recommended(Choice(WARM, (TOG,), (), (), None), need)
    assert found is not None and WARM[found.place].id == "warm"
    assert [criterion for one in found.criteria for criterion, _ in one.criteria] == [AUTUMN]


def test_what_a_guide_keeps_for_the_buyers_own_case_is() -> None:
    assert best_of(WARM, Need(case={"room_temp_c": 12}), TOG) == "warmest"


LARGE = (
    offer("a", "30.00", rating=4.8, review_count=90, attributes={"keys": 104}),
    offer("b", "30.00", rating=4.1, review_count=90, attributes={"keys": 75}),
)


@pytest.mark.parametrize(
    ("statement", "said"),
    [("Choose 87 keys or fewer to save desk space.", "desk space"), ("书桌小的选 87 键及以下。", "书桌小")],
)
def test_what_a_guide_says_for_some_is_a_reason_to_those_alone(statement: str, said: str) -> None:
    few = Criterion(attribute="keys", statement=statement, op="<=", value=87)
    keys = AppliedCriterion("keys", ((few, GUIDE),), ((104, (0,)), (75, (1,))), (), met=((1,),))
    assert best_of(LARGE, Need(), keys) == "a"
    found = recommended(Choice(LARGE, (keys,), (), (), None), Need(words=(said,)))
    assert found is not None and LARGE[found.place].id == "b" and found.criteria


@pytest.mark.parametrize(
    "statement",
    [
        "Choose 87 keys or fewer for daily use.",
        "日常选 87 键及以下。",
        "键盘一定要选 87 键及以下。",
        "Prefer 87 keys, next to the mouse.",
    ],
)
def test_what_it_says_for_most_is_one_to_everybody(statement: str) -> None:
    few = Criterion(attribute="keys", label="键数", statement=statement, op="<=", value=87)
    keys = AppliedCriterion("keys", ((few, GUIDE),), ((75, (0,)), (104, (1,))), (), met=((0,),))
    found = recommended(Choice((offer("b", attributes={"keys": 75}), offer("a", attributes={"keys": 104})), (keys,), (), (), None), Need())
    assert found is not None and found.criteria == (keys,)


def test_of_those_that_are_all_dearer_than_may_be_the_cheapest_comes_first() -> None:
    price = Condition(id="c1", field="price", op="<=", value=20)
    dear = tuple(Offer(one.product, Candidate(product_id=one.id, score=0.0, failed=(price.name,)), None, one.price) for one in MICE)
    assert best_of(dear, Need(words=("small hands",), conditions=(price,)), WEIGHED) == "a"


def test_a_wish_that_the_best_does_not_meet_is_known() -> None:
    wished = Condition(id="c1", field="attr.hot_swap", op="=", value=True, hard=False)
    both = tuple(Offer(one.product, Candidate(product_id=one.id, score=0.0, failed=(wished.name,)), None, one.price) for one in MICE)
    found = recommended(Choice(both, (), (), (), None), Need(conditions=(wished,)))
    assert found is not None and found.failed == (wished.name,)


def test_what_is_against_the_buyers_own_case_is_no_second_choice() -> None:
    found = recommended(Choice(WARM, (TOG,), (), (), None), Need(case={"room_temp_c": 12}))
    assert found is not None and found.unfit == {found.second}


def test_where_nothing_is_known_the_lower_price_decides() -> None:
    bare = (offer("a", "30.00"), offer("b", "24.00"))
    assert best_of(bare, Need()) == "b"
