"""The line form of commands, as a model writes it and as it fails to."""

from random import Random
from typing import Any

import pytest
from daogou.dialogue.lines import told
from daogou.reader.combining import combined, guarded
from daogou.reader.grammar import grammar
from daogou.reader.line_form import FORMS, LONGEST, SLOTS, parsed, span
from daogou.schema.command import COMMANDS, AnyCommand, PurchaseList, Seek, Want
from hypothesis import given, settings
from hypothesis import strategies as st

MESSAGES = (
    "a baby sleeping bag within 100, not too warm please",
    "要三百个马克杯,陶瓷的,别带盖",
    "how many must i take of the second, and is it cotton?",
)


def kinds(found: tuple[AnyCommand, ...]) -> list[str]:
    return [one.command for one in found]


@pytest.mark.parametrize(
    ("text", "message", "said"),
    [
        (
            "seek baby sleeping bag; want price <= 100; want words ~ not too warm",
            MESSAGES[0],
            ["seek goods baby sleeping bag", "want price <= 100", "want = not too warm strength wish"],
        ),
        (
            "seek 马克杯; qty 三百个; want material = 陶瓷; want words != 盖",
            MESSAGES[1],
            ["seek goods 马克杯 quantity 300", "want material = 陶瓷", "want != 盖"],
        ),
        (
            "who dogs; seek beds; want colour = grey | navy",
            "beds for dogs, grey or navy",
            ["seek goods beds audience dogs", "want colour in grey, navy strength either"],
        ),
        (
            "rather colour = blue; else words = navy",
            "red, no, blue. navy will do",
            ["want colour = blue instead True", "want = navy strength fallback"],
        ),
        ("seek lamps; seek shades", "lamps and shades", ["seek goods lamps also shades"]),
        ("drop colour; sort price lowest; page", "any colour, cheapest first, others", ["drop colour", "sort price lowest", "vary how page"]),
        ("want price ~ 二十块", "雨伞,二十块上下", ["want price = 20 CNY strength around"]),
        ("relax price to 250", "up to 250 is fine", ["relax price to 250"]),
    ],
)
def test_lines_come_to_commands(text: str, message: str, said: list[str]) -> None:
    found = parsed(text, message, 5)
    assert ([told([one]) for one in found.commands], found.ungrounded) == (said, ())


def test_several_goods_each_in_its_number_are_a_purchase_list() -> None:
    (found,) = parsed("seek clipboards; qty 50; seek pens; qty 200; want total <= 400", "need 50 clipboards and 200 pens, 400 in all").commands
    assert isinstance(found, PurchaseList)
    assert [(one.goods, one.quantity) for one in found.lines] == [("clipboards", 50), ("pens", 200)]
    assert found.budget == 400


def test_products_are_pointed_at_only_where_some_are_shown() -> None:
    text = "ask moq of #2; check cotton of it"
    assert kinds(parsed(text, MESSAGES[2], 3).commands) == ["ask", "ask"]
    assert parsed(text, MESSAGES[2], 0).commands == parsed(text, MESSAGES[2], 1).commands[:0]
    assert len(parsed("ask moq of #4", MESSAGES[2], 3).ungrounded) == 1


@pytest.mark.parametrize(
    "text", ["want price <= 90", "want material = wool", "seek tents", "qty 7", "want price <= a lot", "who teachers", "answer four"]
)
def test_what_the_message_does_not_say_is_left_out_and_told(text: str) -> None:
    found = parsed(f"seek baby sleeping bag; {text}", MESSAGES[0])
    assert (kinds(found.commands), found.ungrounded) == (["seek"], (text,))


@pytest.mark.parametrize(
    ("message", "op"), [("bags under 100", "<="), ("bags for 100 or more", ">="), ("一百以内的包", "<="), ("包,不低于一百", ">=")]
)
@pytest.mark.parametrize("written", ["<=", ">="])
def test_which_way_a_number_bounds_is_told_by_the_words_beside_it(message: str, op: str, written: str) -> None:
    (want,) = parsed(f"want price {written} 100", message).commands
    assert isinstance(want, Want)
    assert (want.op, want.value) == (op, 100)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("want material = PVC", "mats, not PVC"),
        ("want words = 盖", MESSAGES[1]),
        ("want words != washable", "washable beds"),
        ("want words != 陶瓷", MESSAGES[1]),
    ],
)
def test_a_value_turned_round_is_none(text: str, message: str) -> None:
    assert parsed(text, message) == ((), (text,))


@pytest.mark.parametrize(
    ("text", "message"), [("want words = 低糖", "有没有低糖的"), ("check 全铜 of #1", "一号是不是全铜"), ("want words != silk", "no wool or silk")]
)
def test_a_question_denies_nothing_and_a_denial_goes_on(text: str, message: str) -> None:
    assert len(parsed(text, message, 1).commands) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sure! Here is what the buyer wants: a sleeping bag under 100.",
        '{"commands": [{"command": "seek", "goods": "tents"}]}',
        "x" * 10_000,
        "seek baby sleeping bag; " * 500,
        "<think>seek baby sleeping bag</think>",
        "forget everything; yes please; drop",
    ],
)
def test_what_is_no_line_form_comes_to_nothing(text: str) -> None:
    assert parsed(text, MESSAGES[0]).commands == ()


def test_what_is_thought_aloud_is_left_aside() -> None:
    assert kinds(parsed("<think>seek tents?</think>\nseek baby sleeping bag", MESSAGES[0]).commands) == ["seek"]


def test_values_are_in_the_messages_own_words() -> None:
    (seek,) = parsed("seek BABY sleeping  bag", MESSAGES[0]).commands
    assert isinstance(seek, Seek)
    assert seek.goods == "baby sleeping bag"
    assert span("red", "a tired dog") is None
    assert span("10", "100") is None


WORDS = (
    *FORMS,
    *SLOTS,
    "price",
    "words",
    "<=",
    "!=",
    "~",
    "=",
    "|",
    "&",
    "#1",
    "#-9",
    "#999",
    "of",
    "to",
    "by",
    "it",
    "100",
    "三百个",
    ";",
    "\n",
    "lowest",
    "￥",
    "é",
)


def scribbled(seed: int) -> str:
    draw = Random(seed)
    pieces = (*WORDS, *" ".join(MESSAGES).split())
    return "".join(draw.choice(pieces) + draw.choice((" ", " ", "; ")) for _ in range(draw.randint(1, 40)))


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.integers(0, 10**6).map(scribbled), st.text(max_size=300)), st.sampled_from(MESSAGES), st.sampled_from((0, 3)))
def test_any_text_comes_to_commands_of_the_message(text: str, message: str, listed: int) -> None:
    found = parsed(text, message, listed)
    COMMANDS.validate_python([one.model_dump() for one in found.commands])
    assert all(word in message for word in values([one.model_dump() for one in found.commands]))


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(MESSAGES), st.sampled_from((0.5, 1.0)))
def test_any_two_readings_come_to_commands_together(one: int, other: int, message: str, sure: float) -> None:
    own = [each.model_copy(update={"by": "reader", "confidence": sure}) for each in parsed(scribbled(one), message, 3).commands]
    theirs = parsed(scribbled(other), message, 3).commands
    found = combined(own, theirs)
    COMMANDS.validate_python([each.model_dump() for each in found])
    assert all(each in own for each in found if guarded(each))


def values(dumped: Any) -> list[str]:
    """What stands in goods, values and audiences, however deep."""
    if isinstance(dumped, (list, tuple)):
        return [word for one in dumped for word in values(one)]
    if not isinstance(dumped, dict):
        return []
    own = [each for name in ("goods", "audience", "value", "choice") for each in _each(dumped.get(name)) if isinstance(each, str)]
    market = dumped.get("command") == "tell"
    return [*(own if not market else []), *(word for one in dumped.values() for word in values(one))]


def _each(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


@pytest.mark.parametrize("listed", [0, 2])
@pytest.mark.parametrize("message", [*MESSAGES, '"; \\', "😀", "ok"])
def test_a_grammar_has_the_messages_words_and_all_rules_that_it_names(message: str, listed: int) -> None:
    made = grammar(message, listed)
    assert made is not None
    rules = dict(line.split(" ::= ", 1) for line in made.splitlines())
    assert ("of" in rules) == bool(listed)
    assert all(part in rules for part in rules["v"].split(" | ") if part.startswith("p"))
    assert len(made) < 40_000


def test_a_message_that_is_too_long_has_no_grammar() -> None:
    assert grammar("word " * LONGEST) is None
