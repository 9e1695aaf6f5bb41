"""What the buyer stated holds in whatever a reply names: what breaks it is told, and a number or a cap stays with its goods."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import Said, ask, extreme, nth, seek, turn, want

BAGS, MICE = "婴儿睡袋", "无线鼠标"
DEAR = extreme("-price")
ACTS: dict[str, list[Said]] = {
    "price": [ask("price", of=DEAR)],
    "of several": [ask("moq", of=[{"kind": "all", "count": 0}])],
    "about it": [ask(of=DEAR)],
    "total": [ask("total", of=DEAR, suppose=[want("quantity", "=", 20)])],
    "compared": [{"command": "compare", "among": [*nth(2), *DEAR]}],
    "by nothing recorded": [{"command": "compare", "among": [*nth(2), *DEAR], "fields": ["耐洗"]}],
    "chosen": [{"command": "choose", "among": DEAR}],
    "draft": [{"command": "inquire", "act": "draft", "of": DEAR}],
    "brand": [{"command": "ask_party", "party": "brand", "of": DEAR}],
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("act", ACTS)
def test_that_a_named_product_breaks_a_condition_is_told_once_whatever_is_asked_of_it(six: Assistant, act: str, language: str) -> None:
    thread = f"{act} {language}"
    turn(six, thread, seek(BAGS), language=language)
    turn(six, thread, want("price", "<=", 41), ask("price", of=nth(2)), language=language)
    reply = turn(six, thread, *ACTS[act], language=language)
    broken = {one.product_id for one in reply.cards if "price<=41" in one.failed}
    assert broken & {one.ref for one in reply.citations} and reply.text.count("41") == 1


@pytest.mark.parametrize("goods", [BAGS, MICE])
def test_a_number_that_an_answer_is_for_leaves_the_one_that_stands(six: Assistant, goods: str) -> None:
    turn(six, f"stands {goods}", seek(goods, quantity=400))
    reply = turn(six, f"stands {goods}", ask("price", of=nth(1), suppose=[want("quantity", "=", 2)]))
    assert reply.need.quantity == 400 and reply.cards[0].price == str(
        six.shopfront.current().catalogue.products([reply.cards[0].product_id])[0].price_at(2)
    )
    first = turn(six, f"none {goods}", seek(goods))
    assert first.need.quantity is None
    assert turn(six, f"none {goods}", ask("price", of=nth(1), suppose=[want("quantity", "=", 60)])).need.quantity == 60
    samples = turn(six, f"samples {goods}", seek(goods), ask("capability.samples", suppose=[want("quantity", "=", 2)]))
    assert samples.need.quantity is None


def test_a_cap_goes_with_its_goods_and_comes_back_with_them(six: Assistant) -> None:
    turn(six, "caps", seek(BAGS), want("price", "<=", 60))
    assert not turn(six, "caps", seek(MICE)).need.active
    assert [one.name for one in turn(six, "caps", {"command": "go", "about": BAGS}).need.hard] == ["price<=60"]
    also = turn(six, "caps", seek(BAGS, topic="same", also=[MICE]))
    assert all([one.name for one in waiting.conditions] == ["price<=60"] for waiting in also.need.waiting) and also.need.waiting


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_list_told_to_be_broken_is_not_told_with_each_fact_asked_after(six: Assistant, language: str) -> None:
    thread = f"told {language}"
    listed = turn(six, thread, seek(BAGS), want("price", "<=", 1), language=language)
    assert all("price<=1" in card.failed for card in listed.cards)
    reply = turn(six, thread, ask("material", of=nth(1)), language=language)
    assert reply.cards[0].failed == ("price<=1",) and "price" not in reply.text.lower() and "价格" not in reply.text


@pytest.mark.parametrize(("language", "whom"), [("zh", "妈妈"), ("en", "mum")])
def test_a_topic_is_gone_back_to_by_whom_it_was_for(six: Assistant, language: str, whom: str) -> None:
    turn(six, f"whom {whom}", seek(BAGS, audience=whom), language=language)
    turn(six, f"whom {whom}", seek(MICE), language=language)
    assert turn(six, f"whom {whom}", {"command": "go", "about": whom}, language=language).need.category == BAGS
