"""Why a condition is there, and a contradiction from the question to its answer: over the six products, in both languages."""

import asyncio
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply
from daogou.tools.decisions.conditions import Conditions
from daogou.tools.wording.wording import Wording
from daogou.tools.writing.conditions import conditions as written
from daogou.tools.writing.draft import Draft

from .commanded import Said, ask, drop, seek, turn, want


def talk(assistant: Assistant, *messages: str) -> Reply:
    for message in messages:
        reply = assistant.ask(message, thread="-".join(messages))
    return reply


def names(reply: Reply) -> set[str]:
    return {condition.name for condition in reply.need.active}


def pending(assistant: Assistant, reply: Reply) -> Any:
    state = asyncio.run(assistant.graph.aget_state({"configurable": {"thread_id": reply.thread_id}}))
    return state.values.get("pending")


LOW, HIGH = want("price", "<=", 80, text="up to 80"), want("price", ">=", 100, text="from 100")
CLASS_A = want("safety_class", "=", "A类", text="class A only")
BAGS, WOOL, BAMBOO = seek("婴儿睡袋"), want("material", "=", "羊毛"), want("material", "=", "竹纤维")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("first", "clash", "stands"),
    [
        (want("price", "<=", 80), want("price", ">=", 100), "price<=80"),
        (want("material", "!=", "羊毛"), want("material", "=", "羊毛"), "attr.material!=羊毛"),
        (want("tog", "=", 2.5), want("tog", ">=", 3), "attr.tog=2.5"),
    ],
    ids=lambda one: one if isinstance(one, str) else one["op"],
)
def test_what_leaves_the_older_condition_nothing_is_asked_about(assistant: Assistant, language: str, first: Said, clash: Said, stands: str) -> None:
    words = {"zh": ("头一个条件", "后一个条件"), "en": ("what was said first", "what was said then")}[language]
    turn(assistant, "t", BAGS, first | {"text": words[0]}, language=language)
    reply = turn(assistant, "t", clash | {"text": words[1]}, language=language)
    asked = pending(assistant, reply)
    assert reply.question and asked.kind == "contradiction"
    assert [each.name for each in asked.old] == [stands] and names(reply) == {stands}
    assert all(each.text in reply.question for each in (*asked.old, *asked.new))


@pytest.mark.parametrize("counts", ["new", "old"])
def test_the_answer_settles_it(assistant: Assistant, counts: str) -> None:
    turn(assistant, "t", BAGS, LOW, CLASS_A)
    turn(assistant, "t", HIGH)
    reply = turn(assistant, "t", {"command": "answer", "choice": counts})
    assert names(reply) == {"price>=100" if counts == "new" else "price<=80", "attr.safety_class=A类"}
    assert reply.cards and pending(assistant, reply) is None
    assert {each.field: each.turn for each in reply.need.active}["price"] == (3 if counts == "new" else 1)


def test_within_one_message_neither_side_counts_before_the_answer(assistant: Assistant) -> None:
    under = want("price", "<=", 60)
    reply = turn(assistant, "t", BAGS, HIGH, under)
    assert reply.question and not names(reply) and reply.need.category == "婴儿睡袋"
    assert names(turn(assistant, "t", under)) == {"price<=60"}


@pytest.mark.parametrize(
    ("first", "then", "conditions"),
    [
        (LOW, [HIGH | {"instead": True}], {"price>=100"}),
        (LOW, [{"command": "relax", "field": "price", "to": 100}], {"price<=100"}),
        (WOOL, [WOOL | {"op": "!="}, BAMBOO], {"attr.material!=羊毛", "attr.material=竹纤维"}),
        (WOOL, [BAMBOO | {"instead": True}], {"attr.material=竹纤维"}),
        (LOW, [HIGH, want("price", "<=", 200)], {"price>=100", "price<=200"}),
    ],
    ids=["another", "wider", "other than before", "instead", "range"],
)
def test_a_correction_replaces(assistant: Assistant, first: Said, then: list[Said], conditions: set[str]) -> None:
    turn(assistant, "t", BAGS, first)
    reply = turn(assistant, "t", *then)
    assert names(reply) == conditions and reply.question is None


@pytest.mark.parametrize("answer", ["要A类的", "class A only", "鼠标", "wireless mice", "谢谢"])
def test_what_answers_nothing_is_read_as_itself(assistant: Assistant, answer: str) -> None:
    reply = talk(assistant, "婴儿睡袋，80元以内", "要单价100以上的", answer)
    assert "price>=100" not in names(reply)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("dropped", "asked", "fields"),
    [
        ("", ["conditions"], ["price", "attr.safety_class"]),
        ("", ["conditions", "safety_class"], ["attr.safety_class"]),
        ("", ["conditions", "price"], ["price"]),
        ("price", ["conditions"], ["attr.safety_class"]),
    ],
)
def test_why_a_condition_is_there(assistant: Assistant, language: str, dropped: str, asked: list[str], fields: list[str]) -> None:
    turn(assistant, "t", BAGS, LOW, CLASS_A, language=language)
    if dropped:
        turn(assistant, "t", drop(dropped), language=language)
    reply = turn(assistant, "t", ask(*asked), language=language)
    told = [each for each in reply.need.active if each.field in fields]
    assert reply.intent == "product_question" and [each.field for each in told] == fields
    assert all(each.text in reply.text for each in told) and not reply.cards
    others = [each for each in reply.need.active if each.field not in fields]
    assert not any(each.text in reply.text for each in others)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_relaxed_ones_and_facts_are_told(assistant: Assistant, language: str) -> None:
    reply = talk(
        assistant, *{"zh": ("我开网店的，婴儿睡袋，100以内",), "en": ("I run an online shop, infant sleeping bags under 100 yuan",)}[language]
    )
    relaxed = tuple(each.model_copy(update={"status": "relaxed"}) for each in reply.need.conditions)
    draft = Draft(Wording(language))
    written(Conditions(relaxed, reply.need.facts), draft)
    assert len(draft.lines) == 3 and draft.lines != (lines := Draft(Wording(language))).lines
    written(Conditions(reply.need.conditions, ()), lines)
    assert len(draft.lines[1]) > len(lines.lines[1])


@pytest.mark.parametrize("text", ["第一款为什么这么贵", "why is the first one so expensive?"])
def test_why_of_a_product_is_no_question_about_conditions(assistant: Assistant, text: str) -> None:
    reply = talk(assistant, "婴儿睡袋，100以内", text)
    assert "conditions" not in str(reply.intent) and "100以内」" not in reply.text


@pytest.mark.parametrize(("first", "ask"), [("婴儿睡袋", "第一款的证书过期了吗"), ("baby sleeping bags", "has the first one's certificate expired?")])
def test_what_asks_of_the_opposite_is_told_by_the_facts(assistant: Assistant, first: str, ask: str) -> None:
    assistant.ask(first, thread="opposite")
    reply = assistant.ask(ask, thread="opposite")
    assert "是的" not in reply.text and "yes" not in reply.text.lower()
