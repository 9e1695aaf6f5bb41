"""A wish in words is known by what its trade's buyers ask for, in the same words or near ones, and no need is guessed."""

import pytest
from daogou.tools.searching.needs import meant, served, trades_of

KEYBOARDS, TOWELS, EARPHONES = ("keyboards-and-mice",), ("towels-and-bathroom-textiles",), ("headphones-and-earphones",)


@pytest.mark.parametrize(
    ("words", "own", "met", "broken"),
    [
        ("不吵", KEYBOARDS, "静音", "青轴"),
        ("it has to survive spilled tea", KEYBOARDS, "spill-resistant", None),
        ("my glasses press against my temples", EARPHONES, "glasses-friendly", None),
        ("I can't make holes in my flat's walls", (), "免打孔", None),
    ],
)
def test_a_need_is_known_in_other_words(words: str, own: tuple[str, ...], met: str, broken: str | None) -> None:
    need = meant(words, own)
    assert need is not None and met in need.say and (broken is None or broken in need.instead)


def test_a_degree_of_a_number_that_is_named_lies_within_its_span() -> None:
    low, long = meant("高度中等偏低", ()), meant("battery life long", ())
    assert low is not None and long is not None
    heights = [4.0, 6.0, 8.0, 10.0, 12.0]
    best = max(heights, key=lambda height: served(low.at("height_cm"), height, heights))
    assert best == 6 and long.at("battery_life_h") == 1
    assert served(0.5, 6, [6, 6]) == 0


@pytest.mark.parametrize(
    ("called", "title", "trade"),
    [("机械键盘", "", "keyboards-and-mice"), ("Mice", "", "keyboards-and-mice"), ("锅具", "钻石炒锅30cm", "pots-pans-and-woks"), ("数码", "", None)],
)
def test_goods_are_of_the_trade_that_sells_them(called: str, title: str, trade: str | None) -> None:
    assert trades_of((called,), title)[:1] == ((trade,) if trade else ())
