"""What is known is told, once and with what it stands on."""

import re

import pytest
from daogou.graphs.opening import Assistant
from daogou.retrievers.notes import GENERAL, trade_of
from daogou.schema.reply import Reply
from daogou.tools.searching.needs import trades_of
from daogou.tools.searching.stated import measured_by

from ..acting import act, do
from .commanded import Said, ask, seek, turn

NUMBERS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def numbers(text: str) -> set[str]:
    return {number.replace(",", "") for number in NUMBERS.findall(text)}


def unheld(reply: Reply, opening: str) -> set[str]:
    """Numbers of the lines that open so, which no quote cited in that line holds; a list's own numbers and the mark aside."""
    held = {citation.n: numbers(citation.quote + citation.title) for citation in reply.citations}
    left: set[str] = set()
    for line in reply.text.splitlines():
        marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", line)]
        if re.match(opening, line) and marks:
            said = re.sub(r"\[\d+\]|近 90 天|in 90 days|^\d+\. |numbers? [\d, and]+|第 [\d、]+ 款", " ", line)
            left |= numbers(said) - set().union(*(held[mark] for mark in marks))
    return left


@pytest.mark.parametrize("text", ["找羽绒服", "which brands of down jackets do you have?", "怎么选羽绒服"])
def test_a_citation_holds_each_number_of_the_line_that_it_stands_in(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"held-{text}")
    assert reply.citations and unheld(reply, r"\*\*" if "选" in text else r"\d+\. |- \*\*") == set()


WASHED = [
    ("找羽绒服", "第一款怎么洗"),
    ("show me down jackets", "how do I wash the first one?"),
    ("找保温杯", "第二款怎么洗？"),
]


@pytest.mark.parametrize(("first", "text"), WASHED)
def test_how_to_wash_a_product_is_told_by_a_guide_or_note_to_such_goods(demo: Assistant, first: str, text: str) -> None:
    demo.ask(first, thread=f"wash-{text}")
    reply = demo.ask(text, thread=f"wash-{text}")
    told = next(one for one in reply.citations if one.kind == "guide")
    guide = demo.shopfront.current().catalogue.guide(told.ref)
    kinds = {part for product in demo.shopfront.current().catalogue.products([reply.cards[0].product_id]) for part in product.category}
    if guide is None:  # a general note, where it is much surer
        assert told.source_kind == GENERAL and trade_of(told.ref) in trades_of(tuple(kinds)) and ("洗" in told.quote or "wash" in told.quote)
    else:
        assert guide.topic == "care" and (not guide.category or kinds & {*guide.category})


@pytest.mark.parametrize(("text", "word"), [("pillows for my mum", "mum"), ("给老婆买的枕头", "老婆")])
def test_for_whom_he_buys_is_not_missed_in_records(demo: Assistant, text: str, word: str) -> None:
    reply = demo.ask(text, thread=f"kin-{text}")
    assert reply.cards and word not in reply.text


def test_what_a_list_says_is_not_said_again_behind_it_and_the_rest_is(assistant: Assistant) -> None:
    plain = turn(assistant, "plain", seek("婴儿睡袋", quantity=60)).text
    every: list[Said] = [{"kind": "all", "count": 0}]
    assert [turn(assistant, f"t{len(of)}", seek("婴儿睡袋", quantity=60), ask("price", of=of)).text for of in ([], every)] == [plain, plain]
    more = turn(assistant, "more", seek("婴儿睡袋", quantity=60), ask("price", "certification")).text
    assert plain.splitlines()[0] in more and len(more) > len(plain)
    one = ask("price", of=[{"kind": "extreme", "sort": "price"}])
    assert turn(assistant, "one", seek("婴儿睡袋", quantity=60), one).text != plain


@pytest.mark.parametrize("text", ["哪款评价最好？", "which has the best reviews?"])
def test_the_best_score_of_those_shown_is_told(assistant: Assistant, text: str) -> None:
    shown = act(assistant, "t", do("seek", goods="婴儿睡袋"), text=text).cards[:5]
    best = {"kind": "extreme", "sort": "rating"}
    reply = act(assistant, "t", do("ask", of=[best], fields=["rating"]), do("ask", fields=["capability.logo"]), text=text)
    assert f"{max(card.rating for card in shown if card.rating is not None):g}" in reply.text.replace("\n\n- ", "\f").split("\f")[0]


SIDES = ["24寸", "26寸"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_records_give_stands_in_the_first_sentence(demo: Assistant, language: str) -> None:
    thread = f"undecided-{language}"
    turn(demo, thread, seek("行李箱"), language=language)
    reply = turn(demo, thread, {"command": "learn", "subject": "24还是26寸", "alternatives": SIDES}, language=language)
    first, *rest = reply.text.splitlines()
    assert all(side in first for side in SIDES) and "¥" in first
    assert sum(line.startswith("- **") for line in rest) == len(SIDES)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("high TOG", ("婴儿睡袋",)), ("lids", None), ("连体衣，三种尺码", None)],
)
def test_what_goods_are_measured_by_is_theirs(demo: Assistant, text: str, kinds: tuple[str, ...] | None) -> None:
    reply = turn(demo, text, seek(text), text=text)
    found = measured_by(reply.need.query, demo.shopfront.current())
    assert (found[1] if found else None) == kinds and not (kinds and [card for card in reply.cards if not card.near])


UNREAD = pytest.mark.xfail(reason="the line that states a term is not quoted first", strict=True)


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("what is class B?", "Class B is"),
        pytest.param("A类是什么意思", "A 类适用于", marks=UNREAD),
        ("蓬松度是什么意思", "蓬松度表示"),
    ],
)
def test_the_line_that_states_a_term_comes_first(demo: Assistant, text: str, opens: str) -> None:
    reply = demo.ask(text, thread=f"term-{text}")
    assert reply.intent == "product_question" and reply.citations[0].quote.startswith(opens)


@pytest.mark.parametrize(
    ("text", "said"),
    [("can I put a power bank in checked luggage?", "checked ba"), ("30000毫安能托运吗", "托运")],
)
def test_what_may_be_checked_in_is_told_by_guides(demo: Assistant, text: str, said: str) -> None:
    reply = demo.ask(text, thread=f"journey-{text}")
    assert (reply.intent, reply.cards) == ("product_question", ())
    assert reply.citations and all(said in one.quote for one in reply.citations)


@pytest.mark.parametrize("text", ["is 2.5 TOG too warm?", "用2.5TOG会热吗"])
def test_a_room_that_was_measured_is_answered_by_its_own_band(demo: Assistant, text: str) -> None:
    reply = act(demo, None, do("tell", fact="room_temp_c", value=21), do("learn", subject=text), text=text)
    assert reply.intent == "product_question" and "1.0 TOG" in reply.citations[0].quote and "20-24" in reply.citations[0].quote


def test_how_thick_is_answered_by_the_band_of_the_room_that_was_told(demo: Assistant) -> None:
    said = (do("seek", goods="睡袋", audience="宝宝"), do("tell", fact="room_temp_c", value=26), do("learn", subject="要多厚的"))
    reply = act(demo, None, *said, text="宝宝睡袋，空调26度，要多厚的")
    assert reply.cards and "24-27" in reply.citations[0].quote and "0.5 TOG" in reply.citations[0].quote
