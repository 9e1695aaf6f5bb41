"""A question whether a value suits a case sets no condition: it is asked of the guides, then of the products shown."""

import pytest
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.schema.reference import Shown
from daogou.understanding.intent.knowledge import KNOWLEDGE

from .demo import reader

SHOWN = (Shown(turn=1, product_ids=("p1", "p2", "p3"), category="婴儿睡袋"),)


def read(text: str) -> Reading:
    return reader().read(text, Need(category="婴儿睡袋"), SHOWN)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("B类适合新生儿吗", {"attr.safety_class", "attr.size"}),
        ("is class B fine for newborns?", {"attr.safety_class", "attr.size"}),
        ("2.5TOG夏天能用吗", {"attr.tog", "attr.season"}),
        ("Is 2.5 tog fine for summer?", {"attr.tog", "attr.season"}),
    ],
)
def test_whether_a_value_suits_a_case_is_a_question(text: str, asked: set[str]) -> None:
    found = read(text)
    assert found.intent == "product_question" and {*found.asked} == asked and not found.conditions


@pytest.mark.parametrize(
    "text",
    [
        "要A类适合新生儿的",
        "有适合新生儿的B类吗",
        "有没有2.5TOG适合冬天的",
        "do you have class A for newborns?",
        "class B, suitable for summer please",
    ],
)
def test_a_wish_for_both_is_none(text: str) -> None:
    found = read(text)
    assert found.intent != "product_question" and len(found.conditions) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("B类新生儿能用吗？", "B类"),
        ("Is class B fine for newborns?", "class B"),
        ("is polyester good for babies?", "polyester"),
        ("纯棉适合宝宝吗", "纯棉"),
        ("2.5TOG夏天能用吗", "2.5TOG"),
    ],
)
def test_with_nothing_shown_the_guides_alone_are_asked(text: str, value: str) -> None:
    """It was answered by "yes" of whatever has the value: "is polyester good for babies?", "yes, all 5 of them"."""
    found = reader().read(text)
    assert (found.intent, found.asked[:1], found.query, found.conditions, found.supposed) == ("product_question", (KNOWLEDGE,), value, (), ())


def test_no_product_is_said_to_suit_a_case_by_its_values() -> None:
    assert read("B类新生儿能用吗？").supposed == ()
