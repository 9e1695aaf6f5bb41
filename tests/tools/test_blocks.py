"""What stands in the way is told once, with every way around it."""

import pytest
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.schema.reading import Language
from daogou.schema.reply import Relaxation
from daogou.tools.wording.wording import Wording
from daogou.tools.writing.blocks import blocks
from daogou.tools.writing.draft import Draft

PRICE = Condition(id="c1", field="price", op="<=", value=40)
QUIET = Condition(id="c2", field="attr.silent", op="=", value=True)
NEED = Need(conditions=(PRICE, QUIET))
DEARER = Relaxation(remove=("c1",), instead=(PRICE.model_copy(update={"value": 55}),), text="", count=1)
ANY_PRICE = Relaxation(remove=("c1",), text="", count=3)
LOUD = Relaxation(remove=("c2",), text="", count=2)
BOTH = Relaxation(remove=("c1", "c2"), instead=DEARER.instead, text="", count=4)


def written(relaxations: tuple[Relaxation, ...], language: Language) -> str:
    draft = Draft(Wording(language))
    blocks(relaxations, NEED, draft)
    return draft.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_condition_in_the_way_is_named_once_with_all_its_ways(language: Language) -> None:
    text, said = written((DEARER, ANY_PRICE, LOUD), language), Wording(language).condition(PRICE)
    assert text.count(said) == 1 and all(str(number) in text for number in (1, 2, 3, 55))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_quotation_marks_are_never_nested(language: Language) -> None:
    """It read: With "price at most 55, without "silent""."""
    depth = deepest = 0
    for character in written((BOTH,), language):
        depth += {"「": 1, "」": -1}.get(character, 0)
        deepest = max(deepest, depth)
    assert deepest <= 1 and '""' not in written((BOTH,), language)
