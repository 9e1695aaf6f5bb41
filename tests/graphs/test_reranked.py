"""Products ranked by a wish that no record speaks of: agreed on in every rotation, once, and never against what code knows."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.models.language_model import Ask
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.models.scripted import ScriptedModel
from daogou.schema.errors import Unreachable
from daogou.schema.event import Event
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

Judge = Callable[[list[tuple[str, str]]], list[str]]
"""From the letters shown, each with its words, to those that fit."""
WISHES = ["婴儿睡袋，要有云里雾里感", "a baby sleeping bag with a zorblike feel"]


class Shop:
    def __init__(self, settings: Settings) -> None:
        self.model = ScriptedModel(self._say)
        self.judge: Judge = lambda shown: []
        self.assistant: Assistant = open_assistant(settings=settings, models=Models(PromptLibrary(), read=self.model))

    def _say(self, ask: Ask) -> str:
        shown = re.findall(r"^([A-Z])\n((?:- .*\n)*)", ask.messages[-1].text, re.MULTILINE)
        return json.dumps({"fits": self.judge(shown)})

    def events(self, text: str) -> list[Event]:
        async def gather() -> list[Event]:
            return [event async for event in self.assistant.stream(text, thread=str(id(self.judge)) + text)]

        return asyncio.run(gather())

    def reply(self, text: str) -> Reply:
        found = self.events(text)[-1].data
        assert isinstance(found, Reply)
        return found


@pytest.fixture
def shop(settings: Settings) -> Iterator[Shop]:
    opened = Shop(settings)
    yield opened
    opened.assistant.close()


def ids(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


@pytest.mark.parametrize("text", WISHES)
def test_what_every_rotation_says_comes_first_with_the_reason_in_one_revision(shop: Shop, text: str) -> None:
    before = shop.reply(text)
    products = shop.assistant.shopfront.current().catalogue.products(ids(before))
    warmth = str(products[-1].attributes["tog"])
    fitting = [product.id for product in sorted(products, key=lambda product: str(product.attributes["tog"]) != warmth)]
    assert fitting != ids(before)
    shop.judge = lambda shown: [letter for letter, words in shown if warmth in words]
    events = shop.events(text)
    reply = events[-1].data
    assert isinstance(reply, Reply)
    cards = [event for event in events if event.event == "cards"]
    assert [bool(event.reason) for event in cards] == [False, True]
    assert ids(reply) == fitting
    assert [card["product_id"] for card in cards[1].data] == ids(reply)
    assert reply.text.count(reply.criteria[-1].text) == 1  # it was said too that these go by the rest
    assert {(one.kind, one.weight) for one in reply.criteria if one.text in text} == {("model", None)}
    assert reply.degraded == ()


@pytest.mark.parametrize(
    ("text", "wish"),
    [("婴儿睡袋，不要咕噜噜那样软的", "不要咕噜噜"), ("a baby sleeping bag, nothing fluffy like a zorb", "not fluffy")],
)
def test_a_wish_is_judged_with_what_denies_it(shop: Shop, text: str, wish: str) -> None:
    shop.reply(text)
    judged = [ask.messages[-1].text for ask in shop.model.asked if ask.shape and ask.shape["title"] == "Fitting"]
    assert judged and all(re.search(r"^Wish: (.*)$", each, re.MULTILINE)[1].startswith(wish) for each in judged)  # type: ignore[index]


def test_the_model_sees_no_name_no_price_and_no_id(shop: Shop) -> None:
    reply = shop.reply(WISHES[0])
    told = "\n".join(message.text for ask in shop.model.asked for message in ask.messages if ask.shape and ask.shape["title"] == "Fitting")
    assert told
    for card in reply.cards[:5]:
        assert not any(each and each in told for each in (card.product_id, card.title, card.brand, card.supplier, card.price))


def test_one_rotation_that_fails_or_names_others_leaves_the_list_as_it_was_and_is_told_of(shop: Shop) -> None:
    before, calls = shop.reply(WISHES[0]), 0

    def failing(shown: list[tuple[str, str]]) -> list[str]:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise Unreachable("gone")
        return [shown[-1][0]]

    shop.judge = failing
    after = shop.reply(WISHES[0])
    assert ids(after) == ids(before)
    assert after.degraded == ("model.rank",)
    assert all(words not in after.text for words in ("只依据规则", "the rules alone"))  # what was read was read
    shop.judge = lambda shown: [shown[-1][0], "Z", "P000130"]  # letters that were not shown
    after = shop.reply(WISHES[0])
    assert (ids(after), after.degraded) == (ids(before), ("model.rank",))


@pytest.mark.parametrize(("text", "part"), [(WISHES[0], "语言模型这次没能按"), (WISHES[1], "A language model was to put the first few in order")])
def test_only_what_failed_is_named(shop: Shop, text: str, part: str) -> None:
    """Where only the ranking failed, the reply said that it went by the rules alone, whatever a model had read."""

    def failing(shown: list[tuple[str, str]]) -> list[str]:
        raise Unreachable("gone")

    shop.judge = failing
    reply = shop.reply(text)
    assert part in reply.text and reply.degraded == ("model.rank",)


def test_an_order_that_the_buyer_asked_for_is_nobody_elses(shop: Shop) -> None:
    shop.judge = lambda shown: pytest.fail("asked")
    reply = shop.reply("婴儿睡袋，要有云里雾里感，最便宜的排前面")
    assert [float(card.price or 0) for card in reply.cards] == sorted(float(card.price or 0) for card in reply.cards)
