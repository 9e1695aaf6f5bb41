"""Several goods, each in its number: what is taken of each, and what they come to."""

from decimal import Decimal
from typing import Any

import pytest
from daogou.eval.truth.checker import faults
from daogou.graphs.opening import Assistant
from daogou.schema.command import COMMANDS
from daogou.schema.reply import Reply

FEW = {"command": "want", "field": "moq", "op": ">=", "value": 50}
TWO = [{"goods": "帐篷", "quantity": 40}, {"goods": "台灯", "quantity": 20}]
TOTAL = {"command": "ask", "fields": ["total"]}


@pytest.fixture
def say(demo: Assistant, request: pytest.FixtureRequest) -> Any:
    def said(*commands: dict[str, Any]) -> Reply:
        return demo.ask("", thread=request.node.name, commands=COMMANDS.validate_python(list(commands)))

    return said


def total_of(reply: Reply) -> Decimal:
    assert reply.plans[0].total in reply.text
    return Decimal(reply.plans[0].total)


def cost(reply: Reply, place: int, quantity: int) -> Decimal:
    return Decimal(reply.cards[place].price or 0) * quantity


def test_what_is_taken_of_each_is_summed_up_in_its_number(say: Any) -> None:
    reply = say({"command": "list", "lines": TWO})
    assert [card.category for card in reply.cards[:2]] == ["帐篷", "台灯"]
    assert total_of(reply) == cost(reply, 0, 40) + cost(reply, 1, 20)


def test_what_cannot_be_had_in_its_number_counts_in_the_fewest_that_are_sold(say: Any) -> None:
    reply = say({"command": "list", "lines": [*TWO, {"goods": "卷尺", "quantity": 1, "musts": [FEW]}]})
    fewest = reply.cards[2].moq
    assert fewest is not None and fewest >= 50 and f"起订 {fewest}" in reply.text
    assert total_of(reply) == cost(reply, 0, 40) + cost(reply, 1, 20) + cost(reply, 2, fewest)


def test_goods_that_the_store_lacks_are_told_and_no_part_of_the_sum(say: Any) -> None:
    reply = say({"command": "list", "lines": [*TWO, {"goods": "围嘴", "quantity": 200}]})
    assert total_of(reply) == cost(reply, 0, 40) + cost(reply, 1, 20)
    assert "围嘴" in reply.text and len(reply.plans[0].product_ids) == 2


def test_a_budget_for_all_of_them_is_kept_by_what_is_taken(say: Any) -> None:
    dear = say({"command": "list", "lines": TWO})
    best = dear.plans[-1]
    budget = (float(best.total) + float(total_of(dear))) / 2
    kept = say({"command": "list", "lines": TWO, "budget": budget})
    assert {float(each.total) <= budget for each in kept.plans} == {True}
    assert [each.missed_by for each in kept.plans] == [None] * len(kept.plans) and kept.plans[-1].total != best.total


def test_a_budget_that_nothing_keeps_is_told_by_how_much_it_is_passed(say: Any) -> None:
    reply = say({"command": "list", "lines": TWO, "budget": 100})
    assert reply.plans[0].missed_by == str(total_of(reply) - 100)
    raised = say(*(each.model_dump() for each in reply.suggestions[0].commands))
    assert raised.plans[0].missed_by is None and raised.plans[0].total == reply.plans[0].total


def test_a_line_that_is_changed_leaves_the_others_as_they_were(say: Any) -> None:
    before = say({"command": "list", "lines": TWO})
    say({"command": "seek", "goods": "台灯", "quantity": 60, "topic": "same"})
    after = say(TOTAL)
    assert after.cards[0] == before.cards[0]
    assert total_of(after) == cost(after, 0, 40) + cost(after, 1, 60)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_checker_of_replies_finds_what_is_summed_up_true_and_a_wrong_sum_false(say: Any, demo: Assistant, language: str) -> None:
    lines = [*TWO, {"goods": "卷尺", "quantity": 1, "musts": [FEW]}]
    reply = demo.ask(
        "", thread=f"sum {language}", language=language, commands=COMMANDS.validate_python([{"command": "list", "lines": lines, "budget": 90000}])
    )
    catalogue = demo.shopfront.current().catalogue
    today = catalogue.manifest.created_at.date()
    assert not [each for each in faults(reply, catalogue, today) if each.kind == "price"]
    wrong = reply.model_copy(update={"text": reply.text.replace(str(total_of(reply)), str(total_of(reply) + 1))})
    assert [each.kind for each in faults(wrong, catalogue, today)].count("price") >= 1


def test_cartons_are_counted_in_what_a_record_says_that_one_holds(demo: Assistant) -> None:
    lines = [{"goods": "打印纸", "quantity": 20}, {"goods": "台灯", "quantity": 20}]
    reply = demo.ask("打印纸20箱，台灯20个", thread="cartons", commands=COMMANDS.validate_python([{"command": "list", "lines": lines}]))
    (paper,) = demo.shopfront.current().catalogue.products([reply.cards[0].product_id])
    held = paper.attributes["packs_per_box"]
    assert isinstance(held, int)
    assert f"{20 * held} 件单价 ¥{paper.price_at(20 * held)}" in reply.text and "20 件单价" in reply.text
