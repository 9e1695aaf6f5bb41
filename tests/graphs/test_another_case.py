"""A choice asked about is asked about of another case; what goods are measured by is nothing that the catalogue lacks."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.tools.searching.stated import measured_by


@pytest.mark.parametrize(
    ("first", "text", "said"),
    [
        ("Which TOG for a bedroom of 20 degrees?", "And for a baby who runs hot?", "runs warm"),
        ("婴儿睡袋怎么选", "那怕热的宝宝呢", "怕热"),
    ],
)
def test_a_guide_tells_what_suits_the_other_case(demo: Assistant, first: str, text: str, said: str) -> None:
    asked = demo.ask(first, thread=text)
    reply = demo.ask(text, thread=text)
    assert (asked.intent, reply.intent) == ("pick", "pick")
    assert any(citation.kind == "guide" and said in citation.quote for citation in reply.citations[:2])


@pytest.mark.parametrize("text", ["what about drones?", "what about shipping?", "and in red?", "and the second one?"])
def test_what_tells_no_case_asks_for_itself(demo: Assistant, text: str) -> None:
    demo.ask("which infant sleeping bag should I take?", thread=text)
    assert demo.ask(text, thread=text).intent != "pick"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("look for high TOG", ("婴儿睡袋",)), ("TOG高的", ("婴儿睡袋",)), ("show me lids", None), ("look for zorby", None), ("连体衣，三种尺码", None)],
)
def test_what_goods_are_measured_by_is_theirs(demo: Assistant, text: str, kinds: tuple[str, ...] | None) -> None:
    reply = demo.ask(text, thread=text)
    found = measured_by(reply.need.query, demo.shopfront.current())
    assert (found[1] if found else None) == kinds and not (kinds and [card for card in reply.cards if not card.near])


@pytest.mark.parametrize("text", ["室温22度该选多少TOG的睡袋", "which TOG sleeping bag for a room of 22 degrees?"])
def test_no_products_are_said_to_lack_a_word_for_what_they_state(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=text)
    assert reply.cards and not any("「TOG」" in line or '"TOG"' in line for line in reply.text.splitlines())
