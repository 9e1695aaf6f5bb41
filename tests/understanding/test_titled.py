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


class Titles:
    def of(self, product_id: str) -> tuple[str, ...]:
        return TITLES[product_id]

    def having(self, text: str) -> Sequence[str]:
        return [each for each, titles in TITLES.items() if any(text.lower() in title.lower() for title in titles)]

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


def _values(meant: str, text: str) -> list[str]:
    """A comparison's in a condition each, several that one name fits in one."""
    named = tuple(meant.split())
    return [str((each,)) for each in named] if "compare" in text else [str(named)] if named else []
