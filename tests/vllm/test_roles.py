"""The models that read and word over a real vLLM: what a turn gets of them, and that it ends as without one, also where the model has
learnt nothing or words more freely than is taken."""

import asyncio
import re

import pytest
from daogou.cli.checks import llm
from daogou.graphs.opening import Assistant
from daogou.models.models import make_models
from daogou.schema.event import Event
from daogou.schema.reply import Reply

from .conftest import Opened

UNREAD = {"zh": "婴儿睡袋，100元以内，要摸着云朵似的", "en": "a baby sleeping bag under 100 yuan that feels cloudlike"}
WORDED = {"zh": ["给宝宝找睡袋", "这几款怎么选?"], "en": ["find baby sleeping bags", "how do I choose?"]}


def events(assistant: Assistant, text: str, language: str) -> list[Event]:
    async def gather() -> list[Event]:
        return [event async for event in assistant.stream(text, thread="t", language=language)]

    return asyncio.run(gather())


def hard(reply: Reply) -> list[tuple[str, str, object]]:
    return [(one.field, one.op, one.value) for one in reply.need.active if one.hard]


def test_the_doctor_finds_it(opened: Opened) -> None:
    verdict, text = llm(opened().settings)
    assert verdict == "good", text
    assert make_models(opened().settings).write is not None


@pytest.mark.parametrize("language", UNREAD)
def test_a_message_is_read_and_nothing_hard_comes_of_it(opened: Opened, assistant: Assistant, language: str) -> None:
    reply: Reply = events(opened(llm_write_model="none"), UNREAD[language], language)[-1].data
    own = assistant.ask(UNREAD[language], thread="t", language=language)
    assert {*reply.degraded} <= {"model.read", "model.rank"}  # a model that has learnt nothing may say nothing of use
    assert reply.usage.prompt_tokens > 100 and reply.usage.completion_tokens > 5
    assert hard(reply) == hard(own)


@pytest.mark.parametrize("language", WORDED)
def test_a_reply_is_worded_and_says_the_same(opened: Opened, assistant: Assistant, language: str) -> None:
    worded = opened(llm_read_model="none")
    for text in WORDED[language]:
        found, own = events(worded, text, language), assistant.ask(text, thread="t", language=language)
        reply: Reply = found[-1].data
        kinds = [event.event for event in found]
        assert kinds.index("cards") < kinds.index("sentence")
        assert "".join(event.data for event in found if event.event == "sentence").rstrip("\n") == reply.text
        assert sorted(re.findall(r"\d[\d.,]*", reply.text)) == sorted(re.findall(r"\d[\d.,]*", own.text))
        assert reply.degraded in ((), ("model.write",))  # of two answers nothing may be a wording that is taken
        assert reply.cards == own.cards
    assert reply.usage.completion_tokens > 0
