"""A question about a thing of the trade is no question which products have it: its yes or no would be another question's."""

import pytest
from daogou.understanding.reader import Reader


@pytest.mark.parametrize("text", ["Is cotton dangerous?", "Is wool safe for newborns with eczema?", "纯棉会过敏吗？", "Does wool cause allergies?"])
def test_what_no_record_can_say_is_asked_of_the_guides(reader: Reader, text: str) -> None:
    found = reader.read(text)
    assert not found.supposed and (found.asked == ("knowledge",) or found.intent != "product_question")


@pytest.mark.parametrize("text", ["Is it made of cotton?", "Which ones are cotton?", "它是纯棉的吗？"])
def test_what_products_have_is_still_asked_of_them(reader: Reader, text: str) -> None:
    assert reader.read(text).supposed
