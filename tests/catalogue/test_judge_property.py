"""The judge over columns agrees with the plain one over records, for every field and operator."""

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from daogou.catalogue.conditions import Judge
from daogou.schema.condition import FIELDS, Condition
from daogou.schema.product import Certification, PriceTier, Product, Translation
from daogou.schema.supplier import Supplier, SupplierTranslation
from hypothesis import given, settings
from hypothesis import strategies as st

from .columns import columns_of
from .plain import verdict

TODAY = date(2026, 11, 25)
OPS = ("=", "!=", "<", "<=", ">", ">=", "in", "not_in", "contains", "not_contains")
MATERIALS = ("棉", "羊毛", "Cotton", "cotton blend", "襪子", "袜子", "ｃｏｔｔｏｎ")
MEASURES = ("500ml", "0.5 L", "1.5L", "300 g", "0.3kg", "2.5", "big")
CERTIFICATES = ("CE", "FCC CE", "GB 31701 A", "device")
PLACES = ("浙江", "义乌", "广东", "深圳", "Zhejiang")


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


money = st.integers(0, 4000).map(lambda cents: Decimal(cents) / 100)
words = st.sampled_from(MATERIALS)
certificates = st.builds(
    Certification, name=st.sampled_from(CERTIFICATES), valid_until=maybe(st.sampled_from([date(2026, 11, 24), date(2026, 11, 25), date(2030, 1, 1)]))
)  # fmt: skip
tiers = st.lists(st.tuples(st.integers(1, 60), money), max_size=4, unique_by=lambda tier: tier[0]).map(
    lambda found: tuple(PriceTier(min_qty=quantity, unit_price=price) for quantity, price in sorted(found))
)
attributes = st.fixed_dictionaries(
    {},
    optional={
        "material": words | st.lists(words, min_size=1, max_size=3).map(tuple),
        "volume": st.sampled_from(MEASURES) | st.sampled_from([500, 0.5, 2.5]),
        "hooded": st.booleans(),
    },
)
translations = st.dictionaries(
    st.just("en"),
    st.builds(
        Translation,
        brand=maybe(st.sampled_from(["Mianyun", "Norbranch"])),
        category=st.just(()) | st.just(("Baby", "Bags")),
        attributes=st.fixed_dictionaries({}, optional={"material": words}),
    ),
    max_size=1,
)
products = st.builds(
    Product,
    id=st.sampled_from([f"p{number}" for number in range(12)]), title=st.just("t"),
    currency=st.sampled_from(["CNY", "USD"]), price=tiers,
    moq=maybe(st.integers(1, 60)),
    stock=maybe(st.integers(0, 60)), rating=maybe(st.integers(0, 50).map(lambda tenth: tenth / 10)), review_count=maybe(st.integers(0, 9)),
    sold_90d=maybe(st.integers(0, 9)), repurchase_rate=maybe(st.sampled_from([0.2, 0.35])), brand=maybe(st.sampled_from(["眠云朵", "Logitech"])),
    category=st.sampled_from([(), ("母婴", "睡袋"), ("母婴",)]),
    supplier_id=maybe(st.sampled_from(["s0", "s1", "s2", "ghost"])), certifications=st.lists(certificates, max_size=3).map(tuple),
    attributes=attributes, translations=translations,
)  # fmt: skip
supplier_fields = st.fixed_dictionaries(
    {"name": st.just("n")},
    optional={
        "province": st.sampled_from(PLACES), "city": st.sampled_from(PLACES), "kind": st.sampled_from(["factory", "trader"]),
        "years": st.integers(0, 9), "verified": st.booleans(),
        "rating": st.sampled_from([4.5, 4.8]), "repurchase_rate": st.sampled_from([0.2, 0.35]),
        "translations": st.just({"en": SupplierTranslation(province="Zhejiang")}),
    },
)  # fmt: skip
values = (
    st.integers(0, 60) | st.sampled_from([0.5, 2.5, 4.5, 0.35, 12.345]) | st.booleans()
    | st.sampled_from(MATERIALS + MEASURES + CERTIFICATES + PLACES)
    | st.sampled_from(["睡袋", "bags", "logitech", "mianyun", "factory", "19.99", "p1", "P1", "s1", "ghost"])
    | st.lists(words | st.sampled_from(["5", "眠云朵", "CE", "p2", "s2"]), max_size=3).map(tuple)
)  # fmt: skip
units = st.sampled_from([None, None, "CNY", "USD", "ml", "L", "kg"])
fields = st.sampled_from([*FIELDS, "attr.material", "attr.volume", "attr.hooded", "attr.nobody_has_it"])


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    field = draw(fields)
    unit = draw(units) if field in ("price", "attr.volume") else None
    unit = None if (unit in ("CNY", "USD")) != (field == "price") else unit
    return Condition(id="c", field=field, op=draw(st.sampled_from(OPS)), value=draw(values), unit=unit)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(products, max_size=8, unique_by=lambda product: product.id),
    st.lists(supplier_fields, min_size=3, max_size=3),
    st.lists(conditions(), min_size=1, max_size=6),
    maybe(st.integers(1, 60)),
)
def test_columns_agree_with_records(found: list[Product], raw: list[dict[str, Any]], asked: list[Condition], quantity: int | None) -> None:
    suppliers = {f"s{place}": Supplier(id=f"s{place}", **fields_) for place, fields_ in enumerate(raw)}
    judge = Judge(columns_of(found, list(suppliers.values())), TODAY, quantity)
    plain = [[verdict(condition, product, suppliers, TODAY, quantity) for product in found] for condition in asked]
    for condition, expected in zip(asked, plain, strict=True):
        assert judge.verdicts(condition).tolist() == expected, condition
    assert judge.mask(asked).tolist() == [all(expected[row] == 1 for expected in plain) for row in range(len(found))]


def test_selectivity_extremes_are_exact() -> None:
    found = [Product(id=str(number), title="t", price=number, moq=1) for number in range(1000)]  # type: ignore[arg-type]
    judge = Judge(columns_of(found), TODAY)
    for bound, kept in ((-1, 0), (0, 1), (9, 10), (989, 990), (10_000, 1000)):
        condition = Condition(id="c", field="price", op="<=", value=bound)
        assert np.flatnonzero(judge.mask([condition])).tolist() == list(range(kept))
