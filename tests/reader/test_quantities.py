"""What each number of a message is of: by its unit, by the name of a field beside it."""

import pytest
from daogou.reader.quantities import quantities


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no fewer than 800 in stock", [("stock", ">=")]), ("库存不能少于800", [("stock", ">=")]), ("at least 2k sold", [("sold_90d", ">=")]),
        ("起码两百条评价", [("review_count", ">=")]), ("MOQ no bigger than 100", [("moq", "<=")]), ("20个起批", [("moq", "")]),
        ("rating is no worse than 4.6", [("rating", ">=")]), ("4.6以上评分", [("rating", ">=")]), ("under $5", [("price", "<=")]),
        ("20-30L", [(None, "between")]),
        ("复购率超过四成", [("supplier.repurchase_rate", ">")]), ("价格50以内,起订量100以内", [("price", "<="), ("moq", "<=")]),
        ("200 reviews 4.5 rating", [("review_count", ""), ("rating", "")]), ("3 years old", [("age", "")]), ("好评率98%以上", [(None, ">=")]),
    ],
)  # fmt: skip
def test_each_number_is_of_one_field(text: str, told: list[tuple[str | None, str]]) -> None:
    assert [(one.field, one.stated.op) for one in quantities(text)] == told


def test_a_word_within_other_words_names_no_field() -> None:
    text = "stock pots under 50"
    assert [one.field for one in quantities(text, [(0, 10)])] == [None]
