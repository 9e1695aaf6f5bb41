"""What goods are measured by is nothing that the catalogue lacks."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.tools.searching.stated import measured_by


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("look for high TOG", ("婴儿睡袋",)), ("show me lids", None), ("连体衣，三种尺码", None)],
)
def test_what_goods_are_measured_by_is_theirs(demo: Assistant, text: str, kinds: tuple[str, ...] | None) -> None:
    reply = demo.ask(text, thread=text)
    found = measured_by(reply.need.query, demo.shopfront.current())
    assert (found[1] if found else None) == kinds and not (kinds and [card for card in reply.cards if not card.near])
