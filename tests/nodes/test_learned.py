"""What a reader gets of a message: nothing by which the buyer could be told, and each product called by its title in its place."""

import pytest
from daogou.graphs.opening import Assistant

SAID = {
    "婴儿睡袋，100元以内，微信号 anna_2026，收件人王芳": ("anna_2026", "王芳"),
    "baby sleeping bags under 100 yuan, my name is Ann Lee, WhatsApp annlee2026": ("Ann Lee", "annlee2026"),
}


@pytest.mark.parametrize("said", SAID)
def test_name_and_account_stand_in_nothing_that_is_understood(assistant: Assistant, said: str) -> None:
    reply = assistant.ask(said, thread="t")
    told = reply.model_dump_json(include={"need", "understood", "suggestions", "text"})
    assert reply.need.category and [one.field for one in reply.need.hard] == ["price"]
    assert all(each not in told for each in SAID[said])


@pytest.mark.parametrize("before", ["", "Grüße: Maße? "])
def test_a_title_is_found_where_it_stands_whatever_letters_are_before_it(assistant: Assistant, before: str) -> None:
    listed = assistant.ask("find baby sleeping bags", thread="t", language="en")
    reply = assistant.ask(f"{before}how much is {listed.cards[1].title}", thread="t", language="en")
    assert [card.product_id for card in reply.cards] == [listed.cards[1].product_id]
