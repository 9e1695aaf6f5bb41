"""Words that only say what goods asked for before are to be like: told as unread, whatever the goods are called by, and never in the goods' place."""

import pytest
from daogou.eval.pack import reader
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.schema.reference import Shown
from daogou.tools.searching.described import still_named


def read(text: str, category: str | None = None, query: str = "sleeping bag") -> tuple[Reading, Need]:
    need = Need(category=category, query=query, language="zh" if query >= "\u3400" else "en")
    return reader().read(text, need, (Shown(turn=1, product_ids=("a", "b"), category=category, query=query),)), need


@pytest.mark.parametrize(
    ("text", "word", "query"),
    [
        ("only the snuggly ones", "snuggly", "snuggly sleeping bag"),
        ("just the snuggly ones please", "snuggly", "sleeping bag"),
        ("they have to be snuggly", "snuggly", "sleeping bag"),
        ("must be snuggly", "snuggly", "sleeping bag"),
        ("只要软糯的", "软糯", "睡袋"),
        ("只看高级感的", "高级感", "睡袋"),
    ],
)
@pytest.mark.parametrize("category", [None, "婴儿睡袋"])
def test_what_nobody_can_filter_by_is_noted(text: str, word: str, query: str, category: str | None) -> None:
    reading, _ = read(text, category, query)
    assert (reading.intent, reading.topic, reading.notes) == ("refine", "same", (("unread", word),))


def test_where_nothing_is_like_that_the_goods_stay() -> None:
    reading, old = read("only the snuggly ones")
    need = old.model_copy(update={"query": "sleeping bag snuggly"})
    assert still_named(reading, need, old, lambda asked: 0).query == "sleeping bag"
    assert still_named(reading, need, old, lambda asked: 3).query == "sleeping bag snuggly"
    other = need.model_copy(update={"query": "laminator"})
    assert still_named(reading.model_copy(update={"topic": "new"}), other, old, lambda asked: 0).query == "laminator"
