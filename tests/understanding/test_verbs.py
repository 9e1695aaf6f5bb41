"""A word that names a value is a verb behind who does it, and before what it is done to: "what should I check" wants no check pattern."""

from dataclasses import replace

import pytest
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary.vocabulary import Vocabulary

from .conftest import FACETS, texts


@pytest.fixture(scope="module")
def patterned() -> Reader:
    pattern = texts("pattern", "格子|Check", "条纹|Stripe")
    return Reader(Vocabulary.of(replace(FACETS, attributes=(*FACETS.attributes, pattern))))


@pytest.mark.parametrize(
    "text",
    [
        "what should I check before ordering?",
        "what do I need to check?",
        "anything to check about them?",
        "Check the third one",
        "check whether it ships",
    ],
)
def test_a_verb_is_no_value(patterned: Reader, text: str) -> None:
    assert patterned.read(text).conditions == ()


@pytest.mark.parametrize("text", ["a dress in check", "make it check", "check dresses", "dresses, check pattern please", "dresses, check or stripe"])
def test_a_value_is_one_elsewhere(patterned: Reader, text: str) -> None:
    assert [condition.field for condition in patterned.read(text).conditions] == ["attr.pattern"]
