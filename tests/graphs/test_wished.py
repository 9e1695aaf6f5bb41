"""Wishes that no field of a store is for: what meets them comes first, what says otherwise last, and the reply tells both by the records' words."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal

import pytest
from daogou.eval.truth.checker import faults
from daogou.graphs.opening import Assistant
from daogou.schema.command import Seek, Want
from daogou.schema.reply import Reply
from daogou.tools.wording.wording import Wording

from ..acting import act
from .commanded import seek, shop_of, turn, want

SOFAS = (
    ("Emerald Velvet Sofa", "With gray cushions.", 300),
    ("Cosy Reading Sofa", "Sits four.", 200),
    ("Modern Gray Linen Sofa", "For flats.", 900),
    ("Red Loveseat Sofa", "Compact.", 100),
    ("Leather Sofa in Charcoal", "Wipes clean.", 800),
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Five sofas whose colours stand in titles alone."""
    rows = [
        {"id": title.split()[0].lower(), "title": title, "description": text, "category": ["sofas"], "price": price, "currency": "USD", "lang": "en"}
        for title, text, price in SOFAS
    ]
    with shop_of(tmp_path_factory.mktemp("sofas"), rows) as opened:
        yield opened


def ids(reply: Reply) -> Sequence[str]:
    return [card.product_id for card in reply.cards]


SEEK = {"command": "seek", "goods": "sofas"}


def test_what_says_it_comes_first_and_what_says_otherwise_last(shop: Assistant) -> None:
    reply = act(shop, "grey", SEEK, {"command": "want", "value": "grey", "strength": "wish"})
    assert {*ids(reply)[:2]} == {"modern", "leather"} and ids(reply)[2] == "cosy"
    (line,) = [line for line in reply.text.splitlines() if line.startswith("Grey:")]
    assert all(word in line for word in ("gray", "charcoal", "not number 4 (emerald)", "(red)"))
    assert reply.understood.unused == ()


def test_what_must_be_so_in_words_shows_those_that_say_it(shop: Assistant) -> None:
    """Where several do; of one alone the others are shown behind it."""
    grey = act(shop, "must", SEEK, {"command": "want", "value": "grey"})
    assert {*ids(grey)} == {"modern", "leather"}
    velvet = act(shop, "one", SEEK, {"command": "want", "value": "velvet"})
    assert ids(velvet)[0] == "emerald" and len(ids(velvet)) == len(SOFAS)


def test_what_is_not_wanted_is_left_out_and_stays_unwanted(shop: Assistant) -> None:
    act(shop, "no red", SEEK, {"command": "want", "op": "!=", "value": "red"})
    reply = act(shop, "no red", {"command": "want", "field": "price", "op": "<=", "value": 850})
    assert ids(reply) and "red" not in ids(reply) and "not red" in reply.need.words


def test_what_no_record_says_is_named_once(shop: Assistant) -> None:
    reply = act(shop, "silent", SEEK, {"command": "want", "value": "scratch-proof"}, {"command": "want", "op": "!=", "value": "zips"})
    assert reply.text.count("scratch-proof") == reply.text.count("zips") == 1
    assert reply.understood.unused == ("scratch-proof",)  # that none has a zip was looked for


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_words_were_not_checked_denies_no_record(shop: Assistant, language: Literal["zh", "en"]) -> None:
    reply = act(shop, f"unchecked-{language}", SEEK, text="sofas for reading")
    said = reply.model_copy(update={"language": language, "text": Wording(language).say("note.unused", text="reading")})
    assert not faults(said, shop.shopfront.current().catalogue, datetime.now(UTC).date(), ("sofas for reading",))


def test_a_measure_that_no_field_is_for_is_kept_with_its_bound(shop: Assistant) -> None:
    reply = act(shop, "wide", SEEK, {"command": "want", "field": "width", "op": "<=", "value": 180, "unit": "cm"})
    assert reply.need.words == ("width ≤ 180 cm",)


KEYBOARDS = (
    ("loud", "Clack Keyboard", 330, 87, "blue"),
    ("small", "Hush Mini Keyboard", 180, 84, "silent"),
    ("large", "Hush Full Keyboard", 350, 104, "silent"),
    ("huge", "Hush Studio Keyboard", 360, 140, "silent"),
)


@pytest.fixture(scope="module")
def keyboards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Four keyboards of which none costs 300 to 400, has some 87 keys and is silent."""
    rows = [
        {
            "id": name, "title": title, "category": ["keyboards"], "price": price, "currency": "CNY", "lang": "en",
            "attributes": {"switch": switch, "layout_keys": keys},
        }
        for name, title, price, keys, switch in KEYBOARDS
    ]  # fmt: skip
    with shop_of(tmp_path_factory.mktemp("keyboards"), rows) as opened:
        yield opened


def asked(keyboards: Assistant, thread: str, language: str = "en") -> Reply:
    musts = [want("price", ">=", 300), want("price", "<=", 400), want("switch", "=", "silent")]
    return turn(keyboards, thread, seek("keyboards"), *musts, want("layout_keys", "=", 87, strength="around"), language=language)


def test_what_costs_less_comes_before_a_number_missed_and_that_before_another_kind(keyboards: Assistant) -> None:
    assert [card.product_id for card in asked(keyboards, "order").cards] == ["small", "large", "huge", "loud"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_to_be_around_a_number_is_told_by_that(keyboards: Assistant, language: str) -> None:
    reply = asked(keyboards, f"around-{language}", language)
    hard = [one for one in reply.need.hard if one.field == "attr.layout_keys"]
    assert {one.about for one in hard} == {87} and all(f"{one.value:g}" in reply.text for one in hard)
    catalogue = keyboards.shopfront.current().catalogue
    assert not faults(reply, catalogue, datetime.now(UTC).date(), ("silent keyboards around 87 keys, 300 to 400",))


def test_what_was_wished_in_words_goes_on_counting(demo: Assistant) -> None:
    """Quiet in the first turn: in the third those that say so come first, and those with clicky switches behind all others."""
    demo.ask("机械键盘", thread="needs", commands=[Seek(goods="机械键盘")])
    demo.ask("室友神经衰弱", thread="needs", commands=[Want(value="室友神经衰弱", strength="wish")])
    reply = demo.ask("300以内", thread="needs", commands=[Want(field="price", op="<=", value=300)])
    loud = ["青轴" in card.title for card in reply.cards]
    assert loud == sorted(loud) and any("静音" in card.title for card in reply.cards[:3])


def test_more_of_the_number_that_serves_a_wish_comes_first(demo: Assistant) -> None:
    wish = Want(value="亮的时间长点", strength="wish")
    reply = demo.ask("头灯,亮的时间长点", thread="lasting", commands=[Seek(goods="头灯"), wish])
    assert len(reply.cards) == 10 and "12 小时" in reply.text


@pytest.mark.parametrize(
    ("goods", "words"), [("headlamp", "waterproof enough for proper rain"), ("headlamp", "nothing that bounces around"), ("保温杯", "塞进车门的槽里")]
)
def test_a_wish_whose_meaning_is_only_guessed_is_told_too(demo: Assistant, goods: str, words: str) -> None:
    text = f"{goods}, {words}"
    reply = demo.ask(text, thread=f"told {words}", commands=[Seek(goods=goods), Want(value=words)])
    assert any(words[-7:] in line.casefold() for line in reply.text.splitlines()[1:])
    assert not faults(reply, demo.shopfront.current().catalogue, datetime.now(UTC).date(), (text,))


@pytest.mark.parametrize(
    ("language", "said", "line"),
    [("en", "dishwasher proof", "Safe in the dishwasher."), ("zh", "换尿布不用全脱", "双向拉链从脚口打开，半夜换尿布不用脱衣服。")],
)
def test_what_a_seller_says_in_other_words_is_told_with_its_line(
    tmp_path_factory: pytest.TempPathFactory, language: Literal["en", "zh"], said: str, line: str
) -> None:
    shelf = {"en": "bowls", "zh": "睡袋"}[language]
    rows = [
        {"id": f"{place}", "title": f"{shelf} {place}", "description": text, "category": [shelf], "price": 9, "currency": "USD", "lang": language}
        for place, text in enumerate((line, {"en": "Painted by hand.", "zh": "颜色鲜亮。"}[language]))
    ]
    with shop_of(tmp_path_factory.mktemp("heard"), rows) as shop:
        reply = turn(shop, "heard", seek(shelf), want(None, "=", said, strength="wish"), language=language)
        assert any(one.ref == "0" and one.quote == line for one in reply.citations)
        assert not faults(reply, shop.shopfront.current().catalogue, datetime.now(UTC).date(), (said,))
