"""Pure cotton, 100 % wool: what the record says is less than that isn't it, in the search, in the comparison and where it is asked of one product."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.product import Product


def product(demo: Assistant, product_id: str) -> Product:
    found = demo.shopfront.current().catalogue.product(product_id)
    assert found is not None
    return found


@pytest.mark.parametrize("text", ["100%棉的袜子", "pure cotton socks"])
def test_socks_of_some_cotton_are_near_misses_of_pure_cotton(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"pure-{text}")
    [wanted] = reply.need.hard
    first = product(demo, reply.cards[0].product_id)
    assert wanted.field == "attr.material" and all(wanted.name in card.failed for card in reply.cards)
    assert first.attributes["cotton_pct"] == 95, "the nearest first"
    assert "95%" in reply.text


@pytest.mark.parametrize("text", ["棉质袜子", "cotton socks"])
def test_cotton_alone_may_be_blended(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"blended-{text}")
    assert reply.cards and not any(card.failed for card in reply.cards)


@pytest.mark.parametrize("text", ["纯羊毛袜子", "pure wool socks"])
def test_some_of_another_material_is_not_all_of_one(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"wool-{text}")
    best = product(demo, reply.cards[0].product_id)
    assert reply.need.hard[0].name in reply.cards[0].failed
    assert (best.attributes["material"], best.attributes["cotton_pct"]) == ("羊毛", 20)


@pytest.mark.parametrize("text", ["100% organic cotton baby romper", "不要纯棉的袜子"])
def test_where_no_share_is_stated_the_value_stands(demo: Assistant, text: str) -> None:
    assert not any(card.failed for card in demo.ask(text, thread=f"stands-{text}").cards)


@pytest.mark.parametrize(
    "texts",
    [
        ("精梳棉袜子", "第一款是纯棉的吗", "比较第一款和第二款"),
        ("combed cotton socks", "is the first one pure cotton?"),
    ],
)
def test_it_is_told_of_those_shown_too(demo: Assistant, texts: tuple[str, ...]) -> None:
    reply = [demo.ask(text, thread=f"told-{texts}") for text in texts][-1]
    share = product(demo, reply.cards[0].product_id).attributes["cotton_pct"]
    assert f"{share}%" in reply.text
