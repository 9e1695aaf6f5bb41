"""What was offered where nothing met all is taken up in the buyer's own words too."""

import pytest
from daogou.graphs.opening import Assistant

NOTHING = {"zh": "婴儿睡袋，10元以内", "en": "baby sleeping bags under 10 yuan"}
FIRST = [("zh", "放宽最碍事的那个"), ("zh", "那就放宽吧"), ("en", "relax what hurts most"), ("en", "ok, loosen whatever stands in the way")]
SECOND = [("zh", "就按第二个放宽"), ("en", "relax the second one")]


@pytest.mark.parametrize(("language", "text"), FIRST)
def test_the_way_that_helps_most(assistant: Assistant, language: str, text: str) -> None:
    taken(assistant, language, text, 0)


@pytest.mark.parametrize(("language", "text"), SECOND)
def test_the_way_whose_number_is_said(assistant: Assistant, language: str, text: str) -> None:
    taken(assistant, language, text, 1)


def taken(assistant: Assistant, language: str, text: str, place: int) -> None:
    way = [one for one in assistant.ask(NOTHING[language], thread="t").relaxations if one.say][place]
    reply = assistant.ask(text, thread="t")
    assert reply.cards and not any(card.failed for card in reply.cards)
    assert not {one.id for one in reply.need.active} & (set(way.remove) - {one.id for one in way.instead})
    assert {one.id: one.value for one in way.instead}.items() <= {one.id: one.value for one in reply.need.active}.items()


def test_where_nothing_was_offered_nothing_is_taken(assistant: Assistant) -> None:
    assistant.ask("婴儿睡袋，100元以内", thread="none")
    assert {one.name for one in assistant.ask("放宽最碍事的那个", thread="none").need.active} == {"price<=100"}
