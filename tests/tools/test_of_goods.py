"""Of a shelf that has other goods too, those whose titles are called as the buyer calls them."""

import pytest
from daogou.tools.searching.of_goods import has


@pytest.mark.parametrize(
    ("title", "name", "so"),
    [
        ("Mahogany Ukulele Set", "ukuleles", True),
        ("Sony projector lamp UHP", "projectors", False),
        ("HP data projector with lamp", "projectors", True),
        ("民谣吉他41寸", "吉他", True),
        ("提琴弓", "吉他", None),
    ],
)
def test_a_title_names_its_goods(title: str, name: str, so: bool | None) -> None:
    assert has(title, name, frozenset({"lamp"})) is so
