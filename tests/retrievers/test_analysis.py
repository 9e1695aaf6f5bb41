"""The analyser: one spelling for one thing, whole and in parts."""

import pytest
from daogou.retrievers.analysis import Word, pieces, terms, words


@pytest.mark.parametrize(
    ("texts", "term"),
    [
        (["64GB", "64 gb", "６４ＧＢ"], "64gb"),
        (["500ml", "500 ML", "500毫升"], "500ml"),
        (["手机壳", "手機殼"], "手机壳"),
        (["batteries", "battery", "Battery's"], "batteri"),
    ],
)
def test_one_thing_has_one_term(texts: list[str], term: str) -> None:
    assert [words(text)[0].term for text in texts] == [term] * len(texts)


def test_parts_are_found_too() -> None:
    assert words("BCI-6Y") == [Word("bci6y", ("bci", "6"))]
    assert {"64gb", "64"} <= set(terms("64 GB"))
    assert "手机" in terms("手机壳")


def test_a_preposition_is_no_inch() -> None:
    assert [word.term for word in words("2 in 1")] == ["2", "1"]


def test_stop_words_of_both_languages_say_nothing() -> None:
    assert words("please, I am looking for a 的 吗") == []


def test_a_compound_comes_apart() -> None:
    assert pieces(Word("无线鼠标")) == ("无线", "鼠标")


@pytest.mark.parametrize("text", ["", "\x00\x01", "<b>", "１" * 50])
def test_any_text_is_taken(text: str) -> None:
    assert all(" " not in term and term for term in terms(text))
