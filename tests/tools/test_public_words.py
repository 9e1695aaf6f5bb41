"""What may leave the house: public spellings, in the language that is asked in."""

from pathlib import Path

import pytest
from daogou.catalogue.store import Store
from daogou.tools.searching.public_words import PublicWords, in_language


@pytest.fixture(scope="module")
def public(six_store: Path) -> PublicWords:
    return PublicWords(Store(six_store).current())


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Zhang Wei's headphones, ship to 221B Baker Street", "en", "headphone"),
        ("王芳要的耳机 13812345678", "zh", "耳机"),
        ("王芳 13812345678", "zh", ""),
        ("xyzzy", "en", ""),
    ],
)
def test_only_names_of_things_are_said(public: PublicWords, text: str, language: str, said: str) -> None:
    assert public.goods(text, language) == said


def test_a_thing_is_named_in_the_language_that_is_asked_in(public: PublicWords) -> None:
    english, chinese = public.goods("耳机", "en"), public.goods("headphones", "zh")
    assert english.isascii() and english and not chinese.isascii()
    assert in_language("no such thing", "zh") == ""


@pytest.mark.parametrize("text", ["什么是GOTS", "what is GOTS certification"])
def test_a_word_of_the_trade_is_said(public: PublicWords, text: str) -> None:
    assert "gots" in public.term(text).lower()


@pytest.mark.parametrize("text", ["王小明", "13812345678", "Emma Wilson", "文三路138号"])
def test_what_nobody_knows_is_not(public: PublicWords, text: str) -> None:
    assert public.term(text) == ""
