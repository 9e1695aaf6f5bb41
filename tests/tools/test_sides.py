"""What guides and the store's goods tell of either side of a choice."""

from collections.abc import Sequence

import pytest
from daogou.tools.choosing.sides import better
from daogou.tools.decisions.knowledge import Side
from daogou.tools.facts.alternatives import names_whole
from daogou.tools.facts.worded import in_both


@pytest.mark.parametrize(
    ("side", "line", "named"),
    [
        ("carbon steel", "Choose stainless steel for soups.", False),
        ("non stick", "Choose a non-stick coating for eggs.", True),
        ("3 person", "Two people should choose a three- or four-person tent.", True),
        ("小接收器", "要求稳定选 2.4G 接收器。", True),
        ("棉", "自驾露营选化纤棉。", True),
        ("down", "Choose synthetic filling for damp places.", False),
        ("16GB", "现在买电脑选16G内存比较合适。", True),
    ],
)
def test_a_line_names_a_side_by_all_of_its_words(side: str, line: str, named: bool) -> None:
    assert names_whole(side, line) is named


def test_a_value_is_found_in_the_other_language() -> None:
    assert "铸铁" in in_both("cast iron") and "leather" in in_both("皮")


@pytest.mark.parametrize(("reviews", "told"), [((400, 400), "down"), ((12, 12), ""), ((400, 3), None)])
def test_a_side_is_rated_higher_where_it_is_more_than_chance(reviews: Sequence[int], told: str | None) -> None:
    sides = (Side("down", 9, rating=4.6, reviews=reviews[0]), Side("cotton", 9, rating=4.2, reviews=reviews[1]))
    assert better(sides) == told
