"""A word that nobody knows stays whole, though a half of it may say something elsewhere."""

import pytest
from daogou.understanding.reader import Reader


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("温和的保温杯", "温和"), ("保温杯，好打理", "打理"),
        ("eco-friendly vacuum flasks", "eco-friendly"), ("a picnic-ready vacuum flask", "picnic-ready"),
    ],
)  # fmt: skip
def test_a_word_is_not_cut(reader: Reader, text: str, word: str) -> None:
    reading = reader.read(text)
    assert word in reading.query.split() and reading.category == "保温杯"


@pytest.mark.parametrize(("text", "fields"), [("红色和黑色的保温杯", ["attr.color"]), ("red and black vacuum flasks", ["attr.color"])])
def test_what_says_something_is_not_swallowed(reader: Reader, text: str, fields: list[str]) -> None:
    assert [one.field for one in reader.read(text).conditions] == fields
