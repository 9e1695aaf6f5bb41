"""A sentence of a guide is said of the products that meet it by their records, and of no others."""

import re

import pytest
from daogou.catalogue.conditions import Judge
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition
from daogou.schema.context import Context
from daogou.schema.reply import Reply

_PLACES = re.compile(r"(?:numbers?|第) ?((?:\d+(?:, | and |、)?)+)")


def places(text: str) -> set[int]:
    return {int(number) for found in _PLACES.findall(text) for number in re.findall(r"\d+", found)}


def named(reply: Reply, statement: str) -> set[int]:
    """The numbers of the products that the reply says a sentence of, by the mark that cites it."""
    mark = next(citation.n for citation in reply.citations if statement in citation.quote and citation.kind == "guide" and _behind(reply, citation.n))
    return places(_behind(reply, mark))


def _behind(reply: Reply, mark: int) -> str:
    """What stands behind the mark in a line that measures products by the sentence."""
    lines = [line.split(f"[{mark}]", 1)[1] for line in reply.text.splitlines() if line.startswith(("- ", "  - ")) and f"[{mark}]" in line]
    return lines[0] if lines else ""


def meeting(assistant: Assistant, reply: Reply, *asked: Condition) -> set[int]:
    """The numbers of the cards whose records meet one of the conditions."""
    catalogue = assistant.shopfront.current().catalogue
    verdicts = [Judge(catalogue.columns, Context().today).verdicts(one) for one in asked]
    rows = [catalogue.row(card.product_id) for card in reply.cards]
    return {number for number, row in enumerate(rows, 1) if row is not None and any(one[row] == 1 for one in verdicts)}


def wanted(name: str, value: object, op: str = "contains") -> Condition:
    return Condition(id="x", field=f"attr.{name}", op=op, value=value, unit="l" if name == "capacity_l" else None)  # type: ignore[arg-type]


SENTENCES = [
    ("怎么选毛巾", "面巾选 34×74", (wanted("size_cm", "70x140"), wanted("size_cm", "34x74"))),
    ("How do I choose towels?", "34 x 74 cm for a face towel", (wanted("size_cm", "70x140"), wanted("size_cm", "34x74"))),
    ("怎么选窗帘", "怕皱好洗选聚酯", (wanted("material", "棉麻"), wanted("material", "聚酯"))),
    ("How do I choose curtains?", "polyester for easy washing", (wanted("material", "棉麻"), wanted("material", "聚酯"))),
    ("怎么选羽绒服", "预算有限不低于 80%", (wanted("down_content_pct", 80, ">="),)),
    ("How do I choose down jackets?", "no less than 80 %", (wanted("down_content_pct", 80, ">="),)),
    ("怎么选保温杯", "要求不漏选旋盖", (wanted("lid", "弹"), wanted("lid", "旋盖"))),
    ("How do I choose a flask?", "a screw lid leaks least", (wanted("lid", "弹"), wanted("lid", "旋盖"))),
]


@pytest.mark.parametrize(("text", "statement", "asked"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_every_clause_of_a_sentence_names_the_products_that_meet_it(demo: Assistant, text: str, statement: str, asked: tuple[Condition, ...]) -> None:
    reply = demo.ask(text, thread=f"clause-{text}")
    assert named(reply, statement) == meeting(demo, reply, *asked)


@pytest.mark.parametrize("text", ["怎么选双肩包", "How do I choose a backpack?"])
def test_a_range_names_no_product_below_it(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"range-{text}")
    statement = "通勤选 15-20 升" if reply.language == "zh" else "Choose 15-20 litres"
    within = meeting(demo, reply, wanted("capacity_l", 15, ">=")) & meeting(demo, reply, wanted("capacity_l", 20, "<="))
    assert named(reply, statement) == within


@pytest.mark.parametrize("text", ["How to choose a thermos flask for my kid", "给孩子选保温杯，怎么选"])
def test_a_guide_to_other_goods_measures_none_of_these(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"goods-{text}")
    catalogue = demo.shopfront.current().catalogue
    kinds = {part for product in catalogue.products([card.product_id for card in reply.cards]) for part in product.category}
    guides = [guide for citation in reply.citations if (guide := catalogue.guide(citation.ref)) is not None]
    assert reply.intent == "pick" and guides
    measuring = [guide for guide in guides if any(_behind(reply, one.n) for one in reply.citations if one.ref == guide.id)]
    assert all(not guide.category or kinds & {*guide.category} for guide in measuring)


@pytest.mark.parametrize("text", ["怎么选窗帘", "How do I choose curtains?"])
def test_what_each_product_meets_in_its_own_way_is_not_said_of_all(demo: Assistant, text: str) -> None:
    """Grommets go on a pole, hooks on a track: each product hangs one way, so each is named with its own."""
    reply = demo.ask(text, thread=f"all-{text}")
    statement = "罗马杆用打孔帘" if reply.language == "zh" else "Grommets and rod pockets"
    assert named(reply, statement) == set(range(1, len(reply.cards) + 1))
