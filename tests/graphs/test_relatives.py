"""Wishes measured against what was shown, over the six products: conditions and cards, in both languages."""

from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

NTH = ("first", "second", "third", "fourth")
BAGS = {"zh": "婴儿睡袋", "en": "infant sleeping bags"}


def talk(assistant: Assistant, *messages: str) -> Reply:
    for message in messages:
        reply = assistant.ask(message, thread="-".join(messages))
    return reply


def names(reply: Reply) -> set[str]:
    return {condition.name for condition in reply.need.active if condition.hard}


def fitting(reply: Reply) -> set[str]:
    """Cards that meet every hard condition."""
    return {card.product_id for card in reply.cards if not names(reply) & {*card.failed, *card.unknown}}


@pytest.mark.parametrize(
    ("messages", "conditions", "found"),
    [
        ((BAGS["zh"], "第一款是哪家的", "有没有便宜点的"), None, None),
        ((BAGS["zh"], "价格100以上", "再便宜点"), {"price>=100", "price<168"}, set()),
        ((BAGS["en"], "over 100 yuan", "something cheaper"), {"price>=100", "price<168"}, set()),
        ((BAGS["zh"], "要羊毛的", "价格太高了"), {"attr.material=羊毛", "price<168"}, set()),
        ((BAGS["zh"], "50以上的", "再暖和点"), {"price>=50", "attr.tog>2.5"}, {"bag-wool"}),
        ((BAGS["zh"], "起订量2以内", "起订量低一点的"), {"moq<=1"}, {"bag-wool"}),
        ((BAGS["en"], "moq at most 2", "lower moq"), {"moq<=1"}, {"bag-wool"}),
        ((BAGS["zh"], "60元以下", "换一家"), {"price<=60", "supplier not_in [sup-norbranch, sup-mianyun]"}, set()),
        (("无线鼠标", "50元以下", "有没有别的颜色"), {"price<=50", "attr.color not_in [黑, 白]"}, set()),
        (("wireless mouse", "under 50 yuan", "a higher rating"), {"price<=50", "rating>4.6"}, set()),
        (("wireless mouse", "under 50 yuan", "higher rated ones"), {"price<=50", "rating>4.6"}, set()),
    ],
)
def test_beyond_the_list(assistant: Assistant, messages: tuple[str, ...], conditions: set[str] | None, found: set[str] | None) -> None:
    reply = talk(assistant, *messages)
    if conditions is None:
        assert reply.intent == "refine" and any(name.startswith("price<") for name in names(reply))
        return
    assert {name for name in names(reply) if not name.startswith("supplier")} == {name for name in conditions if not name.startswith("supplier")}
    assert fitting(reply) == found


def place(reply: Reply, product_id: str) -> int:
    return [card.product_id for card in reply.cards].index(product_id) + 1


@pytest.mark.parametrize(
    ("language", "say", "conditions", "found"),
    [
        ("zh", "有没有比第{n}款便宜的", {"price<89"}, {"bag-bamboo", "bag-fleece"}),
        ("en", "anything cheaper than number {n}?", {"price<89"}, {"bag-bamboo", "bag-fleece"}),
        ("zh", "第{n}款太贵了", {"price<89"}, {"bag-bamboo", "bag-fleece"}),
        ("zh", "比第{n}款暖和一点的", {"attr.tog>2.5"}, {"bag-wool"}),
        ("en", "something warmer than number {n}", {"attr.tog>2.5"}, {"bag-wool"}),
        ("zh", "第{n}款的同款，换个牌子", {"brand not_in [眠云朵]", "product not_in [bag-cotton]"}, {"bag-wool", "bag-bamboo", "bag-fleece"}),
        ("en", "like number {n} from another factory", {"supplier not_in [sup-mianyun]", "product not_in [bag-cotton]"}, {"bag-wool", "bag-fleece"}),
        ("zh", "除了第{n}款还有什么", {"product not_in [bag-cotton]"}, {"bag-wool", "bag-bamboo", "bag-fleece"}),
        ("en", "what else is there besides number {n}?", {"product not_in [bag-cotton]"}, {"bag-wool", "bag-bamboo", "bag-fleece"}),
        ("en", "what else is there besides the {nth} one?", {"product not_in [bag-cotton]"}, {"bag-wool", "bag-bamboo", "bag-fleece"}),
        ("en", "like number {n} but in wool", {"attr.material=羊毛", "product not_in [bag-cotton]"}, {"bag-wool"}),
    ],
)
def test_beyond_the_one_pointed_at(assistant: Assistant, language: str, say: str, conditions: set[str], found: set[str]) -> None:
    listed = talk(assistant, BAGS[language])
    reply = talk(assistant, BAGS[language], say.format(n=(n := place(listed, "bag-cotton")), nth=NTH[n - 1]))
    assert (names(reply), fitting(reply), reply.need.category) == (conditions, found, "婴儿睡袋")
    assert all(condition.turn == 2 for condition in reply.need.active)


def test_like_one_wishes_for_what_it_has(assistant: Assistant) -> None:
    reply = talk(assistant, BAGS["en"], "wool ones", "similar, but in bamboo")
    soft = {condition.name for condition in reply.need.active if not condition.hard}
    assert "attr.tog=3.5" in soft and "attr.material=羊毛" not in soft | names(reply)


@pytest.mark.parametrize("messages", [(BAGS["zh"], "起订量5以内", "还有吗"), (BAGS["en"], "moq up to 5", "show me more")])
def test_turning_the_page_leaves_out_what_was_seen(assistant: Assistant, messages: tuple[str, ...]) -> None:
    seen = {card.product_id for card in talk(assistant, *messages[:2]).cards}
    reply = talk(assistant, *messages)
    assert not seen & {card.product_id for card in reply.cards}
    [page] = [condition for condition in reply.need.active if condition.pages]
    assert set(page.value) == seen  # type: ignore[arg-type]
    after = talk(assistant, *messages, {"zh": "100元以内", "en": "under 100 yuan"}[reply.language])
    assert not any(condition.pages for condition in after.need.active)
    assert {"bag-cotton", "bag-fleece"} == fitting(after)


@pytest.mark.parametrize("messages", [(BAGS["zh"], "羊毛的", "不要这款"), (BAGS["en"], "the wool ones", "not this one")])
def test_what_was_sent_away_stays_away(assistant: Assistant, messages: tuple[str, ...]) -> None:
    reply = talk(assistant, *messages, {"zh": "材质不限", "en": "any material"}["en" if messages[0].isascii() else "zh"])
    assert "product not_in [bag-wool]" in names(reply)
    assert fitting(reply) == {"bag-cotton", "bag-bamboo", "bag-fleece"}


@pytest.mark.parametrize("messages", [(BAGS["zh"], "不要这款"), (BAGS["en"], "not this one")])
def test_this_one_of_several_is_asked_about(assistant: Assistant, messages: tuple[str, ...]) -> None:
    reply = talk(assistant, *messages)
    assert reply.question and not reply.need.active


@pytest.mark.parametrize(
    "messages",
    [
        ("便宜点的婴儿睡袋",),
        ("cheaper infant sleeping bags",),
        ("婴儿睡袋", "便宜点的无线鼠标"),
        ("infant sleeping bags", "cheaper wireless mice"),
        ("婴儿睡袋", "第一款和第二款哪个更便宜"),
        ("infant sleeping bags", "is the second one bigger?"),
    ],
)
def test_nothing_to_measure_against(assistant: Assistant, messages: tuple[str, ...]) -> None:
    assert not names(talk(assistant, *messages))


def test_other_colours_of_a_whole_list_are_told(assistant: Assistant) -> None:
    reply = talk(assistant, "wireless mice", "any other colours?")
    assert (reply.intent, names(reply)) == ("product_question", set())


@pytest.mark.parametrize(("language", "ask"), [("zh", "第{n}款有别的颜色吗"), ("en", "does number {n} come in other colours?")])
def test_other_colours_of_one_product_are_told_from_its_record(assistant: Assistant, language: str, ask: str) -> None:
    mice = {"zh": "无线鼠标", "en": "wireless mice"}[language]
    listed = talk(assistant, mice)
    reply = talk(assistant, mice, ask.format(n=1))
    assert (reply.intent, names(reply)) == ("product_question", set())
    assert {(one.kind, one.ref) for one in reply.citations} == {("product", listed.cards[0].product_id)}


@pytest.mark.parametrize(("language", "ask"), [("zh", "有没有别的厂家做的同款？"), ("en", "is there the same from another factory?")])
def test_the_same_from_another_factory_is_looked_for(assistant: Assistant, language: str, ask: str) -> None:
    listed = talk(assistant, BAGS[language])
    reply = talk(assistant, BAGS[language], "第一款" if language == "zh" else "the first one", ask)
    assert reply.intent == "refine"
    assert listed.cards[0].product_id not in fitting(reply)


def test_at_the_quantity_asked(assistant: Assistant) -> None:
    first: Any = talk(assistant, BAGS["zh"] + "，要200件")
    reply = talk(assistant, BAGS["zh"] + "，要200件", f"比第{place(first, 'bag-cotton')}款便宜的")
    assert names(reply) == {"price<76"}


@pytest.mark.parametrize("say", ["第{n}款不太合适，还有别的吗", "number {n} doesn't look right to me, what else is there?"])
def test_what_else_beside_the_one_pointed_at(assistant: Assistant, say: str) -> None:
    language = "en" if say.isascii() else "zh"
    listed = talk(assistant, BAGS[language])
    reply = talk(assistant, BAGS[language], say.format(n=place(listed, "bag-cotton")))
    assert names(reply) == {"product not_in [bag-cotton]"}


@pytest.mark.parametrize(
    ("messages", "conditions"),
    [
        (("婴儿睡袋，100以内", "价格那条就不用管了"), set()),
        (("婴儿睡袋，不带帽，100以内", "不用管帽子了，价格不变"), {"price<=100"}),
        (("婴儿睡袋，要200件，100以内", "说错了，是500件"), {"price<=100"}),
        (("infant sleeping bags, 200 pieces, under 100 yuan", "I misspoke, it's 500"), {"price<=100"}),
        (("婴儿睡袋，100以内", "不对，是120"), {"price<=120"}),
        (("infant sleeping bags rated 4.5 or higher", "4 and up is OK too"), {"rating>=4"}),
    ],
)
def test_one_thing_put_right(assistant: Assistant, messages: tuple[str, ...], conditions: set[str]) -> None:
    reply = talk(assistant, *messages)
    assert names(reply) == conditions and reply.need.category == "婴儿睡袋"
    assert reply.need.quantity == (500 if "00" in messages[1] else None)


@pytest.mark.parametrize(
    ("first", "say", "field", "beyond"),
    [
        (BAGS["zh"], "再便宜点", "price", "<"),
        (BAGS["zh"], "太贵了", "price", "<"),
        (BAGS["en"], "cheaper please", "price", "<"),
        (BAGS["zh"], "有没有更暖和的", "attr.tog", ">"),
        (BAGS["en"], "anything warmer?", "attr.tog", ">"),
    ],
)
def test_less_than_a_list_is_less_than_what_is_typical_of_its_cards(assistant: Assistant, first: str, say: str, field: str, beyond: str) -> None:
    reply = talk(assistant, first, say)
    assert any(name.startswith(f"{field}{beyond}") for name in names(reply))
    assert fitting(reply)


@pytest.mark.parametrize(("first", "say"), [(BAGS["zh"], "再便宜点"), (BAGS["en"], "cheaper please")])
def test_cheaper_again_goes_on(assistant: Assistant, first: str, say: str) -> None:
    once, twice = (next(each.value for each in talk(assistant, first, *says).need.active if each.field == "price") for says in ([say], [say, say]))
    assert float(str(twice)) < float(str(once))
