"""An allergy bars what goods are of, whichever words come first; a superlative that no record decides names none; how many "they" are is told."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import ask, extreme, seek, turn


@pytest.mark.parametrize(
    ("text", "attribute", "words"),
    [
        ("my daughter is allergic to nickel and latex, a pillow please", "fill", ("乳胶",)),
        ("她对乳胶过敏，推荐个枕头", "fill", ("乳胶",)),
        ("my baby is allergic to wool; find a baby sleeping bag under 200 yuan", "material", ("羊毛",)),
        ("宝宝对羊毛过敏，找一款婴儿睡袋", "material", ("羊毛",)),
    ],
)
def test_what_somebody_is_allergic_to_is_shown_by_none(demo: Assistant, text: str, attribute: str, words: tuple[str, ...]) -> None:
    reply = demo.ask(text, thread=f"allergic-{text}")
    found = demo.shopfront.current().catalogue.products([card.product_id for card in reply.cards if not card.near])
    assert found and not any(word in str(one.attributes.get(attribute, "")) for one in found for word in words)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_how_many_they_are_is_how_many_fit(demo: Assistant, language: str) -> None:
    thread = f"how-many-{language}"
    turn(demo, thread, seek("蓝牙耳机"), language=language)
    total = turn(demo, thread, ask("spread.count"), language=language).text
    assert total and turn(demo, thread, ask("spread.count", of=[{"kind": "all"}]), language=language).text == total


def test_the_first_of_all_that_nobody_can_order_is_none(demo: Assistant) -> None:
    turn(demo, "unordered", seek("毛巾"), text="毛巾")
    reply = turn(demo, "unordered", ask("attr.origin", of=extreme("-attr.origin")), text="产地最靠前的是哪款")
    assert reply.text.strip() and "：。" not in reply.text
