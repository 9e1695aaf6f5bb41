"""Goods asked for by a longer name than their shelf's."""

import json
from collections.abc import Iterator

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.settings import Settings

from .commanded import seek, turn

TOWELS = (
    ("bath-1", "Cotton Bath Towel", "纯棉浴巾", "70x140", "terry"),
    ("bath-2", "Bath Towel with Border", "缎档浴巾", "70x140", "satin"),
    ("large", "Hotel Towel, Terry", "毛圈酒店毛巾", "70x140", "terry"),
    *((f"face-{n}", f"Face Towel No. {n}", f"{n}号洗脸毛巾", "34x74", "terry" if n % 2 else "satin") for n in range(5)),
    *((f"hotel-{n}", f"Hotel Towel No. {n}", f"{n}号酒店毛巾", "35x75", "satin" if n % 2 else "terry") for n in range(4)),
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Three towels of the size of bath towels, two of which are called so."""
    folder = tmp_path_factory.mktemp("towels")
    rows = [
        {
            "id": name, "title": title, "category": ["towels"], "price": 30, "currency": "CNY", "lang": "en",
            "attributes": {"size_cm": size, "weave": weave}, "translations": {"zh": {"title": chinese, "category": ["毛巾"]}},
        }
        for name, title, chinese, size, weave in TOWELS
    ]  # fmt: skip
    (folder / "products.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    ingest([folder], folder / "store")
    with open_assistant(settings=Settings(store=folder / "store", state=folder / "state")) as assistant:
        yield assistant


@pytest.mark.parametrize("goods", ["bath towels", "浴巾"])
def test_what_is_as_those_called_so_is_meant_and_another_kind_is_not(shop: Assistant, goods: str) -> None:
    reply = turn(shop, f"kind-{goods}", seek(goods), language="zh" if goods > "z" else "en")
    assert {card.product_id for card in reply.cards} == {"bath-1", "bath-2", "large"}


@pytest.mark.parametrize("goods", ["hotel towels", "towels"])
def test_a_name_that_no_value_goes_with_tells_no_kind(shop: Assistant, goods: str) -> None:
    reply = turn(shop, f"all-{goods}", seek(goods))
    assert len(reply.cards) > 4
