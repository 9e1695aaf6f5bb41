"""What a model says that a description states counts only where its words hold it, undenied."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.catalogue.facets import AttributeFacet, CategoryFacet, Facets, ValueFacet
from daogou.catalogue.quantities import unit_of
from daogou.catalogue.store import Store
from daogou.schema.product import Inferred, Product
from daogou.tools.enriching.checked import Refusal, checked
from daogou.tools.enriching.extraction import Extraction, Stated
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary.vocabulary import Vocabulary

ZH = "羊毛填充加厚款，适合低于 16°C 的房间，无帽设计。不含纯棉，保温值 3.5TOG。"
EN = "Cotton shell, no wool inside; 2.5 TOG, for autumn."


@pytest.fixture(scope="module")
def catalogue(six_store: Path) -> Iterator[Catalogue]:
    opened = Store(six_store).current()
    yield opened
    opened.close()


def found(catalogue: Catalogue, description: str, *stated: tuple[str, str, str], **attributes: str) -> tuple[dict[str, Inferred], Counter[Refusal]]:
    facets = catalogue.facets()
    product = Product(id="p", title="睡袋 sleeping bag", description=description, price="10", attributes=attributes)  # type: ignore[arg-type]
    extraction = Extraction(stated=tuple(Stated(name=name, value=value, quote=quote) for name, value, quote in stated))
    return checked(product, extraction, facets.attributes, Reader(Vocabulary.of(facets)))


@pytest.mark.parametrize(
    ("description", "name", "value", "quote"),
    [
        (ZH, "material", "羊毛", "羊毛填充"),
        (ZH, "tog", "3.5", "3.5TOG"),
        (EN, "tog", "2.5 TOG", "2.5 TOG"),
        (EN, "material", "纯棉", "Cotton shell"),  # read as the same condition
        (EN, "season", "秋", "for autumn"),
    ],
)
def test_a_value_that_the_words_hold_is_kept_with_its_place(catalogue: Catalogue, description: str, name: str, value: str, quote: str) -> None:
    kept, refused = found(catalogue, description, (name, value, quote))
    assert not refused
    assert description[kept[name].start :].startswith(quote)
    assert kept[name].value == value


@pytest.mark.parametrize(
    ("description", "name", "value", "quote", "why"),
    [
        (ZH, "material", "纯棉", "不含纯棉", "denied"),
        (EN, "material", "wool", "no wool inside", "denied"),
        (ZH, "material", "羊毛", "优质羊毛填充", "no quotation"),
        ("竹棉面料，A类", "material", "棉", "棉", "not in the quotation"),
        ("A woollen-cottony shell.", "material", "cotton", "cotton", "not in the quotation"),
        ("With the warmth of cotton.", "material", "cotton", "warmth of cotton", "not in the quotation"),
        ("Cotton grade.", "material", "cotton", "Cotton grade", "not in the quotation"),
        ("羊毛款2.5 TOG。", "material", "羊毛", "羊毛款2", "not in the quotation"),
    ],
)
def test_what_the_words_do_not_hold_is_refused(catalogue: Catalogue, description: str, name: str, value: str, quote: str, why: str) -> None:
    kept, refused = found(catalogue, description, (name, value, quote))
    assert not kept
    assert dict(refused) == {why: 1}


SIZES = ("weight_g", "fill_g", "length_cm", "comfort_temp_c", "age_min_years", "tog")
MEASURED = "OEKO-TEX Standard 100认证，定制周期约10天，执行GB 31701-2015，充棉180克，睡袋3.5TOG，重量 420克，长度20-60厘米，Weight 300 g."


def measured(name: str, value: str, quote: str) -> dict[str, Inferred]:
    facets = [AttributeFacet(each, "number", 9, (), 0.0, 999.0, (unit_of(each) or ("",))[0]) for each in SIZES]
    product = Product(id="p", title="婴儿睡袋", description=MEASURED, price="10")  # type: ignore[arg-type]
    reader = Reader(Vocabulary.of(Facets(attributes=tuple(facets))))
    return checked(product, Extraction(stated=(Stated(name=name, value=value, quote=quote),)), facets, reader)[0]


@pytest.mark.parametrize(
    ("name", "value", "quote"),
    [
        ("comfort_temp_c", "10", "Standard 100"),
        ("comfort_temp_c", "10", "定制周期约10天"),
        ("age_min_years", "3.5", "3.5TOG"),
        ("tog", "5", "睡袋3.5TOG"),
    ],
)
def test_a_number_of_something_else_is_no_value(name: str, value: str, quote: str) -> None:
    assert measured(name, value, quote) == {}


@pytest.mark.parametrize(
    ("name", "value", "quote"),
    [("tog", "3.5", "3.5TOG"), ("weight_g", "420", "重量 420克"), ("weight_g", "0.42kg", "重量 420克"), ("weight_g", "300 g", "Weight 300 g")],
)
def test_a_number_in_its_unit_beside_its_name_is(name: str, value: str, quote: str) -> None:
    assert measured(name, value, quote)[name].value == value


@pytest.mark.parametrize(
    ("text", "value", "quote", "kept"),
    [
        ("里料羊毛，面料涤纶", "羊毛", "里料羊毛", False),
        ("里料羊毛，面料涤纶", "涤纶", "面料涤纶", True),
        ("The lining is wool.", "wool", "wool", False),
        ("Leakproof wool bag", "wool", "wool", True),
    ],
)
def test_a_value_of_a_part_is_the_parts(text: str, value: str, quote: str, kept: bool) -> None:
    """Where the catalogue knows the part as an attribute of its own."""
    values = (ValueFacet("羊毛", ("wool",), 6), ValueFacet("涤纶", ("polyester",), 5))
    facets = [AttributeFacet(each, "text", 9, values, None, None, None) for each in ("material", "lining")]
    facets.append(AttributeFacet("leakproof", "text", 9, tuple(ValueFacet(each, (), 4) for each in ("yes", "no")), None, None, None))
    product = Product(id="p", title="睡袋 sleeping bag", description=text, price="10")  # type: ignore[arg-type]
    reader = Reader(Vocabulary.of(Facets(attributes=tuple(facets))))
    stated = Extraction(stated=(Stated(name="material", value=value, quote=quote),))
    assert bool(checked(product, stated, facets, reader)[0]) is kept


def test_a_record_is_never_overruled(catalogue: Catalogue) -> None:
    kept, refused = found(catalogue, ZH, ("material", "羊毛", "羊毛填充"), material="竹纤维")
    assert (kept, dict(refused)) == ({}, {"stated already": 1})


@pytest.mark.parametrize(
    ("text", "value", "kept"),
    [
        ("婴儿睡袋竹纤维男女宝通用现货", "通用", False),
        ("春秋通用，可机洗", "通用", False),
        ("fits：通用，可机洗", "通用", True),
        ("universal, for boys and girls", "universal", False),
        ("fits: universal", "universal", True),
    ],
)
def test_a_value_that_does_not_tell_its_attribute_counts_only_beside_its_name(text: str, value: str, kept: bool) -> None:
    """`fits: 通用` was cut out of 男女宝通用 (for boys and girls)."""
    values = (ValueFacet("通用", ("universal",), 6), ValueFacet("61-104键通用", (), 1))
    facets = [AttributeFacet(each, "text", 7, values, None, None, None, (("数码配件", 6), ("婴儿睡袋", 1))) for each in ("fits", "stove")]
    shelves = tuple(CategoryFacet((each,), {}, 6, True) for each in ("数码配件", "婴儿睡袋"))
    product = Product(id="p", title=text, price="10", category=("婴儿睡袋",))  # type: ignore[arg-type]
    stated = Extraction(stated=(Stated(name="fits", value=value, quote=value),))
    reader = Reader(Vocabulary.of(Facets(categories=shelves, attributes=tuple(facets))))
    assert bool(checked(product, stated, facets, reader)[0]) is kept


@pytest.mark.parametrize(
    ("text", "quote", "value", "kept"),
    [
        ("Leakproof straw lid.", "Leakproof", "yes", True),
        ("防漏，单手打开。", "防漏", "是", True),
        ("Leakproof versions are sold out.", "Leakproof", "yes", False),
        ("不防漏。", "防漏", "是", False),
    ],
)
def test_an_attributes_name_said_alone_is_a_yes(text: str, quote: str, value: str, kept: bool) -> None:
    facets = [AttributeFacet("leakproof", "text", 9, tuple(ValueFacet(each, (), 4) for each in ("yes", "no")), None, None, None)]
    facets.append(AttributeFacet("lid", "text", 9, (ValueFacet("straw lid", (), 9),), None, None, None))
    product = Product(id="p", title="Kids cup", description=text, price="10")  # type: ignore[arg-type]
    reader = Reader(Vocabulary.of(Facets(attributes=tuple(facets))))
    assert bool(checked(product, Extraction(stated=(Stated(name="leakproof", value=value, quote=quote),)), facets, reader)[0]) is kept


TURNED = {
    "zh": ["里料不是羊毛", "本款不含羊毛", "可搭配我们另一款羊毛睡袋使用", "别家的是羊毛", "仿羊毛手感",
           "羊毛款已停产", "拒绝羊毛概念", "由羊毛换成的", "以前是羊毛", "类似羊毛",
           "适用于羊毛睡袋", "材质是羊毛？", "适用于羊毛", "可用于羊毛面料"],
    "en": [
        "This is not wool", "Unlike wool bags, ours is light", "Pair it with our wool liner", "Feels like wool", "Was wool until 2024", "Avoid wool",
        "Other brands use wool", "Looks like wool", "Free of wool", "Warmer than wool", "Wool is extra", "Ask for wool",
        "Fits our wool bag", "Comes in a wool bag", "Suits wool sleeping bags", "Is it wool?",
        "Is it wool, or not?", "Suitable for wool", "Suits soft wool",
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", [each for all_ in TURNED.values() for each in all_])
def test_a_value_whose_clause_says_it_of_something_else_or_not_at_all_is_refused(catalogue: Catalogue, text: str) -> None:
    value = "羊毛" if "羊毛" in text else "wool" if "wool" in text else "Wool"
    assert found(catalogue, text, ("material", value, value))[0] == {}


@pytest.mark.parametrize(
    ("description", "name", "value", "quote"),
    [
        ("Imitation leather.", "material", "leather", "leather"),
        ("Imitation leather.", "material", "leather", "Imitation leather"),
        ("仿皮革。", "material", "皮革", "皮革"),
        ("Cotton 5%, polyester 95%.", "material", "纯棉", "Cotton"),
        ("5% cotton, 95% polyester.", "material", "纯棉", "5% cotton"),
        ("纯棉5%，聚酯纤维95%。", "material", "纯棉", "纯棉5%"),
    ],
)
def test_a_part_of_a_longer_value_and_the_lesser_share_are_not_what_goods_are_of(description: str, name: str, value: str, quote: str) -> None:
    said = ("leather", "imitation leather", "皮革", "仿皮革", "纯棉", "cotton", "polyester", "聚酯纤维")
    facet = AttributeFacet(name, "text", 40, tuple(ValueFacet(each, (), 5) for each in said), None, None, None)
    facets = Facets(attributes=(facet,))
    product = Product(id="p", title="包 bag", description=description, price="10")  # type: ignore[arg-type]
    kept, _ = checked(product, Extraction(stated=(Stated(name=name, value=value, quote=quote),)), facets.attributes, Reader(Vocabulary.of(facets)))
    assert not kept
