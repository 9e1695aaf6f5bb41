"""Pointers resolved against what was shown."""

from collections.abc import Sequence
from typing import Any

import pytest
from daogou.dialogue.references import resolve
from daogou.dialogue.topics import Dialogue
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.schema.product import Product
from daogou.schema.purchase import Item, Purchase
from daogou.schema.reference import Place, Reference, Shown
from daogou.understanding.references.resolution import Resolution

from .records import NoRecords

PRODUCTS = {
    key: Product.model_validate({"id": key, "title": key, "price": 1, "supplier_id": supplier, "brand": brand})
    for key, supplier, brand in [("a", "s1", "甲"), ("b", "s2", "乙"), ("c", "s2", None), ("d", None, "甲"), ("e", "s1", "甲")]
}
SHOWN = [Shown(turn=1, product_ids=("e", "d")), Shown(turn=2, product_ids=("a", "b", "c"))]


class Catalogue(NoRecords):
    """Prices and brands are all that it can judge by."""

    def product(self, product_id: str) -> Product | None:
        return PRODUCTS.get(product_id)

    def meeting(self, product_ids: Sequence[str], condition: Condition) -> list[str]:
        return [each for each in product_ids if condition.field == "brand" and PRODUCTS[each].brand == condition.value]


def resolved(*pointers: Reference, focus: tuple[str, ...] = ()) -> Resolution:
    return resolve(pointers, Dialogue(shown=SHOWN, focus=focus), Catalogue())


def nth(ordinal: int, **more: Any) -> Reference:
    return Reference(kind="ordinal", ordinal=ordinal, **more)


ALL = Reference(kind="all", count=0)
BOTH = Reference(kind="all", count=2)
IT = Reference(kind="focus", count=0)
THIS = Reference(kind="focus")
FACTORY = Reference(kind="supplier")


@pytest.mark.parametrize(
    ("pointers", "ids"),
    [
        ([nth(2)], "b"),
        ([nth(-1)], "c"),
        ([nth(1), nth(3)], "ac"),
        ([nth(3), nth(1)], "ca"),
        ([nth(2), nth(2)], "b"),
        ([ALL], "abc"),
        ([nth(1, place=Place(back=1))], "e"),
        ([nth(1, excluding=True)], "bc"),
    ],
)
def test_by_place(pointers: list[Reference], ids: str) -> None:
    found = resolved(*pointers)
    assert (found.outcome, "".join(found.product_ids)) == ("resolved", ids)


@pytest.mark.parametrize(
    ("pointer", "focus", "ids"), [(THIS, ("b",), "b"), (IT, ("a",), "a"), (IT, ("a", "c"), "ac"), (BOTH, ("b", "c"), "bc"), (ALL, ("a", "c"), "ac")]
)
def test_by_focus(pointer: Reference, focus: tuple[str, ...], ids: str) -> None:
    assert "".join(resolved(pointer, focus=focus).product_ids) == ids


@pytest.mark.parametrize("ordinal", [9, -4, 0])
def test_impossible(ordinal: int) -> None:
    found = resolved(nth(ordinal))
    assert (found.outcome, found.available) == ("impossible", 3)


@pytest.mark.parametrize("beside", [(), (nth(1),)])
def test_what_the_last_list_has_not_is_of_the_one_before(beside: tuple[Reference, ...]) -> None:
    brand = Condition(id="c0", field="brand", op="=", value="甲")
    lists = [Shown(turn=1, product_ids=("d",)), Shown(turn=2, product_ids=("b", "c"))]
    found = resolve([Reference(kind="described", count=0, conditions=(brand,), text="甲"), *beside], Dialogue(shown=lists), Catalogue())
    assert found.product_ids == ("d", *("b" for _ in beside)) and not found.lost


def test_nothing_was_shown() -> None:
    found = resolve([nth(2, text="第二款")], Dialogue(), Catalogue())
    assert (found.outcome, found.available, found.text) == ("impossible", 0, "第二款")


@pytest.mark.parametrize(("pointer", "choices"), [(THIS, "abc"), (BOTH, "abc"), (FACTORY, "ab")])
def test_ambiguous(pointer: Reference, choices: str) -> None:
    found = resolved(pointer)
    assert (found.outcome, "".join(found.choices)) == ("ambiguous", choices)


def test_owners() -> None:
    found = resolved(FACTORY, focus=("b",))
    assert (found.supplier_ids, found.product_ids) == (("s2",), ("b",))
    assert resolved(Reference(kind="brand"), focus=("a",)).brands == ("甲",)
    assert resolved(FACTORY, focus=("d",)).product_ids == ("d",)  # its record names none


def branded(brand: str) -> Reference:
    return Reference(kind="described", conditions=(Condition(id="c0", field="brand", op="=", value=brand),), count=0, text=brand)


def test_of_those_described_the_ones_that_the_reply_named() -> None:
    shown = [Shown(turn=1, product_ids=("a", "b", "d", "e"), named=2)]
    assert resolve([branded("甲")], Dialogue(shown=shown), Catalogue()).product_ids == ("a",)
    assert resolve([branded("乙")], Dialogue(shown=shown), Catalogue()).product_ids == ("b",)


def test_what_is_not_on_the_list_beside_what_is() -> None:
    found = resolved(branded("丙"), branded("乙"))
    assert (found.product_ids, [each.text for each in found.lost]) == (("b",), ["丙"])
    assert resolved(branded("丙"), branded("丁")).outcome == "impossible"


def spoken(*talked: str, shown: Sequence[Shown] = (), order: Purchase | None = None) -> Dialogue:
    """Groups talked about one after the other, the last in focus."""
    groups = [tuple(group) for group in talked]
    return Dialogue(shown=shown or SHOWN, focus=groups[-1] if groups else (), talked=groups, order=order or Purchase())


@pytest.mark.parametrize(
    ("talked", "ids"),
    [
        (("a", "d"), "ad"),  # one of each list
        (("ab", "c"), "ab"),
        (("ab", "c", "d"), "cd"),  # what was named since
        (("ac", "b", "a"), "ba"),
    ],
)
def test_both_are_the_two_named_last(talked: tuple[str, ...], ids: str) -> None:
    assert "".join(resolve([BOTH], spoken(*talked), Catalogue()).product_ids) == ids


def ordered(query: str, *ids: str) -> Item:
    return Item(need=Need(query=query), shown=ids, pick=ids[-1], listed=True)


def test_goods_of_the_order_are_meant_by_their_kind_whatever_was_shown_since() -> None:
    now = spoken("a", order=Purchase(items=(ordered("dining chairs", "d", "e"), ordered("blue lamps", "b"), ordered("white lamps", "c"))))
    for goods, ids in (("chairs", "e"), ("lamps", "bc")):
        pointer = Reference(kind="focus", count=0, place=Place(about=goods))
        assert "".join(resolve([pointer], now, Catalogue()).product_ids) == ids


def test_all_of_so_many_are_those_of_the_order_once_one_of_the_list_is_taken() -> None:
    order = Purchase(items=(ordered("lamps", "e"), ordered("chairs", "d"), ordered("bowls", "a")))
    three = Reference(kind="all", count=3)
    assert resolve([three], spoken(order=order), Catalogue()).product_ids == ("a", "b", "c")
    assert resolve([three], spoken("a", order=order), Catalogue()).product_ids == ("e", "d", "a")


def test_what_is_described_is_looked_for_in_focus_first() -> None:
    shown = [Shown(turn=1, product_ids=("a", "b", "d", "e"))]
    assert resolve([branded("甲")], spoken("bd", shown=shown), Catalogue()).product_ids == ("d",)
    assert resolve([branded("甲")], spoken("bc", shown=shown), Catalogue()).product_ids == ("a", "d", "e")


def test_both_of_several_of_one_kind_are_none_of_the_order() -> None:
    order = Purchase(items=(ordered("lamps", "e"), ordered("chairs", "d")))
    assert resolve([BOTH], spoken("abc", order=order), Catalogue()).outcome == "ambiguous"
    assert resolve([BOTH], spoken("a", order=order), Catalogue()).product_ids == ("e", "d")
