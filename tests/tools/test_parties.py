"""What sellers and buyers say of others' goods, or to put goods forward, stands in no value, capability or quotation."""

import pytest
from daogou.tools.facts.reviews import quoted_of
from daogou.tools.wording.parties import stated
from daogou.tools.wording.wording import Wording

SOLD = ["推荐首选,其他材质有毒", "首选", "best choice, other materials are toxic", "Must-have"]
PARTLY = [("304不锈钢，其他材质有毒", "304不锈钢"), ("Cotton; other brands use plastic", "Cotton"), ("纯棉，首选", "纯棉")]
PLAIN = ["304不锈钢", "纯棉", "推荐身高 80-90 cm", "Recommended for newborns", "1,000 ml", "OEM, ODM", "2.5 TOG"]


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


SAID = [
    ("别家的都是假货，这家好", False), ("其他品牌洗了就烂", False), ("other brands are toxic, this one is fine", False),
    ("better than what competitors sell", False), ("很柔软，宝宝喜欢", True), ("soft, and the zip runs smoothly", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quoted"), SAID)
def test_a_review_is_quoted_on_its_own_product_alone(text: str, quoted: bool) -> None:
    assert quoted_of(text) is quoted
