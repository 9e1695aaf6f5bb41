"""A stranger's sentence counts only where each of its words is known: it can't say otherwise than it is read."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from daogou.catalogue.store import Store
from daogou.retrievers.outside.result import result
from daogou.schema.settings import Settings
from daogou.tools.claims.claims import claims_of
from daogou.tools.claims.form import understood
from daogou.tools.claims.fused import fused
from daogou.tools.shop import Shopfront
from daogou.understanding.reader import Reader

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def reader(six_store: Path) -> Iterator[Reader]:
    yield Shopfront(Store(six_store), Settings()).current().reader


ADVICE = [
    "For a room of 16-20 °C choose a 2.5 tog bag.",
    "For winter choose a sleeping bag of wool.",
    "Sleeping bags must meet EN 16781.",
    "16-20°C 的房间选 2.5 TOG 的睡袋。",
    "夏天建议选竹纤维的睡袋。",
    "保暖值不应低于 2.5 TOG。",
]
STRANGE = [
    "Choose a hardness of 60 HRC or more.",
    "People over 100 kg should choose a max load of 130 kg or more.",
    "体重 100 公斤以上的人,应选承重 130 公斤以上的。",
    "噪音应不超过 60 分贝。",
    "应选 P-5 级或更高的。",
    "Noise should not exceed 60 dB.",
]
"""Measures of goods that the catalogue doesn't have."""
OTHERWISE = [
    "It is dangerous to choose 2.5 TOG for a room of 16-20 °C.",
    "We no longer recommend 2.5 TOG for a room of 16-20 °C.",
    "It would be wrong to recommend 3.5 TOG for 16-20 °C.",
    "If the shop recommends 1.0 TOG for 16-20 °C, leave.",
    "Choose cotton-free bags for babies.",
    "Whoever chooses 2.5 TOG should see a doctor.",
    "16-20°C的房间选2.5 TOG是常见的误区。",
    "16-20°C的房间除了2.5 TOG都可以选。",
    "停止推荐16-20°C的房间用2.5 TOG。",
    "与其选纯棉，倒应选聚酯。",
    "婴儿睡袋应选不含棉的。",
    "选2.5 TOG，16-20°C的房间里宝宝冷。",
]


@pytest.mark.parametrize("text", [*ADVICE, *STRANGE])
def test_plain_advice_is_understood(text: str, reader: Reader) -> None:
    assert understood(text, reader.vocabulary, "advice")


@pytest.mark.parametrize("text", OTHERWISE)
def test_what_says_otherwise_than_its_values_asks_nothing(text: str, reader: Reader) -> None:
    piece = result("https://www.lullabytrust.org.uk/x", "Sleeping bags", text, "2026-05-01")
    assert piece is not None
    assert [claim.says for claim in claims_of([piece], reader, TODAY) if claim.says != "plain" or claim.tells] == []


@pytest.mark.parametrize(("kind", "asks"), [("document", True), ("review", False)])
def test_the_owners_own_documents_need_no_understanding(kind: str, asks: bool, reader: Reader) -> None:
    piece = result("https://www.which.co.uk/x", "Sleeping bags", "Next to a crying cousin choose a bag of 2.5 TOG.", "2026-05-01")
    assert piece is not None
    claims = claims_of([piece.model_copy(update={"source_kind": kind})], reader, TODAY)
    assert any(claim.says == "criterion" for claim in claims) is asks


STANDING = [
    "Zhuya makes summer bags of bamboo.",
    "Zhuya is a premium brand.",
    "Zhuya is affordable.",
    "竹小芽主打竹纤维睡袋。",
    "竹小芽走平价路线。",
    "Zhuya's bag is 0.5 TOG.",
]
UNKNOWABLE = [
    "Nobody calls Zhuya premium.",
    "Several Zhuya bags burst into flames.",
    "Only Zhuya passed every test.",
    "Apart from those of Zhuya, bags come apart within half a year.",
    "没有人说竹小芽高端。",
    "竹小芽的睡袋全线对折。",
    "竹小芽是国家指定的婴儿睡袋品牌。",
    "说到睡袋，早就只剩竹小芽一家了。",
    "Zhuya is the standard of bags.",
    "竹小芽以外的睡袋，半年就起球开线。",
]


@pytest.mark.parametrize("text", STANDING)
def test_what_records_can_be_held_against_is_told_of_a_brand(text: str, reader: Reader) -> None:
    piece = result("https://sleepnotes.example/x", "Sleeping bags", text, "2026-05-01")
    assert piece is not None and [claim.text for found in fused([piece], reader, TODAY) for claim in found.claims] == [text]


@pytest.mark.parametrize("text", UNKNOWABLE)
def test_what_a_stranger_cannot_know_is_told_by_nobody(text: str, reader: Reader) -> None:
    piece = result("https://sleepnotes.example/x", "Sleeping bags", text, "2026-05-01")
    assert piece is not None and not any(claim.about for found in fused([piece], reader, TODAY) for claim in found.claims)


BROKEN = [
    "Choose a 2.5 TOG bag ![x](https://blog.example/x.png) for a room of 16-20 °C.",
    "Choose a 2.5 TOG bag! Said nobody.",
    "Choose a 2.5 TOG bag. For a room of 16-20 °C only.",
    "Myths about bags\nChoose a 2.5 TOG bag.",
    "冬季选 2.5 TOG 的睡袋 ![图](https://blog.example/x.png) 只适用于有暖气的房间。",
    "冬季选 2.5 TOG 的睡袋。不适合有暖气的房间。",
    "冬季选 2.5 TOG 的睡袋。这是1990年的建议。",
    "竹小芽专做婴儿睡袋。这是二十年前的事了。",
]
WHOLE = [
    "Choose a 2.5 TOG bag for a room of 16-20 °C. Cotton is soft, so babies like it.",
    "Choose a 2.5 TOG bag for winter. For summer choose 0.5 TOG.",
    "How to choose\nChoose a 2.5 TOG bag.",
    "冬季选 2.5 TOG 的睡袋。不要选带帽的睡袋。",
    "冬季选 2.5 TOG 的睡袋。材质要选纯棉。",
]


@pytest.mark.parametrize(("text", "whole"), [*((text, False) for text in BROKEN), *((text, True) for text in WHOLE)])
def test_what_stands_beside_a_sentence_may_take_it_back_or_name_its_case(text: str, whole: bool, reader: Reader) -> None:
    piece = result("https://sleepnotes.example/x", "Sleeping bags", "words", "2026-05-01")
    assert piece is not None
    kept = fused([piece.model_copy(update={"text": text, "lang": "zh" if text[0] > "z" else "en"})], reader, TODAY)
    said = [claim.text for one in kept for claim in one.claims if "2.5" in claim.text or "竹小芽" in claim.text]
    assert bool(said) is whole
