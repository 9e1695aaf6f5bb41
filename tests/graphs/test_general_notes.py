"""What a shop assistant knows without a record: general notes answer where neither guides nor records do, told as such, and never of a shop's own."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import ask, learn, nth, seek, turn


def _general(reply: object) -> list[str]:
    return [one.quote for one in reply.citations if one.source_kind == "general"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "subject", "said"),
    [
        ("what do VA and watts mean on a UPS?", "what do VA and watts mean on a UPS", "VA"),
        ("投影仪要多少流明才够?", "投影仪要多少流明才够", "流明"),
    ],
)
def test_a_question_that_no_guide_answers_is_answered_by_a_note(demo: Assistant, text: str, subject: str, said: str) -> None:
    reply = turn(demo, f"note-{text}", learn(subject), text=text)
    assert any(said in quote for quote in _general(reply))


def test_each_question_of_a_message_is_answered_by_its_own_note(demo: Assistant) -> None:
    first, second = "what do VA and watts mean on a UPS", "what does PoE mean on a network switch"
    reply = turn(demo, "two-notes", learn(first), learn(second), text=f"{first}, and {second}?")
    told = _general(reply)
    assert "VA" in told[0] and any("PoE" in quote for quote in told[1:])


def test_a_guide_of_the_shop_comes_before_any_note(demo: Assistant) -> None:
    reply = turn(demo, "guide-first", learn("婴儿睡袋的TOG是什么意思"), text="婴儿睡袋的TOG是什么意思?")
    assert reply.citations and reply.citations[0].source_kind != "general"


@pytest.mark.parametrize("text", ["can you gift wrap the first one and get it here by saturday?", "第一款能包个礼盒、周六前送到吗?"])
def test_of_what_a_seller_does_no_note_tells(demo: Assistant, text: str) -> None:
    thread = f"gift-{text}"
    turn(demo, thread, seek("蓝牙音箱"), text="蓝牙音箱")
    assert not _general(turn(demo, thread, ask("terms.delivery", of=nth(1)), text=text))
