"""Whether something is safe: what there is to check, product by product; never a yes or a no, whatever size it comes in."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.tools.wording.wording import Wording

from ..acting import Command, act, do, nth

BAGS = do("seek", goods="婴儿睡袋")


@pytest.mark.parametrize(("text", "of"), [("安全吗？", nth(2)), ("safe?", nth(2))])
def test_safety_is_never_affirmed(assistant: Assistant, text: str, of: Command) -> None:
    listed = act(assistant, "t", BAGS)
    reply = act(assistant, "t", do("ask", fields=["safety"], of=[of]), text=text)
    wording = Wording(reply.language, 2)
    assert reply.intent == "product_question"
    assert wording.say("details.safety") in reply.text
    second = assistant.shopfront.current().catalogue.product(listed.cards[1].product_id)
    assert second is not None
    for certificate in second.text(reply.language).certifications:
        assert certificate.name in reply.text
    for word in ("：是", "：不是", ": yes", ": no "):
        assert word not in reply.text


@pytest.mark.parametrize("question", ["第一款是A类吗？", "is the first one dishwasher safe?"])
def test_what_a_record_names_is_answered_by_it(assistant: Assistant, question: str) -> None:
    assistant.ask("婴儿睡袋" if question[0] > "z" else "infant sleeping bags", thread="t")
    reply = assistant.ask(question, thread="t")
    assert Wording(reply.language, 2).say("details.safety") not in reply.text


@pytest.mark.xfail(reason="nothing follows from whom goods are for: of a newborn's things no wish for class A is inferred", strict=True)
@pytest.mark.parametrize("audience", ["newborn", "新生儿"])
def test_a_newborns_things_are_to_be_class_a_as_a_wish_that_is_inferred(demo: Assistant, audience: str) -> None:
    need = act(demo, None, {**BAGS, "audience": audience}).need
    assert [(one.value, one.hard, one.status) for one in need.active if one.field == "attr.safety_class"] == [("A类", False, "inferred")]
