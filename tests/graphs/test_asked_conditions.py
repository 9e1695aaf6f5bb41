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


def talk(assistant: Assistant, *messages: str) -> Reply:
    for message in messages:
        reply = assistant.ask(message, thread="-".join(messages))
    return reply


def names(reply: Reply) -> set[str]:
    return {condition.name for condition in reply.need.active}


def pending(assistant: Assistant, reply: Reply) -> Any:
    state = asyncio.run(assistant.graph.aget_state({"configurable": {"thread_id": reply.thread_id}}))
    return state.values.get("pending")


@pytest.mark.parametrize(
    ("first", "clash", "stands"),
    [
        ("婴儿睡袋，80元以内", "要单价100以上的", "price<=80"),
        ("infant sleeping bags under 80 yuan", "above 100 yuan", "price<=80"),
        ("婴儿睡袋，不要羊毛", "要羊毛的", "attr.material!=羊毛"),
        ("infant sleeping bags, not wool", "wool ones", "attr.material!=羊毛"),
        ("infant sleeping bags, 2.5 TOG", "at least 3 TOG", "attr.tog=2.5"),
    ],
)
def test_what_leaves_the_older_condition_nothing_is_asked_about(assistant: Assistant, first: str, clash: str, stands: str) -> None:
    reply = talk(assistant, first, clash)
    asked = pending(assistant, reply)
    assert reply.question and asked.kind == "contradiction"
    assert [each.name for each in asked.old] == [stands] and names(reply) == {stands}
    assert all(each.text in reply.question for each in (*asked.old, *asked.new))


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        ("按100以上的来", "new"), ("新的", "new"), ("后一个", "new"), ("还是80以内", "old"), ("按原来的", "old"), ("第一个", "old"),
        ("改成100元以上", "new"), ("就按价格不超过 ¥80", "old"), ("the new one", "new"), ("keep the old", "old"), ("the second", "new"),
        ("under 80", "old"),
    ],
)  # fmt: skip
def test_the_answer_settles_it(assistant: Assistant, answer: str, counts: str) -> None:
    language = "en" if answer.isascii() else "zh"
    opening = {"zh": ("婴儿睡袋，80元以内，A类", "要单价100以上的"), "en": ("infant sleeping bags under 80 yuan, class A", "above 100 yuan")}[
        language
    ]
    reply = talk(assistant, *opening, answer)
    assert names(reply) == {"price>=100" if counts == "new" else "price<=80", "attr.safety_class=A类"}
    assert reply.cards and pending(assistant, reply) is None
    assert {each.field: each.turn for each in reply.need.active}["price"] == (3 if counts == "new" else 1)


@pytest.mark.parametrize("message", ["婴儿睡袋，100元以上60元以下", "infant sleeping bags above 100 yuan and under 60 yuan"])
def test_within_one_message_neither_side_counts_before_the_answer(assistant: Assistant, message: str) -> None:
    reply = talk(assistant, message)
    assert reply.question and not names(reply) and reply.need.category == "婴儿睡袋"
    answered = talk(assistant, message, {"zh": "60以下", "en": "under 60"}[reply.language])
    assert names(answered) == {"price<=60"}


@pytest.mark.parametrize(
    ("messages", "conditions"),
    [
        (("婴儿睡袋，80元以内", "其实要100以上的"), {"price>=100"}),
        (("infant sleeping bags under 80 yuan", "actually above 100 yuan"), {"price>=100"}),
        (("婴儿睡袋，80元以内", "100以内也行"), {"price<=100"}),
        (("婴儿睡袋，羊毛的", "不要羊毛了，换竹纤维"), {"attr.material!=羊毛", "attr.material=竹纤维"}),
        (("infant sleeping bags in wool", "not wool, bamboo please"), {"attr.material!=羊毛", "attr.material=竹纤维"}),
        (("婴儿睡袋，羊毛的", "改成竹纤维"), {"attr.material=竹纤维"}),
        (("infant sleeping bags in wool", "make it bamboo"), {"attr.material=竹纤维"}),
        (("infant sleeping bags under 80 yuan", "from 100 to 200 yuan"), {"price>=100", "price<=200"}),
    ],
)
def test_a_correction_replaces(assistant: Assistant, messages: tuple[str, ...], conditions: set[str]) -> None:
    reply = talk(assistant, *messages)
    assert names(reply) == conditions and reply.question is None


@pytest.mark.parametrize("answer", ["要A类的", "class A only", "鼠标", "wireless mice", "谢谢"])
def test_what_answers_nothing_is_read_as_itself(assistant: Assistant, answer: str) -> None:
    reply = talk(assistant, "婴儿睡袋，80元以内", "要单价100以上的", answer)
    assert "price>=100" not in names(reply)


@pytest.mark.parametrize(
    ("messages", "fields"),
    [
        (("婴儿睡袋，100以内，A类", "我提了哪些条件"), ["price", "attr.safety_class"]),
        (("infant sleeping bags under 100 yuan, class A", "what are my conditions?"), ["price", "attr.safety_class"]),
        (("婴儿睡袋，100以内，A类", "为什么要A类"), ["attr.safety_class"]),
        (("infant sleeping bags under 100 yuan, class A", "why is there a price limit?"), ["price"]),
        (("婴儿睡袋，100以内，A类", "价格不限", "为什么有安全类别这个条件"), ["attr.safety_class"]),
    ],
)
def test_why_a_condition_is_there(assistant: Assistant, messages: tuple[str, ...], fields: list[str]) -> None:
    reply = talk(assistant, *messages)
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
