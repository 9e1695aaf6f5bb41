"""What reviews and pages say, summed up by a language model: after the cards, held against the sentence that it cites, and lost without harm."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from daogou.eval.truth.checker import faults
from daogou.graphs.opening import open as open_assistant
from daogou.models.language_model import Ask
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.models.scripted import ScriptedModel
from daogou.schema.errors import Unreachable
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

ASKS = {"zh": ("给宝宝找睡袋", "第三款洗了会缩水吗"), "en": ("find baby sleeping bags", "does the fourth one shrink?")}
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
    def __init__(self, settings: Settings) -> None:
        self.asked: list[Ask] = []
        self.log: list[str] = []
        self.says: Says = truly
        self.threads = 0
        self.assistant = open_assistant(settings=settings, models=Models(PromptLibrary(), read=ScriptedModel(self._answer)))

    def _answer(self, ask: Ask) -> str:
        if ask.shape is None or ask.shape["title"] != "Summary":
            return "{}"
        self.asked.append(ask)
        self.log.append("model")
        return json.dumps(self.says(dict(re.findall(r"^\[(\d+)\] (.*)$", ask.messages[1].text, re.MULTILINE))), ensure_ascii=False)

    def talk(self, language: str, says: Says, asks: tuple[str, ...] = ()) -> list[Reply]:
        """Replies of a new conversation."""
        self.says = says
        self.threads += 1

        async def gather(text: str) -> Reply:
            self.log.clear()
            async for event in self.assistant.stream(text, thread=f"t{self.threads}", language=language):
                self.log.append(event.event)
            assert isinstance(event.data, Reply)
            return event.data

        return [asyncio.run(gather(text)) for text in asks or ASKS[language]]


@pytest.fixture(scope="module")
def table(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    opened = Table(Settings(store=six_store, state=tmp_path_factory.mktemp("summed")))
    with opened.assistant:
        yield opened


@pytest.fixture(scope="module")
def plain(table: Table) -> dict[str, Reply]:
    """Of the same conversations where nothing is summed up."""
    return {language: table.talk(language, lambda told: {"claims": []})[-1] for language in ASKS}


@pytest.mark.parametrize("language", ASKS)
def test_a_summary_stands_on_its_sentence_and_is_true_and_is_asked_for_behind_the_cards(table: Table, plain: dict[str, Reply], language: str) -> None:
    """A review is told of by the number that the buyer calls its product: those of the third were told as those of number 1."""
    own, (first, reply) = plain[language], table.talk(language, truly)
    assert table.asked and table.log.index("cards") < table.log.index("model")
    assert (reply.degraded, [card.product_id for card in reply.cards]) == ((), [card.product_id for card in own.cards])
    assert len(reply.citations) > len(own.citations)
    store = table.assistant.shopfront.current().catalogue
    reviews = "\n".join(review.text for card in reply.cards for review in store.reviews(card.product_id))
    assert all(one.quote in reviews for one in reply.citations if one.kind == "review")
    assert all(one.title for one in reply.citations)  # a review's was empty
    assert faults(reply, store, store.manifest.created_at.date(), ASKS[language]) == []
    listed = [card.product_id for card in (reply.cards if reply.intent == "pick" else first.cards)]
    told = re.findall(r"(?:第 (\d+) 款的评价|Reviews of number (\d+)).*?\[(\d+)\]", reply.text)
    assert told
    for zh, en, mark in told:
        assert listed[int(zh or en) - 1] == next(one.ref for one in reply.citations if one.n == int(mark))


@pytest.mark.parametrize("language", ASKS)
def test_what_a_model_invents_is_not_told_and_takes_no_true_sentence_with_it(table: Table, plain: dict[str, Reply], language: str) -> None:
    own, lied = plain[language], table.talk(language, lying)[-1]
    assert lied.text.endswith(own.text)  # what was missing is said before it
    assert (own.degraded, lied.degraded) == ((), ("model.summarise",))
    reply = table.talk(language, lambda told: {"claims": [*lies(told), *truth(told)]})[-1]
    assert reply.degraded == ("model.summarise",) and len(reply.citations) > len(own.citations)
    store = table.assistant.shopfront.current().catalogue
    assert faults(reply, store, store.manifest.created_at.date(), ASKS[language]) == []


def away(told: dict[str, str]) -> object:
    raise Unreachable("gone")


@pytest.mark.parametrize("says", [away, lambda told: [], lambda told: "half"])
def test_without_an_answer_the_reply_is_as_before_and_says_so(table: Table, plain: dict[str, Reply], says: Says) -> None:
    reply = table.talk("zh", says)[-1]
    assert reply.text.endswith(plain["zh"].text)  # what was missing is said before it
    assert reply.degraded == ("model.summarise",)
