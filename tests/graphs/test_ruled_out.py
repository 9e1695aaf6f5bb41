"""What a rule that a guide quotes is against is advised for nothing, and is said to be left out."""

import re

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from ..acting import Command, act, do, want

BAGS = do("seek", goods="婴儿睡袋")
CLASS_B = want("safety_class", "=", "B类")


@pytest.mark.parametrize(("search", "question"), [([CLASS_B], "怎么选？"), ([CLASS_B], "how do I choose?")])
def test_nobody_is_advised_to_take_what_a_rule_is_against(demo: Assistant, search: list[Command], question: str) -> None:
    thread = act(demo, None, BAGS, *search, text=question).thread_id
    reply = act(demo, thread, do("choose"), text=question)
    catalogue = demo.shopfront.current().catalogue
    shown = [catalogue.products([card.product_id])[0] for card in reply.cards]
    out = {place for place, product in enumerate(shown, 1) if product.attributes.get("safety_class") == "B类"}
    advice = next((line for line in reply.text.split("\n") if line.startswith(("**怎么取舍**", "**Which to take**"))), "")
    advised = {int(number) for found in re.findall(r"第 ([\d、]+) 款|numbers? ([\d, and]+)", advice) for number in re.findall(r"\d+", "".join(found))}
    assert out and not out & advised
    assert any(str(place) in line for place in out for line in reply.text.split("\n") if "没有算进来" in line or "left out" in line)


def compared(demo: Assistant, text: str, *ids: str, audience: str | None = None) -> Reply:
    of = {"kind": "described", "conditions": [{"id": "c0", "field": "product", "op": "in", "value": list(ids)}]}
    more = [do("seek", audience=audience, topic="same")] if audience else []
    return act(demo, None, *more, do("compare", among=[of]), text=text)


@pytest.mark.parametrize(
    ("text", "ids", "taken"),
    [
        ("compare them for a newborn", ("P000101", "P000106"), True),
        ("比较这三款", ("P000103", "P000106", "P000105"), False),
    ],
)
def test_a_comparison_tells_the_rule_and_takes_nothing_that_it_is_against(demo: Assistant, text: str, ids: tuple[str, ...], taken: bool) -> None:
    reply = compared(demo, text, *ids, audience="newborn" if "newborn" in text else None)
    catalogue = demo.shopfront.current().catalogue
    rule = next(one for one in reply.citations if one.kind == "guide")
    assert reply.comparison is not None and "GB 31701" in rule.quote and f"[{rule.n}]" in reply.comparison.verdict
    own = [place for place, each in enumerate(catalogue.products(reply.comparison.product_ids), 1) if each.attributes["safety_class"] == "B类"]
    said = [line for line in reply.text.split("\n") if line.startswith(("**I would take", "**我会选", "It depends", "看您"))]
    assert bool(said) == taken and own
    assert not any(re.search(rf"第 {place} 款|numbers? {place}\b", line) for line in said for place in own)
