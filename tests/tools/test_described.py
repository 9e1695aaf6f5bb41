"""Words that only say what goods asked for before are to be like never take the goods' place."""

from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.tools.searching.described import still_named


def test_where_nothing_is_like_that_the_goods_stay() -> None:
    old = Need(query="sleeping bag", language="en")
    reading = Reading(intent="refine", language="en", topic="same", query="snuggly", notes=(("unread", "snuggly"),))
    need = old.model_copy(update={"query": "sleeping bag snuggly"})
    assert still_named(reading, need, old, lambda asked: 0).query == "sleeping bag"
    assert still_named(reading, need, old, lambda asked: 3).query == "sleeping bag snuggly"
    other = need.model_copy(update={"query": "laminator"})
    assert still_named(reading.model_copy(update={"topic": "new"}), other, old, lambda asked: 0).query == "laminator"
