"""Conditions on products that a person can check by eye."""

from datetime import date
from typing import Any

import pytest
from daogou.catalogue.conditions import Judge
from daogou.schema.condition import Condition
from daogou.schema.product import Product
from daogou.schema.supplier import Supplier

from .columns import columns_of

TODAY = date(2026, 11, 25)
MET, FAILED, UNKNOWN = 1, 0, -1


def product(**fields: Any) -> Product:
    return Product.model_validate({"id": "p", "title": "t", "price": "10", **fields})


def judged(
    item: Product, field: str, op: Any, value: Any, unit: str | None = None, *, quantity: int | None = None, supplier: Supplier | None = None
) -> int:
    judge = Judge(columns_of([item], [supplier] if supplier else []), TODAY, quantity)
    return int(judge.verdicts(Condition(id="c", field=field, op=op, value=value, unit=unit))[0])


@pytest.mark.parametrize(
    ("quantity", "bound", "expected"),
    [
        (None, 89, MET),
        (1, 89, MET),
        (50, 82, MET),
        (5000, 75.9999, FAILED),
    ],
)
def test_price_is_judged_at_the_tier_for_the_quantity(quantity: int | None, bound: float, expected: int) -> None:
    tiers = [{"min_qty": 2, "unit_price": "89"}, {"min_qty": 50, "unit_price": "82"}, {"min_qty": 200, "unit_price": "76"}]
    assert judged(product(price=tiers), "price", "<=", bound, quantity=quantity) == expected


def test_price_in_another_currency_is_unknown() -> None:
    assert judged(product(currency="CNY"), "price", "<=", 100, "USD") == UNKNOWN
    assert judged(product(currency="CNY"), "price", "<=", 100, "CNY") == MET


@pytest.mark.parametrize(("valid_until", "expected"), [(None, MET), ("2026-11-25", MET), ("2026-11-24", FAILED)])
def test_a_certificate_counts_while_valid(valid_until: str | None, expected: int) -> None:
    item = product(certifications=[{"name": "GB 31701-2015 A类", "valid_until": valid_until}])
    assert judged(item, "certification", "contains", "GB31701") == expected
    assert judged(item, "certification", "contains", "OEKO-TEX") == UNKNOWN


@pytest.mark.parametrize(
    ("field", "op", "value", "expected"),
    [
        ("product", "=", "p1", MET),
        ("product", "in", ("p2", "p1"), MET),
        ("supplier", "=", "s1", MET),
        ("supplier", "contains", "s", UNKNOWN),
    ],
)
def test_ids_are_told_to_the_letter(field: str, op: Any, value: Any, expected: int) -> None:
    assert judged(product(id="p1", supplier_id="s1"), field, op, value) == expected


def test_whether_it_is_another_supplier_s_is_unknown_where_none_is_stated() -> None:
    assert judged(product(supplier_id=None), "supplier", "not_in", ("s1",)) == UNKNOWN


def test_a_suppliers_certificate_is_not_the_products() -> None:
    supplier = Supplier.model_validate({"id": "s", "name": "n", "certifications": [{"name": "CE"}]})
    assert judged(product(supplier_id="s"), "certification", "contains", "CE", supplier=supplier) == UNKNOWN


def test_part_of_a_word_is_no_certificate() -> None:
    item = product(certifications=[{"name": "Medical device ISO 13485"}])
    assert judged(item, "certification", "contains", "CE") == UNKNOWN
    assert judged(item, "certification", "contains", "iso13485") == MET
    assert judged(item, "certification", "contains", "ISO 1348") == UNKNOWN


def test_quantity_needs_moq_and_stock() -> None:
    assert judged(product(moq=10), "quantity", "=", 10) == MET
    assert judged(product(moq=10), "quantity", "=", 9) == FAILED
    assert judged(product(moq=1, stock=50), "quantity", "=", 51) == FAILED
    assert judged(product(), "quantity", "=", 10) == UNKNOWN


def test_texts_meet_across_scripts_widths_and_languages() -> None:
    item = product(attributes={"material": ["襪子棉", "ＰＵ"]}, translations={"en": {"attributes": {"material": ["sock cotton", "PU"]}}})
    assert judged(item, "attr.material", "contains", "袜子") == MET
    assert judged(item, "attr.material", "=", "Sock Cotton") == MET
    assert judged(item, "attr.material", "=", "pu") == MET
    assert judged(item, "attr.material", "not_contains", "聚酯纤维") == MET
    assert judged(item, "attr.Material", "in", ("wool", "pu")) == MET
    assert judged(item, "attr.colour", "not_contains", "红") == UNKNOWN


@pytest.mark.parametrize(
    ("stated", "op", "value", "unit", "expected"),
    [
        ("500ml", "<=", 0.5, "L", MET),
        ("1.5升", ">=", 1500, "ml", MET),
        ("2.5 TOG", "=", 2.5, None, MET),
        (500, "<=", 1, "L", UNKNOWN),
        ("2000g/2300g", ">=", 2.2, "kg", MET),
        ("0.1kg", "=", 100, "g", MET),
    ],
)
def test_measures_are_compared_in_one_unit(stated: Any, op: str, value: Any, unit: str | None, expected: int) -> None:
    assert judged(product(attributes={"size": stated}), "attr.size", op, value, unit) == expected


def test_a_bare_number_has_the_unit_in_its_attributes_name() -> None:
    assert judged(product(attributes={"weight_g": 560}), "attr.weight_g", "<=", 0.6, "kg") == MET


@pytest.mark.parametrize(
    ("stated", "value", "expected"),
    [(True, True, MET), (False, True, FAILED), ("是", True, MET), ("无", True, FAILED), ("maybe", True, UNKNOWN), (True, "yes", MET)],
)
def test_flags_are_told_in_words_too(stated: Any, value: Any, expected: int) -> None:
    assert judged(product(attributes={"hooded": stated}), "attr.hooded", "=", value) == expected


def test_a_place_is_met_by_any_of_its_names() -> None:
    place = {"province": "浙江", "city": "义乌", "country": "CN", "translations": {"en": {"city": "Yiwu"}}}
    supplier = Supplier.model_validate({"id": "s", "name": "n", **place})
    item = product(supplier_id="s")
    for name in ("浙江", "yiwu", "浙江义乌", "中国", "china"):
        assert judged(item, "supplier.location", "contains", name, supplier=supplier) == MET
    assert judged(item, "supplier.location", "contains", "广东", supplier=supplier) == FAILED
    province_only = supplier.model_copy(update={"city": None, "translations": {}})
    assert judged(item, "supplier.location", "contains", "义乌", supplier=province_only) == UNKNOWN


def test_shares_are_given_in_percent_too() -> None:
    supplier = Supplier.model_validate({"id": "s", "name": "n", "repurchase_rate": 0.41})
    assert judged(product(supplier_id="s"), "supplier.repurchase_rate", ">=", 41, "%", supplier=supplier) == MET
    assert judged(product(supplier_id="s"), "supplier.repurchase_rate", ">=", "42%", supplier=supplier) == FAILED


@pytest.mark.parametrize(
    ("field", "op", "value"),
    [("price", "contains", "5"), ("brand", "<", 3), ("moq", "<=", "many"), ("rating", ">=", True), ("colour", "=", "red"), ("brand", "in", ())],
)
def test_what_makes_no_sense_is_unknown(field: str, op: str, value: Any) -> None:
    assert judged(product(brand="b", moq=1, rating=5), field, op, value) == UNKNOWN


def test_explain_names_active_conditions_and_mask_takes_hard_ones() -> None:
    judge = Judge(columns_of([product(moq=5)]), TODAY)
    price = Condition(id="c1", field="price", op="<=", value=100)
    moq = Condition(id="c2", field="moq", op="<=", value=2, hard=False)
    rating = Condition(id="c3", field="rating", op=">=", value=4.5, hard=False)
    gone = Condition(id="c4", field="stock", op=">=", value=1, status="removed")
    assert judge.explain([0], [price, moq, rating, gone]) == [(("price<=100",), ("moq<=2",), ("rating>=4.5",))]
    assert judge.mask([price, moq, rating, gone]).tolist() == [True]


def test_true_and_one_are_told_apart_in_memory() -> None:
    judge = Judge(columns_of([product(attributes={"layers": 1})]), TODAY)
    assert judge.verdicts(Condition(id="c", field="attr.layers", op="=", value=1)).tolist() == [MET]
    assert judge.verdicts(Condition(id="c", field="attr.layers", op="=", value="yes")).tolist() == [FAILED]


@pytest.mark.parametrize(("stated", "expected"), [({}, MET), ({"cotton_pct": 100}, MET), ({"cotton_pct": 95}, FAILED), ({"wool_pct": 5}, FAILED)])
def test_a_share_that_is_stated_contradicts_pure(stated: dict[str, int], expected: int) -> None:
    judge = Judge(columns_of([product(attributes={"material": "cotton", **stated})], []), TODAY)
    pure = Condition(id="c", field="attr.material", op="=", value="cotton", shares=(("cotton_pct", 100), ("wool_pct", 0)))
    assert int(judge.verdicts(pure)[0]) == expected
