"""Tone and length by setting: the tone goes to the model that words, the length to what code says too; what is offered stays."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from daogou.eval.assistants import catalogue_of
from daogou.eval.truth.checker import faults
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.models.scripted import ScriptedModel
from daogou.schema.settings import Settings
from daogou.tools.phrasing.courtesies import is_courtesy
from pydantic import ValidationError

TALKS = {"zh": ("给宝宝找睡袋", "这几款怎么选?"), "en": ("find baby sleeping bags", "how do I choose?")}
Opened = Callable[..., tuple[Assistant, ScriptedModel]]


@pytest.fixture
def opened(settings: Settings) -> Iterator[Opened]:
    there: list[Assistant] = []

    def make(model: bool = False, **more: Any) -> tuple[Assistant, ScriptedModel]:
        own = settings.model_copy(update={**more, "state": settings.state / str(len(there)) if settings.state else None})
        writer = ScriptedModel(lambda ask: json.dumps({"lines": []}))
        there.append(open_assistant(settings=own, models=Models(PromptLibrary(), write=writer if model else None)))
        return there[-1], writer

    yield make
    for each in there:
        each.close()


@pytest.mark.parametrize("language", TALKS)
def test_a_short_reply_offers_the_same_in_fewer_lines_and_what_it_leaves_out_can_be_pointed_at(opened: Opened, language: str) -> None:
    full, short = opened()[0], opened(length="short")[0]
    listed = short.ask(TALKS[language][0], thread="p", language=language)
    assert len(re.findall(r"^\d\. ", listed.text, re.MULTILINE)) == 3
    last = short.ask("第四款的材质是什么" if language == "zh" else "what is the fourth one made of?", thread="p", language=language)
    assert [card.product_id for card in last.cards] == [listed.cards[3].product_id]
    lines: list[tuple[int, int]] = []
    for text in TALKS[language]:
        long, brief = (each.ask(text, thread="t", language=language) for each in (full, short))
        lines.append((brief.text.count("\n"), long.text.count("\n")))
        assert (brief.cards, brief.need, brief.question is None) == (long.cards, long.need, long.question is None)
    assert lines[0][0] < lines[0][1] and lines[1][0] <= lines[1][1]


@pytest.mark.parametrize("language", TALKS)
def test_a_warm_reply_that_offers_something_begins_with_a_courtesy_and_says_the_same(opened: Opened, language: str) -> None:
    warm, plain = opened(tone="warm")[0], opened()[0]
    nothing = "1元以内的婴儿睡袋" if language == "zh" else "baby sleeping bags under 1 yuan"
    asked = "第二款有什么认证?" if language == "zh" else "is the second one certified?"
    for text in (*TALKS[language], asked, nothing):
        one, other = (each.ask(text, thread="t", language=language) for each in (warm, plain))
        said, _, rest = one.text.partition("\n")
        opens = text in TALKS[language]
        assert one.cards == other.cards and [(each.n, each.ref, each.quote) for each in one.citations] == [
            (each.n, each.ref, each.quote) for each in other.citations
        ]
        assert (rest if opens else one.text) == other.text and is_courtesy(said, language) == opens
        assert not opens or not any(said.startswith(fault.where) for fault in faults(one, catalogue_of(warm), date.today()))


def test_the_tone_is_told_to_who_words_and_is_the_same_in_every_turn(opened: Opened) -> None:
    told = {}
    for tone in ("plain", "warm", "brisk"):
        assistant, writer = opened(model=True, tone=tone)
        for text in TALKS["zh"]:
            assistant.ask(text, thread="t", language="zh")
        (told[tone],) = {ask.messages[0].text for ask in writer.asked}
    assert len({*told.values()}) == 3


def test_another_tone_or_length_is_refused() -> None:
    for wrong in ({"tone": "rude"}, {"length": "endless"}):
        with pytest.raises(ValidationError):
            Settings.model_validate(wrong)
