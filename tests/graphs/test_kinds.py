"""What is sought is a kind of what lies on a shelf: nothing else is counted, priced, planned or picked for it."""

import json
from collections.abc import Iterator

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.settings import Settings

from ..acting import do
from .commanded import seek, turn

GOODS = {
    "paring-1": ("kitchen knives", "刀具", "Paring Knife with Guard", "带刀套水果刀", 9),
    "paring-2": ("kitchen knives", "刀具", "Steel Paring Knife", "不锈钢水果刀", 8),
    "chef-1": ("kitchen knives", "刀具", "Chef's Knife, Wooden Handle", "木柄厨师刀", 5),
    "chef-2": ("kitchen knives", "刀具", "Chef's Knife for Gifts", "送礼厨师刀", 6),
    "chef-3": ("kitchen knives", "刀具", "Forged Chef's Knife", "锻打厨师刀", 7),
    "baby-1": ("baby sleeping bags", "婴儿睡袋", "Cotton Baby Sleeping Bag", "纯棉婴儿睡袋", 30),
    "baby-2": ("baby sleeping bags", "婴儿睡袋", "Warm Baby Sleeping Bag", "加厚婴儿睡袋", 31),
    "baby-3": ("baby sleeping bags", "婴儿睡袋", "Summer Baby Sleeping Bag", "夏季婴儿睡袋", 29),
    "adult": ("adult sleeping bags", "成人睡袋", "Down Sleeping Bag for Camping", "露营羽绒睡袋", 90),
    "kayak-1": ("kayaking", "皮划艇", "River Adventure Kayak", "河流皮划艇", 400),
    "kayak-2": ("kayaking", "皮划艇", "Sunset Kayak Set", "日落皮划艇套装", 500),
    "kayak-3": ("kayaking", "皮划艇", "Crystal Kayak", "透明皮划艇", 450),
    "paddle": ("kayaking", "皮划艇", "Sunburst Kayak Paddle", "日光桨", 40),
    "poster": ("kayaking", "皮划艇", "Lake Kayak Art Print", "湖景装饰画", 20),
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("kinds")
    rows = [
        {
            "id": name, "title": title, "category": [shelf], "price": price, "currency": "CNY", "lang": "en",
            "translations": {"zh": {"title": chinese, "category": [called]}},
        }
        for name, (shelf, called, title, chinese, price) in GOODS.items()
    ]  # fmt: skip
    (folder / "products.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    ingest([folder], folder / "store")
    with open_assistant(settings=Settings(store=folder / "store", state=folder / "state")) as assistant:
        yield assistant


@pytest.mark.parametrize(("goods", "language"), [("paring knives", "en"), ("水果刀", "zh")])
def test_one_kind_is_no_other_of_its_shelf_and_the_cheapest_is_of_it(shop: Assistant, goods: str, language: str) -> None:
    reply = turn(shop, f"kind-{goods}", seek(goods), do("sort", key="price"), language=language)
    assert [card.product_id for card in reply.cards] == ["paring-2", "paring-1"]


@pytest.mark.parametrize(("goods", "language"), [("kitchen knives", "en"), ("刀具", "zh")])
def test_who_asks_for_all_kinds_gets_all(shop: Assistant, goods: str, language: str) -> None:
    reply = turn(shop, f"all-{goods}", seek(goods), language=language)
    assert len(reply.cards) == 5


def test_a_kind_that_nothing_is_of_is_said_and_the_others_come(shop: Assistant) -> None:
    reply = turn(shop, "cleavers", seek("bone chopper"))
    assert reply.cards and "bone chopper" in reply.text


def test_what_goes_with_a_thing_by_a_name_nobody_listed_is_not_it(shop: Assistant) -> None:
    reply = turn(shop, "kayaks", seek("kayaks"), do("sort", key="price"))
    assert [card.product_id for card in reply.cards] == ["kayak-1", "kayak-3", "kayak-2"]


@pytest.mark.parametrize(("audience", "first"), [("my boyfriend and me", "adult"), ("newborn", "baby")])
def test_goods_of_one_name_for_two_audiences_are_those_for_whom_they_are_sought(shop: Assistant, audience: str, first: str) -> None:
    reply = turn(shop, f"for-{audience}", seek("sleeping bags", audience=audience))
    assert reply.cards and all(card.product_id.startswith(first) for card in reply.cards)
