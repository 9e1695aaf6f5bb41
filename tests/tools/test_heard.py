"""What sellers say of a wish in other words: told with the line, and nothing that only sounds like it."""

from collections.abc import Callable

import pytest
from daogou.schema.evidence import Evidence
from daogou.schema.product import Product
from daogou.tools.decisions.offer import Offer
from daogou.tools.decisions.on_file import Found, Line, Source
from daogou.tools.decisions.reviews import Quoted
from daogou.tools.facts.heard import LOOKED_UP, Heard

from .shops import offer


def answering(text: str, sure: float, source: Source = "description") -> Callable[[Product, str], Found]:
    evidence = Evidence(kind="product", ref="a", title="a", text=text, lang="en")
    return lambda product, words: Found(words, (Line(text, Quoted(evidence, text), source),), sure=sure)


def heard(words: str, text: str, sure: float = 0.97, source: Source = "description") -> bool:
    product: Offer = offer("a")
    return Heard(answering(text, sure, source))(product, words) is not None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "text", "told"),
    [
        ("dishwasher proof", "It is dishwasher safe.", True),
        ("拉链从下面开", "双向拉链从脚口打开。", True),
        ("激光打印", "print technology: Laser", True),
        ("16:9", "Privacy screen 16:10", False),
        ("low light", "It is low-maintenance.", False),
        ("outlets ≥ 6", "outlets: 4", False),
        ("not glued", "It is glued on.", False),
    ],
)
def test_a_line_says_it_with_its_numbers_and_its_rarest_word(words: str, text: str, told: bool) -> None:
    assert heard(words, text) is told


def test_neither_what_is_unsure_nor_what_buyers_wrote_nor_a_no_is_told() -> None:
    assert not heard("dishwasher proof", "It is dishwasher safe.", sure=0.5)
    assert not heard("dishwasher proof", "It is dishwasher safe.", source="review")
    assert not heard("hammer", "No", source="record")


def test_a_reply_looks_up_a_few_wishes_alone() -> None:
    asked = Heard(answering("A line that says nothing of it.", 0.97))  # type: ignore[arg-type]
    product = offer("a")
    for place in range(LOOKED_UP + 3):
        asked(product, f"wish number {place}")
    assert len(asked._found) == LOOKED_UP
