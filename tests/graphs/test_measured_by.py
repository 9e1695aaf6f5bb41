"""What goods are measured by is nothing that the catalogue lacks."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.tools.searching.stated import measured_by


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("look for high TOG", ("婴儿睡袋",)), ("show me lids", None), ("look for zorby", None), ("连体衣，三种尺码", None)],
)
def test_what_goods_are_measured_by_is_theirs(demo: Assistant, text: str, kinds: tuple[str, ...] | None) -> None:
    reply = demo.ask(text, thread=text)
    found = measured_by(reply.need.query, demo.shopfront.current())
    assert (found[1] if found else None) == kinds and not (kinds and [card for card in reply.cards if not card.near])


@pytest.mark.parametrize("text", ["which TOG sleeping bag for a room of 22 degrees?"])
def test_no_products_are_said_to_lack_a_word_for_what_they_state(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=text)
    assert reply.cards and not any("「TOG」" in line or '"TOG"' in line for line in reply.text.splitlines())
