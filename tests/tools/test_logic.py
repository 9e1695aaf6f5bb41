"""The logic of a recommendation: stated with the picks, with weights that are those of the ranking, in both languages."""

from datetime import date
from pathlib import Path

import pytest
from daogou.catalogue.store import Store
from daogou.graphs.opening import Assistant
from daogou.memory.caches.asked import Asked
from daogou.retrievers.leanings import shares
from daogou.schema.condition import Condition
from daogou.schema.guide import Guide
from daogou.schema.need import Need
from daogou.tools.choosing.logic import guided, logic

ROOM = Condition(id="c1", field="attr.room_temp_c", op="=", value=18, hard=False, text="18°C")
CHEAP = Condition(id="c2", field="price", op="<=", value=100, unit="CNY")
ZIP = Condition(id="c3", field="attr.closure", op="=", value="双向拉链", hard=False, text="双向拉链")
SAYS = {
    "zh": "婴儿睡袋，起订量5件以内，最好双向拉链，最好纯棉",
    "en": "baby sleeping bags, MOQ at most 5, preferably cotton, ideally with a two-way zip",
}


@pytest.fixture(scope="module")
def guides(six_store: Path) -> list[Guide]:
    return Store(six_store).current().guides()


def need(*conditions: Condition, language: str = "zh") -> Need:
    return Need(category="婴儿睡袋", query="婴儿睡袋", language="en" if language == "en" else "zh", conditions=conditions)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_guide_that_speaks_of_the_buyers_case_ranks_with_the_least_weight(guides: list[Guide], language: str) -> None:
    found = logic(need(ROOM, CHEAP, language=language), guides)
    assert [(one.kind, [each.name for each in one.conditions]) for one in found] == [
        ("must", ["price<=100"]),
        ("wish", ["attr.room_temp_c=18"]),
        ("guide", ["attr.tog=2.5"]),
    ]
    assert [one.share for one in found] == [None, 0.8, 0.2]


def test_what_the_buyer_said_himself_no_guide_overrules(guides: list[Guide]) -> None:
    own = Condition(id="c4", field="attr.tog", op="=", value=0.5, text="0.5 TOG")
    assert guided(need(ROOM, own), guides) == ()
    assert guided(need(CHEAP), guides) == ()


def test_guides_that_contradict_each_other_rank_nothing(guides: list[Guide]) -> None:
    other = next(guide for guide in guides if guide.lang == "zh" and guide.topic == "choosing")
    thin = next(one for one in other.criteria if one.value == 2.5).model_copy(update={"value": 0.5, "statement": "16-20°C 的房间选 0.5 TOG 的睡袋。"})
    assert guided(need(ROOM), [*guides, other.model_copy(update={"id": "other", "criteria": (thin,)})]) == ()


def test_what_was_inferred_weighs_less_than_what_was_said() -> None:
    inferred = ZIP.model_copy(update={"status": "inferred"})
    assert [share for _, share in shares(need(ROOM, inferred))] == [2 / 3, 1 / 3]
    assert Asked("retrieval", "v", need(ZIP), "").exact != Asked("retrieval", "v", need(inferred), "").exact


def test_a_price_that_nobody_can_judge_ranks_nothing_and_is_no_criterion() -> None:
    """It was told as not judged, and had all the weight."""
    dollars = CHEAP.model_copy(update={"unit": "USD", "hard": False, "text": "one hundred bucks"})
    assert [(one.conditions[0].name, one.share) for one in logic(need(dollars, ZIP), (), ("CNY",))] == [(ZIP.name, 1.0)]
    assert [(one, share) for one, share in shares(need(dollars, ZIP), (), ("CNY",))] == [(ZIP, 1.0)]
    assert len(shares(need(dollars, ZIP), (), ("CNY", "USD"))) == 2


def test_the_ranking_goes_by_the_same_logic(assistant: Assistant) -> None:
    shop = assistant.shopfront.current()
    orders = []
    for value in (0.5, 3.5):
        lean = Condition(id="criterion", field="attr.tog", op="=", value=value, hard=False)
        found = shop.retriever.retrieve(need(), today=date.today(), guided=(lean,)).candidates
        orders.append([one.product_id for one in found])
        assert all(lean.name not in (*one.met, *one.failed, *one.unknown) for one in found)
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]


@pytest.mark.parametrize("language", SAYS)
def test_a_reply_carries_it_beside_its_text(assistant: Assistant, language: str) -> None:
    reply = assistant.ask(SAYS[language], language=language)
    assert [one.kind for one in reply.criteria] == ["must", "wish", "wish"]
    weights = [one.weight for one in reply.criteria]
    assert weights[0] is None and sum(weight or 0.0 for weight in weights) == pytest.approx(1.0, abs=0.02)
    active = {one.name for one in reply.need.active}
    assert {name for one in reply.criteria for name in one.conditions} == active
    assert all(one.why and one.text for one in reply.criteria)


@pytest.mark.parametrize("text", ["婴儿睡袋", "baby sleeping bags under 100 yuan"])
def test_one_condition_needs_no_logic(assistant: Assistant, text: str) -> None:
    assert "%" not in assistant.ask(text).text
