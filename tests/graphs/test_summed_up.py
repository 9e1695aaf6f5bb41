"""What reviews and pages say, summed up by a language model: after the cards, held against the sentence that it cites, and lost without harm."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator

import pytest
from daogou.eval.truth.checker import faults
from daogou.graphs.opening import open as open_assistant
from daogou.models.language_model import Ask
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.models.scripted import ScriptedModel
from daogou.schema.errors import Unreachable
from daogou.schema.event import Event
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

ASKS = {"zh": ("给宝宝找睡袋", "第一款洗了会缩水吗"), "en": ("find baby sleeping bags", "does the second one shrink?")}
Says = Callable[[dict[str, str]], object]


def truth(told: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": id, "quote": text} for id, text in told.items()]


def lies(told: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": id, "quote": f"{text}，非常柔软 very soft", "says": "非常柔软 very soft"} for id, text in told.items()]


def truly(told: dict[str, str]) -> object:
    return {"claims": truth(told)}


def lying(told: dict[str, str]) -> object:
    return {"claims": lies(told)}


class Table:
    def __init__(self, settings: Settings, says: Says) -> None:
        self.asked: list[Ask] = []
        self.says = says
        self.model = ScriptedModel(self._answer)
        self.assistant = open_assistant(settings=settings, models=Models(PromptLibrary(), read=self.model))

    def _answer(self, ask: Ask) -> str:
        if ask.shape is None or ask.shape["title"] != "Summary":
            return "{}"
        self.asked.append(ask)
        return json.dumps(self.says(dict(re.findall(r"^\[(\d+)\] (.*)$", ask.messages[1].text, re.MULTILINE))), ensure_ascii=False)

    def talk(self, language: str, asks: tuple[str, ...] = ()) -> list[Event]:
        return self.talks(language, asks or ASKS[language])[-1]

    def talks(self, language: str, asks: tuple[str, ...]) -> list[list[Event]]:
        async def gather(text: str) -> list[Event]:
            return [event async for event in self.assistant.stream(text, thread=language, language=language)]

        return [asyncio.run(gather(text)) for text in asks]


@pytest.fixture
def table(settings: Settings) -> Iterator[Callable[[Says], Table]]:
    there: list[Table] = []

    def opened(says: Says) -> Table:
        there.append(Table(settings.model_copy(update={"state": settings.state / str(len(there)) if settings.state else None}), says))
        return there[-1]

    yield opened
    for each in there:
        each.assistant.close()


def reply_of(events: list[Event]) -> Reply:
    found = events[-1].data
    assert isinstance(found, Reply)
    return found


@pytest.mark.parametrize("language", ASKS)
def test_a_summary_stands_on_its_sentence_and_is_true(table: Callable[[Says], Table], language: str) -> None:
    plain, summed = table(lambda told: {"claims": []}), table(truly)
    own, reply = reply_of(plain.talk(language)), reply_of(summed.talk(language))
    assert summed.asked
    assert (reply.degraded, [card.product_id for card in reply.cards]) == ((), [card.product_id for card in own.cards])
    assert len(reply.citations) > len(own.citations)
    store = summed.assistant.shopfront.current().catalogue
    reviews = "\n".join(review.text for card in reply.cards for review in store.reviews(card.product_id))
    assert all(one.quote in reviews for one in reply.citations if one.kind == "review")
    assert all(one.title for one in reply.citations)  # a review's was empty
    assert faults(reply, store, summed.assistant.shopfront.current().catalogue.manifest.created_at.date(), ASKS[language]) == []


@pytest.mark.parametrize(
    ("language", "asks"),
    [
        ("zh", ("给宝宝找睡袋", "第三款保暖吗")),
        ("zh", ("给宝宝找睡袋", "第二款洗了会缩水吗")),
        ("en", ("find baby sleeping bags", "does the second one shrink?")),
    ],
)
def test_a_review_is_told_of_by_the_number_that_the_buyer_calls_its_product(
    table: Callable[[Says], Table], language: str, asks: tuple[str, ...]
) -> None:
    """Reviews of the third were told as those of number 1, the first of the products asked about."""
    first, last = map(reply_of, table(truly).talks(language, asks))
    listed = [card.product_id for card in (last.cards if last.intent == "pick" else first.cards)]
    told = re.findall(r"(?:第 (\d+) 款的评价|Reviews of number (\d+)).*?\[(\d+)\]", last.text)
    assert told
    for zh, en, mark in told:
        assert listed[int(zh or en) - 1] == next(one.ref for one in last.citations if one.n == int(mark))


@pytest.mark.parametrize("language", ASKS)
def test_what_a_model_adds_to_it_is_not_told(table: Callable[[Says], Table], language: str) -> None:
    own = reply_of(table(lambda told: {"claims": []}).talk(language))
    reply = reply_of(table(lying).talk(language))
    assert reply.text.endswith(own.text)  # what was missing is said before it
    assert (own.degraded, reply.degraded) == ((), ("model.summarise",))


@pytest.mark.parametrize("language", ASKS)
def test_an_invented_sentence_takes_no_other_with_it(table: Callable[[Says], Table], language: str) -> None:
    own, summed = reply_of(table(lambda told: {"claims": []}).talk(language)), table(lambda told: {"claims": [*lies(told), *truth(told)]})
    reply = reply_of(summed.talk(language))
    assert reply.degraded == ("model.summarise",) and len(reply.citations) > len(own.citations)
    store = summed.assistant.shopfront.current().catalogue
    assert faults(reply, store, store.manifest.created_at.date(), ASKS[language]) == []


def away(told: dict[str, str]) -> object:
    raise Unreachable("gone")


@pytest.mark.parametrize("says", [away, lambda told: [], lambda told: "half"])
def test_without_an_answer_the_reply_is_as_before_and_says_so(table: Callable[[Says], Table], says: Says) -> None:
    own = reply_of(table(lambda told: {"claims": []}).talk("zh"))
    reply = reply_of(table(says).talk("zh"))
    assert reply.text.endswith(own.text)  # what was missing is said before it
    assert reply.degraded == ("model.summarise",)


def test_cards_leave_before_it_is_asked(table: Callable[[Says], Table]) -> None:
    opened, log = table(truly), list[str]()
    opened.says = lambda told: log.append("model") or truly(told)  # type: ignore[func-returns-value]

    async def run() -> None:
        for text in ASKS["zh"]:
            log.clear()
            async for event in opened.assistant.stream(text, thread="cards", language="zh"):
                log.append(event.event)

    asyncio.run(run())
    assert log.index("cards") < log.index("model")
