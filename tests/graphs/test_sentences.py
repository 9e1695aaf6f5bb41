"""A sentence of a guide is said of the products that meet it by their records, and of no others."""

import re

import pytest
from daogou.catalogue.conditions import Judge
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition
from daogou.schema.context import Context
from daogou.schema.reply import Reply

from ..acting import act, do

_PLACES = re.compile(r"(?:numbers?|第) ?((?:\d+(?:, | and |、)?)+)")


def places(text: str) -> set[int]:
    return {int(number) for found in _PLACES.findall(text) for number in re.findall(r"\d+", found)}


def named(reply: Reply, statement: str) -> set[int]:
    """The numbers of the products that the reply says a sentence of: those behind the mark that cites it, else the one that it recommends by it."""
    marks = [citation.n for citation in reply.citations if statement in citation.quote and citation.kind == "guide"]
    listed = next((behind for mark in marks if (behind := _behind(reply, mark))), None)
    return places(listed) if listed is not None else _reasoned(reply, marks)


def _reasoned(reply: Reply, marks: list[int]) -> set[int]:
    """The number of the product of which it is a reason."""
    line = next(
        line for line in reply.text.splitlines() if not line.startswith("-") and any(f"[{mark}])" in line or f"[{mark}]）" in line for mark in marks)
    )
    number = _PLACES.search(line)
    return places(number.group()) if number is not None else set()


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
    unit = name.rsplit("_", 1)[-1]
    return Condition(id="x", field=f"attr.{name}", op=op, value=value, unit=unit if unit in ("l", "m", "cm", "mm", "kg") else None)  # type: ignore[arg-type]


FILLED = tuple(wanted("fill", down) for down in ("白鸭绒", "灰鸭绒", "白鹅绒"))
SENTENCES = [
    ("towels", "34 x 74 cm for a face towel", (wanted("size_cm", "70x140"), wanted("size_cm", "34x74"))),
    ("羽绒服", "追求轻暖选鹅绒", FILLED),
]


@pytest.mark.parametrize(("goods", "statement", "asked"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_every_clause_of_a_sentence_names_who_meets_it(demo: Assistant, goods: str, statement: str, asked: tuple[Condition, ...]) -> None:
    reply = chosen(demo, goods, asked)
    said, met = named(reply, statement), meeting(demo, reply, *asked)
    listed = any(_behind(reply, one.n) for one in reply.citations if statement in one.quote)
    assert said and (said == met if listed else said <= met)


def chosen(assistant: Assistant, goods: str, asked: tuple[Condition, ...]) -> Reply:
    """How such goods are chosen by what the sentence measures first."""
    return act(assistant, None, do("seek", goods=goods), do("choose", fields=[asked[0].field]), text=goods)


@pytest.mark.parametrize("text", ["牵引绳怎么选", "how do I choose socks?"])
def test_more_of_something_than_nobody_says_is_met_by_no_number(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"vague-{text}")
    vague = ("标称上限更高", "A higher needle count")
    lines = [line for line in reply.text.splitlines() if any(word in line for word in vague)]
    assert not any(places(line) for line in lines)


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
