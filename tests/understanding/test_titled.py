"""Names that are words of a title, by a small list of titles."""

from collections.abc import Sequence

import pytest
from daogou.schema.reference import Shown
from daogou.understanding.reader import Reader

TITLES = {
    "school": ("School Bottle 380 ml", "316不锈钢学生杯 380ml"),
    "city": ("City Flask 500 ml with laser engraving", "316通勤杯 500ml"),
    "office": ("Office Mug 500 ml", "304办公杯 500ml"),
    "travel": ("Office Travel Mug", "旅行办公杯"),
}
LONG = {
    "zip": ("Baby Sleeping Bag with Zip, 3.5 TOG, for Babies 0-3 Years", "纯棉婴儿睡袋 双向拉链 0-3岁 现货"),
    "plain": ("Baby Sleeping Bag with Zip", "纯棉婴儿睡袋 双向拉链"),
    "bear": ("Mianyun Baby Sleeping Bag, Bear Print, In Stock", "眠云朵婴儿睡袋 小熊印花"),
    "lamb": ("Mianyun Baby Sleeping Bag, Lamb Print, In Stock", "眠云朵婴儿睡袋 小羊印花"),
}


class Titles:
    def of(self, product_id: str) -> tuple[str, ...]:
        return (TITLES | LONG)[product_id]

    def having(self, text: str) -> Sequence[str]:
        return [each for each, titles in TITLES.items() if any(text.lower() in title.lower() for title in titles)]

    def holding(self, text: str) -> Sequence[str]:
        return [each for each, titles in LONG.items() if any(text.lower() in title.lower() for title in titles)]

    def says(self, text: str) -> bool:
        return bool(self.having(text))


@pytest.fixture
def titled(reader: Reader) -> Reader:
    return Reader(reader.vocabulary, titles=Titles())


@pytest.mark.parametrize(
    ("text", "listed", "meant"),
    [
        ("is the school bottle 380 ml?", "school city", "school"),
        ("does that office mug leak?", "school office", "office"),
        ("what is the city flask made of?", "", "city"),
        ("compare the city flask and the school bottle", "school city office", "city school"),
        ("is the office mug 500 ml?", "school office travel", "office"),
        ("does the office mug leak?", "", "office"),
        ("学生杯有吸管盖吗", "school city", "school"),
        ("通勤杯漏水吗", "school city", "city"),
        ("办公杯多少毫升", "school office city", "office"),
        ("办公杯多少毫升", "school office travel", "office travel"),
        ("办公杯多少毫升", "", ""),
        ("那款学生杯是什么材质", "", "school"),
        ("通勤杯有带提手的吗", "school city", ""),
        ("is the laser engraving free?", "school city", ""),
        ("is there a city flask in blue?", "school city", ""),
        ("is the school bottle 380 ml?", "city office", ""),
    ],
)
def test_named_by_its_title(titled: Reader, text: str, listed: str, meant: str) -> None:
    shown = [Shown(turn=1, product_ids=tuple(listed.split()))] if listed else []
    found = titled.read(text, shown=shown).references
    assert [str(each.value) for one in found for each in one.conditions if each.field == "product"] == _values(meant, text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("How heavy is the Baby Sleeping Bag with Zip, 3.5 TOG, for Babies 0-3 Years?", "zip"),
        ("is the baby sleeping bag with zip made of organic cotton?", "plain"),
        ("what is the Baby Sleeping Bag with Zip, 3.5 TOG made of?", "zip"),
        ("is the “Mianyun Baby Sleeping Bag, Bear…” cotton?", "bear"),
        ("how heavy is the Mianyun Baby Sleeping Bag?", "bear lamb"),
        ("compare the Mianyun Baby Sleeping Bag, Bear Print, In Stock and the Mianyun Baby Sleeping Bag, Lamb Print, In Stock", "bear lamb"),
        ("纯棉婴儿睡袋 双向拉链 0-3岁 现货多重", "zip"),
        ("那款眠云朵婴儿睡袋 小羊印花是什么材质", "lamb"),
        ("is the Mianyun Baby Sleeping Bag, Bear Print, In Stock?", ""),
        ("do you have a baby sleeping bag with zip for babies 0-3 years?", ""),
        ("which baby sleeping bag with zip is the warmest?", ""),
        ("有没有纯棉婴儿睡袋 双向拉链的", ""),
        ("眠云朵婴儿睡袋有吗", ""),
    ],
)
def test_a_title_written_out(titled: Reader, text: str, meant: str) -> None:
    found = titled.read(text, shown=[Shown(turn=1, product_ids=tuple(LONG))])
    assert [str(each.value) for one in found.references for each in one.conditions if each.field == "product"] == _values(meant, text)
    assert not (meant and any(each.field in ("attr.tog", "brand") for each in found.conditions))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("How heavy is the Baby Sleeping Bag with Zip, 3.5 TOG, for Babies 0-3 Years?", "zip"),
        ("纯棉婴儿睡袋 双向拉链 0-3岁 现货多重", "zip"),
        ("is the baby sleeping bag with zip made of organic cotton?", ""),
        ("Mianyun Baby Sleeping Bag, Bear Print, In Stock", ""),
    ],
)
def test_a_long_title_of_one_that_was_not_shown(titled: Reader, text: str, meant: str) -> None:
    found = titled.read(text).references
    assert [str(each.value) for one in found for each in one.conditions if each.field == "product"] == _values(meant, text)


def _values(meant: str, text: str) -> list[str]:
    """A comparison's in a condition each, several that one name fits in one."""
    named = tuple(meant.split())
    return [str((each,)) for each in named] if "compare" in text else [str(named)] if named else []
