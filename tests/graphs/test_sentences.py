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


HUNG = tuple(wanted("hanging", way, "=") for way in ("打孔", "穿杆", "挂钩"))
FILLED = tuple(wanted("fill", down) for down in ("白鸭绒", "灰鸭绒", "白鹅绒"))
SENTENCES = [
    ("毛巾", "面巾选 34×74", (wanted("size_cm", "70x140"), wanted("size_cm", "34x74"))),
    ("towels", "34 x 74 cm for a face towel", (wanted("size_cm", "70x140"), wanted("size_cm", "34x74"))),
    ("窗帘", "罗马杆用打孔帘", HUNG),
    ("curtains", "Grommets and rod pockets", HUNG),
    ("羽绒服", "追求轻暖选鹅绒", FILLED),
]


@pytest.mark.parametrize(("goods", "statement", "asked"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_every_clause_of_a_sentence_names_who_meets_it(demo: Assistant, goods: str, statement: str, asked: tuple[Condition, ...]) -> None:
    reply = chosen(demo, goods, asked)
    said, met = named(reply, statement), meeting(demo, reply, *asked)
    listed = any(_behind(reply, one.n) for one in reply.citations if statement in one.quote)
    assert said and (said == met if listed else said <= met)


def chosen(assistant: Assistant, goods: str, asked: tuple[Condition, ...], case: str | None = None) -> Reply:
    """How such goods are chosen for the `case` that the sentence is for, else by what it measures first."""
    by = do("choose", fields=[case or asked[0].field])
    return act(assistant, None, do("seek", goods=goods), by, text=goods)


def measured(assistant: Assistant, reply: Reply, *every: Condition) -> set[int]:
    """The numbers of the cards whose records meet all of the conditions."""
    found = [meeting(assistant, reply, one) for one in every]
    return set.intersection(*found)


WHOLE: list[tuple[str, str, tuple[Condition, ...], str | None]] = [
    ("炒锅", "四口之家选 32 厘米", (wanted("diameter_cm", 32, "<="),), None),
    ("wok", "Choose 1.6 kg or less", (wanted("weight_kg", 1.6, "<="),), None),
    ("四件套", "1.8 米床选", (wanted("bed_size_m", 1.8, "="),), None),
    ("bedding set", "For a 1.8 m bed", (wanted("bed_size_m", 1.8, "="),), None),
    ("tape measure", "with a 25 mm blade", (wanted("width_mm", 25, "="), wanted("length_m", 7.5, ">=")), "building"),
    ("pet leash", "Choose a harness", (wanted("type", "Harness set"),), None),
]


@pytest.mark.parametrize(("goods", "statement", "asked", "case"), WHOLE, ids=[row[0] for row in WHOLE])
def test_a_sentence_is_said_of_none_that_meets_only_a_part_of_it(
    demo: Assistant, goods: str, statement: str, asked: tuple[Condition, ...], case: str | None
) -> None:
    assert named(reply := chosen(demo, goods, asked, case), statement) <= measured(demo, reply, *asked)


@pytest.mark.parametrize("text", ["牵引绳怎么选", "how do I choose a pet leash?", "how do I choose copy paper?", "how do I choose socks?"])
def test_more_of_something_than_nobody_says_is_met_by_no_number(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"vague-{text}")
    vague = ("标称上限更高", "well above the dog", "a higher brightness", "A higher needle count")
    lines = [line for line in reply.text.splitlines() if any(word in line for word in vague)]
    assert not any(places(line) for line in lines)


@pytest.mark.parametrize(("text", "line"), [("台灯怎么选", "4000 K 以下"), ("how do I choose a desk lamp?", "4000 K or less")])
def test_a_range_on_record_meets_a_bound_that_holds_all_of_it(demo: Assistant, text: str, line: str) -> None:
    reply = demo.ask(text, thread=f"span-{text}")
    products = demo.shopfront.current().catalogue.products([card.product_id for card in reply.cards[:5]])
    values = {number: str(product.attributes.get("color_temp_k")) for number, product in enumerate(products, 1)}
    low = {number for number, value in values.items() if value.replace(".0", "") == "4000" or value == "2700-4000"}
    assert named(reply, line) == low and low


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


MORE = ["婴儿睡袋怎么选，要不要带帽子的？", "how do I choose a baby sleeping bag, is a hood ok?"]


@pytest.mark.parametrize("text", MORE)
def test_a_line_of_a_guide_is_quoted_first_where_more_is_asked_than_how_to_choose(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"bare-{text}")
    assert reply.intent == "pick" and reply.citations[0].kind == "guide"
