"""Whether something is safe: what there is to check, product by product; never a yes or a no, whatever size it comes in."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.tools.wording.wording import Wording


@pytest.mark.parametrize(
    ("search", "question"),
    [
        ("婴儿睡袋", "第一款给新生儿用安全吗？"),
        ("婴儿睡袋", "这些都安全吗？"),
        ("婴儿睡袋", "第一款有没有甲醛？"),
        ("infant sleeping bags", "is the first one safe for a newborn?"),
        ("infant sleeping bags", "are all of these safe?"),
        ("infant sleeping bags", "is the first one toxic?"),
    ],
)
def test_safety_is_never_affirmed(assistant: Assistant, search: str, question: str) -> None:
    listed = assistant.ask(search, thread="t")
    reply = assistant.ask(question, thread="t")
    wording = Wording(reply.language, 2)
    assert reply.intent == "product_question"
    assert wording.say("details.safety") in reply.text
    first = assistant.shopfront.current().catalogue.product(listed.cards[0].product_id)
    assert first is not None
    for certificate in first.text(reply.language).certifications:
        assert certificate.name in reply.text
    for word in ("：是", "：不是", ": yes", ": no "):
        assert word not in reply.text


@pytest.mark.parametrize(
    "question", ["第一款能放洗碗机吗？", "is the first one dishwasher safe?", "第一款的安全类别是什么？", "what safety class is the first one?"]
)
def test_what_a_record_names_is_answered_by_it(assistant: Assistant, question: str) -> None:
    assistant.ask("婴儿睡袋" if question[0] > "z" else "infant sleeping bags", thread="t")
    reply = assistant.ask(question, thread="t")
    assert Wording(reply.language, 2).say("details.safety") not in reply.text


@pytest.mark.parametrize("text", ["a baby sleeping bag for my newborn", "给新生儿找睡袋"])
def test_a_newborns_things_are_to_be_class_a_as_a_wish_that_is_inferred(demo: Assistant, text: str) -> None:
    need = demo.ask(text, thread=f"newborn-{text}").need
    assert [(one.value, one.hard, one.status) for one in need.active if one.field == "attr.safety_class"] == [("A类", False, "inferred")]
