"""What each number of a message is of: by its unit, by the name of a field beside it."""

import pytest
from daogou.reader.quantities import quantities


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no fewer than 800 in stock", [("stock", ">=")]),
        ("库存不能少于800", [("stock", ">=")]),
        ("3 years old", [("age", "")]),
        ("好评率98%以上", [(None, ">=")]),
    ],
)
def test_each_number_is_of_one_field(text: str, told: list[tuple[str | None, str]]) -> None:
    assert [(one.field, one.stated.op) for one in quantities(text)] == told


def test_a_word_within_other_words_names_no_field() -> None:
    text = "stock pots under 50"
    assert [one.field for one in quantities(text, [(0, 10)])] == [None]
