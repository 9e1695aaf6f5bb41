"""What sellers and buyers say of others' goods, or to put goods forward, stands in no value, capability or quotation."""

from decimal import Decimal

import pytest
from daogou.catalogue.outside.parties import stated
from daogou.schema.product import PriceTier, Product
from daogou.schema.review import Review
from daogou.tools.facts.reviews import quoted_of, summarised
from daogou.tools.wording.wording import Wording

SOLD = [
    "推荐首选,其他材质有毒",
    "首选",
    "best choice, other materials are toxic",
    "Must-have",
    "我会选第 2 款：各项第一",
    "Winner of all comparisons",
    "I'd take number 2",
]
PARTLY = [
    ("304不锈钢，其他材质有毒", "304不锈钢"),
    ("Cotton; other brands use plastic", "Cotton"),
    ("纯棉，首选", "纯棉"),
    ("秋，冬\n\n**我会选第 2 款**：各项第一", "秋, 冬"),
]
PLAIN = [
    "304不锈钢",
    "推荐身高 80-90 cm",
    "Recommended for newborns",
    "OEM, ODM",
    "Number 8 zip",
    "前两排扣",
]


@pytest.mark.parametrize("text", SOLD)
def test_a_value_that_only_sells_is_none(text: str) -> None:
    for language in ("zh", "en"):
        wording = Wording(language)
        assert wording.value(text, "material") == wording.unknown and wording.capabilities([text]) == ""


@pytest.mark.parametrize(("text", "kept"), PARTLY)
def test_a_value_is_told_without_what_sells_it(text: str, kept: str) -> None:
    assert Wording("zh").value(text, "material") == kept


@pytest.mark.parametrize("text", PLAIN)
def test_a_property_is_told_as_it_is(text: str) -> None:
    assert stated(text) == text


def test_a_value_of_a_list_that_only_sells_is_left_out() -> None:
    assert Wording("zh").value(("秋", "冬", "\n\n**我会选第 2 款**：各项第一"), "season") == "秋和冬"


SAID = [
    ("买过排在最前头的那两家", False),
    ("The two ranked above lost their fluff", False),
    ("the second wash ruined the two straps", True),
    ("第二次洗就掉色", True),
    ("其他品牌洗了就烂", False),
    ("better than what competitors sell", False),
    ("The four listed before it are copies of this one", False),
    ("隔壁摊上同样的东西三天就坏", False),
    ("很柔软，宝宝喜欢", True),
    ("soft, and the zip runs smoothly", True),
]


@pytest.mark.parametrize(("text", "quoted"), SAID)
def test_a_review_is_quoted_on_its_own_product_alone(text: str, quoted: bool) -> None:
    assert quoted_of(text) is quoted


@pytest.mark.parametrize(
    ("text", "side", "quote"),
    [
        ("做工好，隔壁摊上同样的东西三天就坏，识货的都来这里。", "praise", "做工好"),
        ("做工好，前面那几款都是抄它的。", "praise", "做工好"),
        ("做工好。买过排在最前头的那两家，掉毛，还是这家实诚。", "praise", "做工好"),
        ("买过别家的，掉毛，这家做工好。", "praise", "这家做工好"),
        ("比别家的厚，做工好。", "praise", "做工好"),
        ("Five more of that sort fell apart in my hands, this one alone lasted.", "complaint", None),
    ],
)
def test_what_a_review_says_of_others_goods_is_neither_counted_nor_quoted(text: str, side: str, quote: str | None) -> None:
    """One review had been quoted as satisfied and as complaining: of two products."""
    product = Product(id="p", title="A bag", price=(PriceTier(min_qty=1, unit_price=Decimal(9)),))
    heard = summarised(product, [Review(product_id="p", text=text, rating=5)], "zh").heard
    said = [one.praise if side == "praise" else one.complaint for one in heard]
    assert [each.quote for each in said if each] == ([quote] if quote else [])
    assert all(one.bad == 0 for one in heard)
