"""What a rule that a guide quotes is against is advised for nothing, and is said to be left out."""

import re

import pytest
from daogou.graphs.opening import Assistant


@pytest.mark.parametrize(
    ("search", "question"),
    [
        ("婴儿睡袋，安全类别为B类", "怎么选？"),
        ("找工厂直供的婴儿睡袋，100元以内，要有GB 31701证书", "怎么选？"),
        ("infant sleeping bags, safety class B", "how do I choose?"),
    ],
)
def test_nobody_is_advised_to_take_what_a_rule_is_against(demo: Assistant, search: str, question: str) -> None:
    demo.ask(search, thread=f"rule-{search}")
    reply = demo.ask(question, thread=f"rule-{search}")
    catalogue = demo.shopfront.current().catalogue
    shown = [catalogue.products([card.product_id])[0] for card in reply.cards]
    out = {place for place, product in enumerate(shown, 1) if product.attributes.get("safety_class") == "B类"}
    advice = next((line for line in reply.text.split("\n") if line.startswith(("**怎么取舍**", "**Which to take**"))), "")
    advised = {int(number) for found in re.findall(r"第 ([\d、]+) 款|numbers? ([\d, and]+)", advice) for number in re.findall(r"\d+", "".join(found))}
    assert out and not out & advised
    assert any(str(place) in line for place in out for line in reply.text.split("\n") if "没有算进来" in line or "left out" in line)


@pytest.mark.parametrize("question", ["which is the cheapest?", "哪个最便宜？"])
def test_the_cheapest_of_nothing_is_no_list_of_brands(demo: Assistant, question: str) -> None:
    reply = demo.ask(question, thread=f"nothing-{question}")
    assert reply.cards == () and reply.citations == ()


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("compare P000101 and P000106 for a newborn", True),
        ("比较 P000103、P000106 和 P000105", True),
        ("compare P000106 and P000126", False),
    ],
)
def test_a_comparison_tells_the_rule_and_takes_nothing_that_it_is_against(demo: Assistant, text: str, taken: bool) -> None:
    reply = demo.ask(text, thread=f"rule-{text}")
    catalogue = demo.shopfront.current().catalogue
    rule = next(one for one in reply.citations if one.kind == "guide")
    assert reply.comparison is not None and "GB 31701" in rule.quote and f"[{rule.n}]" in reply.comparison.verdict
    own = [place for place, each in enumerate(catalogue.products(reply.comparison.product_ids), 1) if each.attributes["safety_class"] == "B类"]
    said = [line for line in reply.text.split("\n") if line.startswith(("**I would take", "**我会选", "It depends", "看您"))]
    assert bool(said) == taken and own
    assert not any(re.search(rf"第 {place} 款|numbers? {place}\b", line) for line in said for place in own)


@pytest.mark.parametrize("text", ["对比P001303和P001301", "compare P000103 and P000105", "compare P005022 and P005017"])
def test_a_comparison_of_what_no_rule_is_against_tells_of_none(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"rule-{text}")
    assert not any(one.kind == "guide" for one in reply.citations)
