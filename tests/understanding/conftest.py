"""A small catalogue's words: what the tests of reading match against."""

import pytest
from daogou.catalogue.facets import AttributeFacet, AttributeKind, BrandFacet, CategoryFacet, Facets, PlaceFacet, ValueFacet
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary.vocabulary import Vocabulary


def category(zh: tuple[str, str], en: tuple[str, str]) -> CategoryFacet:
    return CategoryFacet(zh, {"en": en}, 10, True)


def texts(name: str, *values: str, kind: AttributeKind = "text") -> AttributeFacet:
    """Each value written `中文|English`."""
    facets = tuple(ValueFacet(value.split("|")[0], tuple(value.split("|")[1:]), 10) for value in values)
    return AttributeFacet(name, kind, 10 * len(values), facets, None, None, None)


def numbers(name: str, low: float, high: float, dimension: str | None = None) -> AttributeFacet:
    return AttributeFacet(name, "number", 40, (), low, high, dimension)


FACETS = Facets(
    categories=(
        category(("母婴", "婴儿睡袋"), ("Baby & Kids", "Infant Sleeping Bags")),
        category(("户外", "成人睡袋"), ("Outdoor", "Adult Sleeping Bags")),
        category(("服装", "连衣裙"), ("Apparel", "Dresses")),
        category(("厨房", "保温杯"), ("Kitchen", "Vacuum Flasks")),
        category(("数码", "无线鼠标"), ("Electronics", "Wireless Mice")),
        category(("数码", "手机壳"), ("Electronics", "Phone Cases")),
    ),
    brands=(
        BrandFacet("眠云朵", {"en": "Mianyun"}, 9),
        BrandFacet("北枝屿", {"en": "Norbranch"}, 6),
        BrandFacet("Logitech", {}, 3),
        BrandFacet("Sharp", {}, 1),
    ),
    attributes=(
        texts(
            "material",
            "纯棉|Cotton",
            "有机棉|Organic cotton",
            "竹纤维|Bamboo viscose",
            "羊毛|Merino wool",
            "聚酯纤维|Polyester",
            "304不锈钢|304 stainless steel",
        ),
        texts("season", "春|Spring", "夏|Summer", "秋|Autumn", "冬|Winter"),
        texts("safety_class", "A类|Class A", "B类|Class B"),
        texts("color", "红色|Red", "藏青|Navy", "雾蓝|Dusty blue", "黑色|Black", "白色|White", "灰色|Grey"),
        texts("size", "S|S", "M|M", "L|L", "XL|XL"),
        texts("sleeve", "长袖|Long sleeves", "可拆袖|Detachable sleeves"),
        texts("leakproof", "是|Yes", "否|No"),
        texts("silent", "有|Yes", "无|No"),
        numbers("tog", 0.5, 3.5),
        numbers("capacity_ml", 120, 2000, "volume"),
        numbers("battery_mah", 1000, 30000, "charge"),
        numbers("weight_g", 50, 3000, "mass"),
        numbers("fill_g", 0, 900, "mass"),
    ),
    certifications=(("GB 31701-2015 A类检测报告", 9), ("OEKO-TEX Standard 100", 7), ("CE", 5), ("FCC", 4), ("CPC", 3)),
    places=(
        PlaceFacet("浙江", "province", ("Zhejiang",), 5),
        PlaceFacet("广东", "province", ("Guangdong",), 5),
        PlaceFacet("义乌", "city", ("Yiwu",), 2),
    ),
    supplier_kinds=(("factory", 20), ("trader", 5)),
    currencies=(("CNY", 100),),
)


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader of that catalogue's words."""
    return Reader(Vocabulary.of(FACETS))
