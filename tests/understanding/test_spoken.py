"""A record called as buyers speak changes nothing of how they are read; one called as goods are is a name."""

import pytest
from daogou.understanding.vocabulary.spoken import spoken

ASKING = (
    "第一款",
    "怎么选",
    "元以内",
    "价格",
    "想找",
    "推荐这款",
)
ASKS = ("The First One", "under", "under 100 yuan", "which brands are there", "price", "supplier")


@pytest.mark.parametrize("name", [*ASKING, *ASKS, "怎 么 选", "怎\u200b么选"])
def test_a_buyers_words_are_no_name(name: str) -> None:
    assert spoken(name)
