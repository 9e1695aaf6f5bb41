"""Pointers resolved against what was shown."""

from collections.abc import Sequence

import pytest
from daogou.schema.condition import Condition
from daogou.schema.pending import Pending
from daogou.schema.product import Product
from daogou.schema.reading import Reading
from daogou.schema.reference import Reference, Shown
from daogou.schema.supplier import Supplier
from daogou.understanding.ledger.answers import answered
from daogou.understanding.reader import Reader
from daogou.understanding.references.references import resolve
from daogou.understanding.references.resolution import Resolution

PRODUCTS = {
    key: Product.model_validate({"id": key, "title": key, "price": 1, "supplier_id": supplier, "brand": brand})
    for key, supplier, brand in [("a", "s1", "甲"), ("b", "s2", "乙"), ("c", "s2", None), ("d", None, "甲"), ("e", "s1", "甲")]
}
SHOWN = [Shown(turn=1, product_ids=("e", "d")), Shown(turn=2, product_ids=("a", "b", "c"))]


class Catalogue:
    """Prices and brands are all that it can judge by."""

    quantity: int | None = None

    def product(self, product_id: str) -> Product | None:
        return PRODUCTS.get(product_id)

    def supplier(self, supplier_id: str) -> Supplier | None:
        return None

    def products_of(self, supplier_id: str) -> list[str]:
        return []

    def meeting(self, product_ids: Sequence[str], condition: Condition) -> list[str]:
        return [each for each in product_ids if condition.field == "brand" and PRODUCTS[each].brand == condition.value]


def resolved(reader: Reader, text: str, focus: tuple[str, ...] = ()) -> Resolution:
    return resolve(reader.read(text, shown=SHOWN).references, SHOWN, focus, Catalogue())


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("第二款有什么认证?", "b"),
        ("what about the second one?", "b"),
        ("最后一款多少钱", "c"),
        ("how much is the last one?", "c"),
        ("倒数第二款多少钱", "b"),
        ("对比前两款", "ab"),
        ("compare the first two", "ab"),
        ("第一款和第三款哪个好", "ac"),
        ("compare 1 and 3", "ac"),
        ("后两款有什么区别", "bc"),
        ("这些有什么区别", "abc"),
        ("compare them", "abc"),
        ("the third one - is it certified?", "c"),
        ("number 2 please", "b"),
        ("第2个有货吗", "b"),
    ],
)
def test_by_place(reader: Reader, text: str, ids: str) -> None:
    found = resolved(reader, text, focus=("c",) if "it" in text else ())
    assert (found.outcome, "".join(found.product_ids)) == ("resolved", ids)


@pytest.mark.parametrize(
    ("text", "focus", "ids"),
    [("这款有货吗", ("b",), "b"), ("is it certified?", ("a",), "a"), ("这两款有什么区别", ("a", "c"), "ac"), ("compare both", ("b", "c"), "bc")],
)
def test_by_focus(reader: Reader, text: str, focus: tuple[str, ...], ids: str) -> None:
    assert "".join(resolved(reader, text, focus).product_ids) == ids


@pytest.mark.parametrize("text", ["第九款多少钱", "how much is the ninth one?", "第0款"])
def test_impossible(reader: Reader, text: str) -> None:
    found = resolved(reader, text)
    assert found.outcome == "impossible" or text == "第0款"
    assert found.available in (3, 0)


def test_nothing_was_shown(reader: Reader) -> None:
    found = resolve(reader.read("第二款有什么认证?").references, [], (), Catalogue())
    assert (found.outcome, found.available, found.text) == ("impossible", 0, "第二款")


@pytest.mark.parametrize(("text", "choices"), [("这款多少钱", "abc"), ("这两款有什么区别", "abc"), ("那家厂有资质吗", "ab")])
def test_ambiguous(reader: Reader, text: str, choices: str) -> None:
    found = resolved(reader, text)
    assert (found.outcome, "".join(found.choices)) == ("ambiguous", choices)


def test_owners(reader: Reader) -> None:
    found = resolved(reader, "那家厂有资质吗", focus=("b",))
    assert (found.supplier_ids, found.product_ids) == (("s2",), ("b",))
    assert resolved(reader, "这个牌子怎么样", focus=("a",)).brands == ("甲",)
    assert resolved(reader, "那家厂有资质吗", focus=("d",)).outcome == "impossible"


@pytest.mark.parametrize(("at_most", "answers"), [(2, False), (1, True)])
def test_how_much_at_most_is_a_wish_of_its_own_where_it_leaves_several(at_most: int, answers: bool) -> None:
    """Behind "which one do you mean?", a limit of five yuan asked which of four, and was lost."""

    class Priced(Catalogue):
        def meeting(self, product_ids: Sequence[str], condition: Condition) -> list[str]:
            return list(product_ids[:at_most])

    pending = Pending(kind="which", turn=2, reading=Reading(intent="product_question", language="zh"), choices=("a", "b", "c"))
    said = Reading(intent="refine", language="zh", conditions=(Condition(id="c1", field="price", op="<=", value=5),))
    assert (answered(pending, said, Priced()) != said) is answers


def test_pointing_at_nothing() -> None:
    assert resolve([], SHOWN, (), Catalogue()) == Resolution()
    assert resolve([Reference(kind="ordinal", ordinal=0)], SHOWN, (), Catalogue()).outcome == "impossible"


@pytest.mark.parametrize(
    ("text", "supplier", "ids"),
    [
        ("draft an inquiry to the second supplier", "s2", "bc"),
        ("给第二家供应商写个询盘", "s2", "bc"),
        ("给第一家写个询盘", "s1", "a"),
        ("ask the first factory for a sample", "s1", "a"),
    ],
)
def test_suppliers_are_counted_once(reader: Reader, text: str, supplier: str, ids: str) -> None:
    found = resolved(reader, text)
    assert (found.outcome, found.supplier_ids, "".join(found.product_ids)) == ("resolved", (supplier,), ids)


def test_no_third_supplier(reader: Reader) -> None:
    found = resolved(reader, "给第三家供应商写个询盘")
    assert (found.outcome, found.available) == ("impossible", 2)
