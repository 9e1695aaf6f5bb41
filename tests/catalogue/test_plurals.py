"""Nouns in the singular and the plural."""

import pytest
from daogou.catalogue.plurals import plural, singular


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("cable", "cables"),
        ("box", "boxes"),
        ("knife", "knives"),
        ("glass", "glasses"),
    ],
)
def test_of_each_other(one: str, many: str) -> None:
    assert (plural(one), singular(many)) == (many, one)


def test_what_has_no_singular_is_a_plural_already() -> None:
    assert [plural(word) for word in ("scissors", "headphones")] == ["scissors", "headphones"]
