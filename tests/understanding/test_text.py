"""Bad input is read as far as it means something, and never fails."""

import pytest
from daogou.catalogue.facets import Facets
from daogou.understanding.language.text import LIMIT, clean, language_of
from daogou.understanding.left_out import left_out
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary.vocabulary import Vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("１００元", "100元"),
        ("a\u0000b\u200bc", "abc"),
        ("睡\ud800袋", "睡袋"),
        ("\x1b[31mred\x1b[0m mouse \x1b]0;title\x07", "red mouse"),
    ],
)
def test_clean(raw: str, text: str) -> None:
    assert clean(raw).text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("婴儿睡袋", "zh"),
        ("sleeping bag", "en"),
        ("a 睡袋 with certificates please", "en"),
        ("100", None),
    ],  # fmt: skip
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("more", ["婴儿睡袋100元以内 " * 10_000, "婴儿睡袋100元以内，" + "".join(f"第{number}句话。" for number in range(3000))])
def test_a_long_message_is_cut_and_says_so(reader: Reader, more: str) -> None:
    stated, kept = reader.read(more), clean(more)
    assert kept.cut == len(kept.text) <= LIMIT and left_out(kept) == (("cut", str(kept.cut)),)
    assert stated.category == "婴儿睡袋" and "price<=100" in [each.name for each in stated.conditions]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text("100一百元$¥-~以内以下到between and under第款不要红色ortog.,", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(each.text.strip() for each in Reader(Vocabulary.of(Facets())).read(text).conditions)
