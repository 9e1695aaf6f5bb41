from collections.abc import Sequence
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from daogou.schema.candidate import Candidate
from daogou.schema.condition import Condition
from daogou.schema.need import Need, SortKey
from daogou.schema.product import Certification
from daogou.schema.supplier import Supplier
from daogou.tools.choosing.compare import compare
from daogou.tools.decisions.comparison import Compared
from daogou.tools.decisions.offer import Offer
from daogou.tools.wording.wording import Wording
from hypothesis import given, settings
from hypothesis import strategies as st

from .shops import offer

TODAY = date(2026, 11, 1)
BAGS = [
    offer("a", "89.00", moq=2, rating=4.7, review_count=12, attributes={"tog": 2.5}),
    offer("b", "59.00", moq=10, rating=4.6, review_count=2000, attributes={"tog": 1.0}),
    offer("c", "120.00", moq=1, rating=4.1, review_count=2500, attributes={"tog": 2.5}),
]


def judged(one: Offer, **verdicts: tuple[str, ...]) -> Offer:
    return Offer(one.product, Candidate(product_id=one.id, score=0.0, **verdicts), one.supplier, one.price)  # type: ignore[arg-type]


def compared(offers: Sequence[Offer], need: Need | None = None, language: str = "en") -> Compared:
    return compare(offers, need or Need(), Wording(language), TODAY)


def won(found: Compared) -> dict[str, str | None]:
    return {row.field: None if row.winner is None else found.offers[row.winner].id for row in found.rows}


def taken(found: Compared) -> tuple[str | None, str | None]:
    position = found.verdict.position
    return None if position is None else found.offers[position].id, found.verdict.ground


@st.composite
def sets(draw: st.DrawFn) -> tuple[list[Offer], Need]:
    """Two to four offers of few different values, so that ties, hairs and unknowns are common, and a need that some meet."""
    hard = Condition(id="c1", field="price", op="<=", value=50, text="cheap")
    soft = Condition(id="c2", field="attr.color", op="=", value="blue", hard=False, text="in blue")
    offers = []
    for number in range(draw(st.integers(2, 4))):
        names = draw(st.permutations([hard.name, soft.name]))
        cut = draw(st.integers(0, 2)), draw(st.integers(0, 2))
        made = offer(
            f"p{number}",
            draw(st.sampled_from(["10.00", "10.05", "30.00"])),
            supplier=draw(st.sampled_from([None, Supplier(id="s", name="S", years=3, rating=4.5), Supplier(id="t", name="T", years=9)])),
            moq=draw(st.sampled_from([None, 1, 10, 11])),
            rating=draw(st.sampled_from([None, 4.0, 4.1, 4.9])),
            review_count=draw(st.sampled_from([None, 0, 12, 3000])),
            sold_90d=draw(st.sampled_from([None, 0, 100, 104, 900])),
            attributes=draw(st.dictionaries(st.sampled_from(["color", "size", "tog"]), st.sampled_from(["blue", "red", 2.5]))),
            category=draw(st.sampled_from([("bags",), ("bags",), ("mice",)])),
            certifications=draw(
                st.sampled_from([(), ({"name": "CE"},), ({"name": "CE"}, {"name": "UL"}), ({"name": "CE", "valid_until": "2020-01-01"},)])
            ),
        )
        low, high = sorted(cut)
        offers.append(judged(made, met=tuple(names[:low]), failed=tuple(names[low:high]), unknown=tuple(names[high:])))
    sort: tuple[SortKey, ...] = draw(st.sampled_from([(), ("price",), ("moq", "rating")]))
    return offers, Need(conditions=(hard, soft), sort=sort, quantity=draw(st.sampled_from([None, 10])))


@settings(deadline=None)
@given(sets(), st.sampled_from(["zh", "en"]))
def test_what_is_decided_is_the_same_for_every_order(drawn: tuple[list[Offer], Need], language: str) -> None:
    offers, need = drawn
    first, *others = [decided(compared(order, need, language)) for order in permutations(offers)]
    assert all(other == first for other in others)


@settings(deadline=None)
@given(sets())
def test_nobody_wins_a_row_whose_values_are_not_all_stated(drawn: tuple[list[Offer], Need]) -> None:
    unknown = Wording("en").unknown
    assert all(row.winner is None or unknown not in row.values for row in compared(*drawn).rows)


def test_cheapest_and_lowest_moq_win_their_rows() -> None:
    found = won(compared(BAGS))
    assert (found["price"], found["moq"]) == ("b", "c")


def test_a_rating_from_twelve_reviews_does_not_beat_one_from_two_thousand() -> None:
    assert won(compared(BAGS[:2]))["rating"] is None


def test_a_clear_difference_between_many_ratings_wins() -> None:
    assert won(compared(BAGS[1:]))["rating"] == "b"


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        ({"price": "10.00"}, {"price": "10.09"}, "price"),
        ({"moq": 10}, {"moq": 11}, "moq"),
        ({"sold_90d": 500}, {"sold_90d": 520}, "sold_90d"),
        ({"sold_90d": 3}, {"sold_90d": 6}, "sold_90d"),
    ],
)
def test_a_hair_makes_no_winner(one: dict[str, Any], other: dict[str, Any], field: str) -> None:
    assert won(compared([offer("a", **one), offer("b", **other)]))[field] is None


def test_a_year_more_in_trade_makes_no_winner_and_ten_do() -> None:
    nine, ten, twenty = (Supplier(id=f"s{years}", name=f"S{years}", years=years) for years in (9, 10, 20))
    assert won(compared([offer("a", supplier=nine), offer("b", supplier=ten)]))["supplier.years"] is None
    assert won(compared([offer("a", supplier=nine), offer("b", supplier=twenty)]))["supplier.years"] == "b"


def test_certificates_win_where_they_are_all_of_the_others_and_more() -> None:
    ce, ul, old = Certification(name="CE"), Certification(name="UL"), Certification(name="UL", valid_until=date(2020, 1, 1))
    assert won(compared([offer("a", certifications=(ce, ul)), offer("b", certifications=(ce, old))]))["certification"] == "a"
    assert won(compared([offer("a", certifications=(ce,)), offer("b", certifications=(ul,))]))["certification"] is None
    assert won(compared([offer("a", certifications=(ce,)), offer("b")]))["certification"] is None


def test_what_differs_comes_before_what_is_the_same() -> None:
    same = [len(set(row.values)) == 1 for row in compared(BAGS).rows]
    assert same == sorted(same)


def test_prices_in_different_currencies_have_no_winner() -> None:
    assert won(compared([offer("a", "10.00"), offer("b", "9.00", currency="USD")]))["price"] is None


def test_goods_of_different_kinds_compete_in_nothing() -> None:
    found = compared([offer("a", "5.00", category=("mice",)), offer("b", "90.00", category=("bags",))])
    assert set(won(found).values()) == {None}
    assert taken(found) == (None, None)


CHEAP = Condition(id="c1", field="price", op="<=", value=100, text="under 100")
COTTON = Condition(id="c2", field="attr.material", op="=", value="cotton", hard=False, text="ideally cotton")


def test_who_alone_meets_the_conditions_is_taken_whatever_the_rows_say() -> None:
    dear = judged(BAGS[0], met=(CHEAP.name,)), judged(BAGS[1], unknown=(CHEAP.name,)), judged(BAGS[2], failed=(CHEAP.name,))
    assert taken(compared(dear, Need(conditions=(CHEAP,)))) == ("a", "conditions")


def test_what_is_unknown_stands_before_what_is_broken() -> None:
    offers = judged(BAGS[1], failed=(CHEAP.name,)), judged(BAGS[2], unknown=(CHEAP.name,))
    assert taken(compared(offers, Need(conditions=(CHEAP,)))) == ("c", "conditions")


def test_wishes_decide_between_those_that_meet_the_conditions() -> None:
    offers = (
        judged(BAGS[0], met=(CHEAP.name, COTTON.name)),
        judged(BAGS[1], met=(CHEAP.name,)),
        judged(BAGS[2], met=(COTTON.name,), failed=(CHEAP.name,)),
    )
    assert taken(compared(offers, Need(conditions=(CHEAP, COTTON)))) == ("a", "wishes")


def test_an_offer_whose_moq_is_above_the_quantity_is_not_taken_and_its_price_wins_nothing() -> None:
    found = compared([offer("a", "5.00", moq=500), offer("b", "9.00", moq=10)], Need(quantity=50))
    assert taken(found) == ("b", "conditions")
    assert won(found)["price"] is None


def test_one_product_or_none_is_not_compared() -> None:
    assert [compared(BAGS[:few]).rows for few in (0, 1)] == [(), ()]


def decided(compared: Compared) -> dict[str, Any]:
    """All that a comparison decides, by product id instead of by place."""
    ids = [offer.id for offer in compared.offers]
    verdict = compared.verdict
    return {
        "rows": [(row.field, row.label, dict(zip(ids, row.values, strict=True)), _id(ids, row.winner)) for row in compared.rows],
        "reviews": dict(zip(ids, compared.reviews, strict=False)),
        "standings": dict(zip(ids, compared.standings, strict=True)),
        "taken": (_id(ids, verdict.position), verdict.ground),
        "wishes": compared.wishes,
        "kinds": compared.kinds,
    }


def _id(ids: Sequence[str], place: int | None) -> str | None:
    return None if place is None else ids[place]
