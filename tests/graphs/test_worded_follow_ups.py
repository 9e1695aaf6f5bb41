"""Follow-ups in a language model's words: code chooses them, one request words them with the lines, and tapped they do what code's words do."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from daogou.eval.assistants import Turns
from daogou.eval.modelled.casts import helpful
from daogou.eval.modelled.suite import prompted
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.models.language_model import Ask
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.models.scripted import ScriptedModel
from daogou.nodes.replay import bare
from daogou.schema.errors import Unreachable
from daogou.schema.event import Event
from daogou.schema.reply import Reply, Suggestion, Usage
from daogou.schema.settings import Settings

from ..long import few

TALKS = {
    "zh": ["给宝宝找睡袋,100元以内", "这几款怎么选?", "第二款有什么认证?"],
    "en": ["find baby sleeping bags under 100 yuan", "how do I choose?", "is the second one certified?"],
}
PATIENT = {"search_timeout_s": 60.0, "retrieval_timeout_s": 60.0}
"""A busy machine must not decide."""


def only_follow_ups(change: Callable[[str], str]) -> Callable[[Ask], str]:
    """Words no line, and each follow-up as `change` says."""

    def script(ask: Ask) -> str:
        asked = {id: text for id, text in prompted(ask).lines if id.startswith("f")}
        return json.dumps({"lines": [{"id": id, "text": change(text)} for id, text in asked.items()]}, ensure_ascii=False)

    return script


class Opened:
    def __init__(self, settings: Settings) -> None:
        self.script: Callable[[Ask], str] = lambda ask: helpful(prompted(ask))
        self.model = ScriptedModel(lambda ask: self.script(ask))
        own = settings.model_copy(update=PATIENT)
        self.assistant: Assistant = open_assistant(settings=own, models=Models(PromptLibrary(), write=self.model))

    def events(self, text: str, thread: str, language: str) -> list[Event]:
        async def gather() -> list[Event]:
            return [event async for event in self.assistant.stream(text, thread=thread, language=language)]

        return asyncio.run(gather())

    def talk(self, language: str) -> list[Reply]:
        return [self.events(text, language, language)[-1].data for text in TALKS[language]]


@pytest.fixture
def opened(settings: Settings) -> Iterator[Opened]:
    one = Opened(settings)
    yield one
    one.assistant.close()


@pytest.fixture(scope="module")
def plain(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Suggestion, ...]]]:
    """Of the same conversations without a model."""
    settings = Settings(store=six_store, state=tmp_path_factory.mktemp("plain")).model_copy(update=PATIENT)
    with open_assistant(settings=settings) as assistant:
        return {lang: [assistant.ask(text, thread=lang, language=lang).suggestions for text in talk] for lang, talk in TALKS.items()}


async def tapped(assistant: Assistant, thread: str, text: str) -> dict[str, Any]:
    """The state at the end of the turn that it brings about."""
    turns = Turns(assistant)
    turn = await turns.take(text, turns.fork(thread))
    decided = {name: bare(turn.state[name]) for name in ("need", "focus", "shown", "pending", "offered", "suggested")}
    return {**decided, "intent": turn.reply.intent, "answer": turn.plan.answer, "cards": [card.product_id for card in turn.reply.cards]}


@pytest.mark.parametrize("language", TALKS)
def test_what_is_worded_ends_when_tapped_as_codes_words_do(opened: Opened, plain: dict[str, list[tuple[Suggestion, ...]]], language: str) -> None:
    worded = 0
    for text, own in zip(TALKS[language], plain[language], strict=True):
        reply = opened.events(text, language, language)[-1].data
        assert [one.kind for one in reply.suggestions] == [one.kind for one in own]
        changed = [(mine.text, one.text) for mine, one in zip(own, reply.suggestions, strict=True) if mine.text != one.text]
        for mine, other in changed:
            assert asyncio.run(tapped(opened.assistant, language, other)) == asyncio.run(tapped(opened.assistant, language, mine))
        worded += len(changed)
    assert worded >= 3


READ = "what the rules read otherwise"
LIES: dict[str, Callable[[str], str]] = {
    "another product": lambda text: re.sub(
        "第[一二三]款|the (first|second|third) one", lambda it: "第六款" if "第" in it[0] else "the sixth one", text
    ),
    "another number": lambda text: text.replace("{v1}", "1"),
    "an order to buy": lambda text: "下单买第一款" if _chinese(text) else "Order the first one now",
    "turned round": lambda text: re.sub("以内|不超过|under|at most", lambda it: "以上" if _chinese(it[0]) else "over", text.replace("只看", "不看")),
    "another condition": lambda text: "只看羊毛的" if _chinese(text) else "Only wool",
    "nothing": lambda text: "",
    READ: lambda text: text.replace("How do I choose", "How do I select"),
}


def _chinese(text: str) -> bool:
    return bool(re.search("[一-鿿]", text))


@pytest.mark.parametrize("lie", few(LIES, "another number", "turned round", "nothing"))
@pytest.mark.parametrize("language", TALKS)
def test_a_lie_leaves_codes_words_costs_no_other_request_and_is_told_of_where_it_is_all_there_is(
    opened: Opened, plain: dict[str, list[tuple[Suggestion, ...]]], language: str, lie: str
) -> None:
    opened.script = only_follow_ups(LIES[lie])
    replies = opened.talk(language)
    assert [reply.suggestions for reply in replies] == plain[language]
    asked = [[text for id, text in prompted(ask).lines if id.startswith("f")] for ask in opened.model.asked]
    lied = [all(LIES[lie](text) != text for text in texts) and lie != READ for texts in asked]
    assert [reply.degraded for reply in replies] == [("model.write",) if all_ else () for all_ in lied]
    assert len(opened.model.asked) == len(replies)


@pytest.mark.parametrize(("language", "wrong"), [("zh", "no JSON at all"), ("en", '{"lines": [{"id": "f1"}]}'), ("en", Unreachable("too late"))])
def test_follow_ups_come_whatever_the_model_does(
    opened: Opened, plain: dict[str, list[tuple[Suggestion, ...]]], language: str, wrong: str | Unreachable
) -> None:
    def script(ask: Ask) -> str:
        if isinstance(wrong, Unreachable):
            raise wrong
        return wrong

    opened.script = script
    replies = opened.talk(language)
    assert [reply.suggestions for reply in replies] == plain[language]
    assert all(reply.degraded == ("model.write",) for reply in replies)


def test_an_answer_that_is_cut_behind_a_follow_up_leaves_it_as_it_came(opened: Opened) -> None:
    whole = opened.model.stream

    async def cut(ask: Ask) -> AsyncGenerator[str | Usage, None]:
        async for piece in whole(ask):
            if isinstance(piece, Usage):
                raise Unreachable("cut")
            yield piece

    opened.model.stream = cut  # type: ignore[method-assign]
    events = opened.events("给宝宝找睡袋,100元以内", "t", "zh")
    reply = events[-1].data
    assert [event.data for event in events if event.event == "suggestions"] == [[one.model_dump(mode="json") for one in reply.suggestions]]
    assert "这几款如何选？" in [one.text for one in reply.suggestions]
    assert reply.degraded == ("model.write",)


def test_they_leave_once_behind_the_text(opened: Opened) -> None:
    for text in TALKS["en"]:
        events = opened.events(text, "t", "en")
        kinds = [event.event for event in events if event.event in ("cards", "sentence", "text", "suggestions", "reply")]
        assert kinds[-3:] == ["text", "suggestions", "reply"]
        assert kinds.count("suggestions") == 1
        assert events[-2].data == [one.model_dump(mode="json") for one in events[-1].data.suggestions]


def test_what_is_offered_next_doesnt_depend_on_the_models_words(opened: Opened, plain: dict[str, list[tuple[Suggestion, ...]]]) -> None:
    """What was suggested before waits: known by code's words, whoever worded it."""
    opened.talk("zh")
    values = asyncio.run(opened.assistant.graph.aget_state({"configurable": {"thread_id": "zh"}})).values
    assert list(values["suggested"]) == [one.text for one in plain["zh"][-1]]


def test_a_first_reply_that_was_kept_is_worded_for_each_who_gets_it(opened: Opened) -> None:
    replies = [opened.events("婴儿睡袋", f"t{number}", "zh")[-1].data for number in range(2)]
    assert opened.assistant.shopfront.cache.counts["hit", "reply"] == 1
    assert [one.text for one in replies[0].suggestions] == [one.text for one in replies[1].suggestions]
    assert replies[1].usage.completion_tokens
    assert len(opened.model.asked) == 2


def test_lines_that_come_in_another_order_never_say_other_than_what_has_left(opened: Opened) -> None:
    def backwards(ask: Ask) -> str:
        told = json.loads(helpful(prompted(ask)))
        return json.dumps({"lines": told["lines"][::-1]}, ensure_ascii=False)

    opened.script = backwards
    for text in TALKS["zh"]:
        events = opened.events(text, "t", "zh")
        assert "".join(event.data for event in events if event.event == "sentence").rstrip("\n") == events[-1].data.text
