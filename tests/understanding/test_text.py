"""Bad input is read as far as it means something, and never fails."""

import pytest
from daogou.understanding.language.text import LIMIT, clean, language_of
from daogou.understanding.reader import Reader
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("１００元", "100元"),
        ("a\u0000b\u200bc", "abc"),
        ("睡\ud800袋", "睡袋"),
        ("<b>mouse</b> <script>x</script>", "mouse"),
        ("  a \n b ", "a b"),
        ("price < 50 and > 20", "price < 50 and > 20"),
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
        ("要OEKO-TEX的睡袋", "zh"),
        ("a 睡袋 with certificates please", "en"),
        ("100", None),
        ("🙂", None),
        ("'; DROP TABLE products; -- 袜子", "zh"),
        ('{"category":"袜子","price":{"max":10}}', "zh"),
        ("OEKO-TEX GOTS 睡袋", "zh"),
        ("DROP TABLE", "en"),
    ],  # fmt: skip
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", " ", "\u0000", "🙂🙂", "???", "。。。", "\ud800"])
def test_nothing_to_read(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.intent, reading.conditions, reading.query) == ("chitchat", (), "")
    assert ("empty", "") in reading.notes


@pytest.mark.parametrize("more", ["婴儿睡袋100元以内 " * 10_000, "婴儿睡袋100元以内，" + "".join(f"第{number}句话。" for number in range(3000))])
def test_a_long_message_is_cut_and_says_so(reader: Reader, more: str) -> None:
    reading, kept = reader.read(more), clean(more)
    assert ("cut", str(len(kept.text))) in reading.notes and kept.cut == len(kept.text) <= LIMIT
    assert reading.category == "婴儿睡袋" and "price<=100" in [each.name for each in reading.conditions]


def test_a_language_that_is_known_wins(reader: Reader) -> None:
    assert reader.read("OEKO-TEX", language="zh").language == "zh"
    assert reader.read("50").language == "zh"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text("100一百元$¥-~以内以下到between and under第款不要红色ortog.,", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    from daogou.catalogue.facets import Facets
    from daogou.understanding.vocabulary.vocabulary import Vocabulary

    reading = Reader(Vocabulary.of(Facets())).read(text)
    assert all(each.text.strip() for each in reading.conditions)
