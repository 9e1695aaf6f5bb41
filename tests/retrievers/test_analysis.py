"""The analyser: one spelling for one thing, whole and in parts."""

import pytest
from daogou.retrievers.analysis import terms, words


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


@pytest.mark.parametrize("text", ["", "\x00\x01", "<b>", "１" * 50])
def test_any_text_is_taken(text: str) -> None:
    assert all(" " not in term and term for term in terms(text))
