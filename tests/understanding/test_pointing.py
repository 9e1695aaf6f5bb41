"""What holds of every pointer: an ordinal counts, nothing is meant that wasn't shown, what is left out stays out."""

from collections.abc import Sequence

from daogou.dialogue.references import resolve
from daogou.dialogue.topics import Dialogue
from daogou.schema.condition import Condition
from daogou.schema.need import SortKey
from daogou.schema.product import Product
from daogou.schema.reference import Place, Reference, Shown
from daogou.schema.supplier import Supplier
from hypothesis import example, given, settings
from hypothesis import strategies as st

from .records import NoRecords

IDS = tuple(f"p{number}" for number in range(12))
KINDS = ("ordinal", "all", "focus", "other", "list", "supplier", "brand", "described", "extreme")
SORTS: tuple[SortKey, ...] = ("price", "-price", "sold_90d", "rating", "review_count", "moq", "supplier.rating", "updated_at")


class Records(NoRecords):
    """Products that differ in price, brand and supplier, three of each."""

    def product(self, product_id: str) -> Product | None:
        number = int(product_id[1:])
        return Product.model_validate(
            {"id": product_id, "title": f"thing {number}", "price": number // 2 + 1, "brand": f"b{number % 3}", "supplier_id": f"s{number % 3}"}
        )

    def supplier(self, supplier_id: str) -> Supplier | None:
        return Supplier(id=supplier_id, name=supplier_id)

    def meeting(self, product_ids: Sequence[str], condition: Condition) -> list[str]:
        return [each for each in product_ids if f"b{int(each[1:]) % 3}" == condition.value]


lists = st.lists(st.sampled_from(IDS), min_size=0, max_size=6, unique=True).map(tuple)
shown = st.lists(st.builds(Shown, turn=st.just(1), product_ids=lists, category=st.sampled_from(["甲", "乙"])), min_size=1, max_size=4)
brands = st.builds(Condition, id=st.just("c0"), field=st.just("brand"), op=st.just("="), value=st.sampled_from(["b0", "b1", "b9"]))
places = st.none() | st.builds(Place, back=st.integers(-4, 4)) | st.builds(Place, about=st.sampled_from(["甲", "乙", "丙"]), before=st.booleans())
references = st.builds(
    Reference,
    kind=st.sampled_from(KINDS),
    ordinal=st.none() | st.integers(-8, 8),
    conditions=st.lists(brands, max_size=1).map(tuple),
    words=st.lists(st.sampled_from(["thing", "5", "zzz"]), max_size=1).map(tuple),
    count=st.integers(0, 3),
    sort=st.none() | st.sampled_from(SORTS),
    excluding=st.booleans(),
    place=places,
)
FIFTH = Reference(kind="described", words=("5",), count=0)


@given(shown, st.integers(-8, 8))
def test_an_ordinal_counts_or_is_impossible(lists: list[Shown], ordinal: int) -> None:
    listed = lists[-1].product_ids
    found = resolve([Reference(kind="ordinal", ordinal=ordinal)], Dialogue(shown=lists), Records())
    place = ordinal - 1 if ordinal > 0 else len(listed) + ordinal
    if ordinal and 0 <= place < len(listed):
        assert (found.outcome, found.product_ids) == ("resolved", (listed[place],))
    else:
        assert (found.outcome, found.available) == ("impossible", len(listed))


def test_these_of_an_empty_list_are_nothing() -> None:
    lists = [Shown(turn=1, product_ids=IDS[:2]), Shown(turn=2, product_ids=())]
    for pointer in (Reference(kind="all", count=0), Reference(kind="list", count=0)):
        assert resolve([pointer], Dialogue(shown=lists, focus=IDS[5:6], talked=[IDS[5:6]]), Records()).outcome == "impossible"


@settings(max_examples=400)
@given(st.lists(references, max_size=3), shown, st.data())
def test_nothing_is_meant_that_was_not_shown(pointers: list[Reference], lists: list[Shown], data: st.DataObject) -> None:
    every = [product_id for one in lists for product_id in one.product_ids]
    focus = tuple(data.draw(st.lists(st.sampled_from(every), max_size=3, unique=True))) if every else ()
    found = resolve(pointers, Dialogue(shown=lists, focus=focus, talked=[focus[:2]]), Records())
    assert {*found.product_ids, *found.choices} <= set(every)
    assert len(set(found.product_ids)) == len(found.product_ids)
    assert bool(found.product_ids) == (found.outcome == "resolved") or not any(not each.excluding for each in pointers)


@example(FIFTH, [FIFTH], [Shown(turn=1, product_ids=("p4", "p5")), Shown(turn=2, product_ids=("p0",))])  # of the list before
@settings(max_examples=400)
@given(references, st.lists(references, max_size=2), shown)
def test_what_is_left_out_stays_out(away: Reference, others: list[Reference], lists: list[Shown]) -> None:
    alone = resolve([away.model_copy(update={"excluding": False})], Dialogue(shown=lists), Records())
    found = resolve([*others, away.model_copy(update={"excluding": True})], Dialogue(shown=lists), Records())
    if alone.outcome == "resolved" and away.kind != "other":
        assert not set(found.product_ids) & set(alone.product_ids)
