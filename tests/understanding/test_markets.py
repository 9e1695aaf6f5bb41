"""Certificates by market and kind of goods: knowledge with a source, in both languages alike."""

from daogou.understanding.language.lexicon import load
from daogou.understanding.markets import kinds, kinds_of, requirements

from ..demo_words import reader


def test_every_requirement_is_of_a_known_market_and_kind_with_its_source() -> None:
    words = load("markets")
    for row in words["requirements"]:
        assert row["market"] and set(row["kinds"]) <= set(kinds())
        assert row["words"] and len(row["source"]) > 8
    assert len(requirements()) >= 60


def test_what_only_covers_holds_or_applies_such_goods_is_none_of_them() -> None:
    words = reader().vocabulary
    assert [kinds_of(words, name) for name in ("手机壳", "化妆刷")] == [[], []]
    assert kinds_of(words, "蓝牙耳机")[:1] == ["wireless"] and kinds_of(words, "面膜") == ["cosmetics"] and kinds_of(words, "枕套") == ["textiles"]
