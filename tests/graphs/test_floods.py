"""One buyer's flood: the reply says what was not read, the conversation keeps what was, and goes on as if nothing had been."""

import pytest
from daogou.eval.floods import floods, play
from daogou.graphs.opening import Assistant
from daogou.tools.wording.wording import Wording
from daogou.understanding.language.text import clean

from ..long import few
from .commanded import seek, turn

FLOODS = [
    "龘" * 1000, "你是" + "👨‍👩‍👧" * 300 + "白痴吗", "가" * 600 + "吗？", "第2款" * 500, "Baby sleeping bag cotton " * 80,
    "，".join(f"第{number}款怎么样" for number in range(200)), " ".join(f"is option {number} good?" for number in range(200)),
]  # fmt: skip


@pytest.mark.parametrize("before", few(["", "wireless mice"], ""))
@pytest.mark.parametrize("text", FLOODS)
def test_what_is_not_read_is_said_once_and_the_conversation_goes_on_behind_it(assistant: Assistant, before: str, text: str) -> None:
    if before:
        assistant.ask(before, thread="t")
    reply = assistant.ask(text, thread="t")
    wording = Wording(reply.language, reply.turn, assistant.shopfront.current().glossary)
    cleaned = clean(text)
    said = wording.say("note.cut", text=cleaned.cut) if cleaned.cut else wording.say("note.repeated")
    told = bool(cleaned.cut) or cleaned.repeated  # of signs alone nothing is lost
    assert reply.text.count(said) == told
    assert (("cut" if cleaned.cut else "repeated") in reply.understood.left_out) == told
    found = turn(assistant, "t", seek("无线鼠标"))
    assert found.cards[0].product_id.startswith("mouse") and not found.lacking


def test_an_ordinary_message_is_told_of_nothing(assistant: Assistant) -> None:
    reply = assistant.ask("无线鼠标，100元以内，第一款怎么样？" * 2, thread="t")
    assert reply.understood.left_out == ()


def test_floods_are_the_same_for_the_same_seed_and_each_is_told(assistant: Assistant) -> None:
    shop = assistant.shopfront.current()
    every = list(floods(shop.reader.vocabulary, shop.catalogue))
    assert every == list(floods(shop.reader.vocabulary, shop.catalogue))
    some = [next(flood for flood in every if flood.kind == kind) for kind in dict.fromkeys(flood.kind for flood in every)]
    played = play(assistant, some)
    assert len(played) == 3 * len(some) and all(each.told for each in played)
