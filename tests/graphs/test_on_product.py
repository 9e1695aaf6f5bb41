"""A conversation that opens on a product: "it" and nothing at all mean it, over turns, restarts and replays, until other goods are looked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.command import Ask, Open
from daogou.schema.errors import InputError
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

BAG, MOUSE = "bag-cotton", "mouse-silent"


@pytest.fixture
def assistant(six_store: Path, tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(six_store, settings=Settings(state=tmp_path)) as opened:
        yield opened


def ids(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


def test_without_a_word_it_is_told_about(assistant: Assistant) -> None:
    reply = assistant.ask("", product_id=BAG)
    assert ids(reply) == [BAG] and reply.intent == "product_question"
    assert reply.understood.commands[0] == Open(product=BAG)


@pytest.mark.parametrize(
    ("question", "says"),
    [("下摆能打开换尿布吗", "可打开换尿布"), ("does the zip open for nappy changes?", "nappy changes")],
)
def test_a_question_is_answered_with_the_sentence_quoted_and_cited(assistant: Assistant, question: str, says: str) -> None:
    reply = assistant.ask(question, product_id=BAG)
    assert ids(reply) == [BAG] and says in reply.text
    assert any(says in citation.quote and citation.ref == BAG for citation in reply.citations)


@pytest.mark.parametrize(("question", "thing"), [("有没有遥控器", "遥控器"), ("does it have a rear camera?", "rear camera")])
def test_what_nothing_on_file_tells_is_not_stated_and_can_be_asked_of_the_seller(assistant: Assistant, question: str, thing: str) -> None:
    reply = assistant.ask(question, product_id=BAG)
    assert ids(reply) == [BAG] and thing in reply.text
    letter = assistant.ask("那帮我问问卖家" if question[0] == "有" else "ask the seller then", thread=reply.thread_id)
    assert letter.intent == "inquiry" and question.rstrip("?") in letter.text


def test_it_stays_in_hand_over_turns_and_a_restart(six_store: Path, tmp_path: Path) -> None:
    settings = Settings(state=tmp_path)
    with open_assistant(six_store, settings=settings) as first:
        thread = first.ask("多少钱?", product_id=BAG).thread_id
    with open_assistant(six_store, settings=settings) as second:
        reply = second.ask("适合多少度的房间?", thread=thread)
        assert ids(reply) == [BAG] and "16-20" in reply.text
        again = second.ask("它有帽子吗", thread=thread, product_id=BAG)
        assert ids(again)[:1] == [BAG] and not any(isinstance(one, Open) for one in again.understood.commands)


def test_a_search_of_other_goods_leaves_it_and_one_measured_by_it_goes_from_it(assistant: Assistant) -> None:
    thread = assistant.ask("多少钱?", product_id=BAG).thread_id
    cheaper = assistant.ask("有没有更便宜的类似的?", thread=thread)
    assert BAG not in ids(cheaper) and cheaper.need.category == "婴儿睡袋"
    assert any(condition.field == "price" and float(str(condition.value)) <= 89 for condition in cheaper.need.active)
    other = assistant.ask("找一款无线鼠标", thread=thread)
    assert MOUSE in ids(other)
    assert ids(assistant.ask("第一款多少钱?", thread=thread)) == ids(other)[:1]


@pytest.mark.parametrize("product_id", ["gone", "x" * 500])
def test_an_unknown_product_is_told_and_nothing_is_kept(assistant: Assistant, product_id: str) -> None:
    with pytest.raises(InputError) as told:
        assistant.ask("多少钱?", thread="t", product_id=product_id)
    assert told.value.code == "product_unknown"
    assert assistant.threads.find("t") is None


def test_the_commands_of_a_reply_replay_to_the_same(assistant: Assistant) -> None:
    said = assistant.ask("适合多少度的房间?", product_id=BAG)
    again = assistant.ask("适合多少度的房间?", commands=said.understood.commands)
    assert (again.text, ids(again), again.need) == (said.text, ids(said), said.need)
    own = assistant.ask("", commands=(Open(product=BAG), Ask(fields=("moq",))))
    assert ids(own) == [BAG] and "2" in own.text


def test_two_products_to_open_on_are_refused(assistant: Assistant) -> None:
    with pytest.raises(InputError):
        assistant.ask("", product_id=BAG, commands=(Open(product=MOUSE),), thread="two")
    assert assistant.threads.find("two") is None
