"""One wish where another can't be had."""

import pytest

from .test_follow_ups import names, talk

WHITE, BEIGE = {"白色"}, {"白色", "米色"}


@pytest.mark.parametrize(
    "message",
    [
        "毛巾要白色，没有白色就米色",
        "毛巾，白色的，没有就米色",
        "毛巾 没有白色就米色",
        "毛巾，白色，不然就米色",
        "towel, white, or beige if there is none",
        "towel, if not white then beige",
        "towel in white, otherwise beige",
        "towel, white; if there is none, beige",
    ],
)
def test_either_will_do_and_the_first_comes_first(message: str) -> None:
    must, wish = talk(message)[1].active
    assert must.hard and must.op == "in" and {*must.value} >= BEIGE  # type: ignore[misc]
    wished = {wish.value} if isinstance(wish.value, str) else {*wish.value}  # type: ignore[misc]
    assert not wish.hard and wished >= WHITE and "米色" not in wished


@pytest.mark.parametrize("message", ["炒锅 30cm，没有就32cm", "wok 30 cm, or 32 cm if there is none", "wok, if not 30 cm then 32 cm"])
def test_so_will_either_number(message: str) -> None:
    assert names(talk(message)[1]) == ["attr.diameter_cm in [30, 32]", "~attr.diameter_cm=30"]


@pytest.mark.parametrize("message", ["炒锅 30cm，没有就算了", "炒锅30cm的，没有优惠就不要了"])
def test_nothing_else_is_named(message: str) -> None:
    assert "attr.diameter_cm=30" in names(talk(message)[1])


@pytest.mark.parametrize("message", ["towel, not white, if not then grey", "毛巾，不要白色的，没有就灰色"])
def test_what_is_denied_is_no_first_wish(message: str) -> None:
    assert [each.op for each in talk(message)[1].active] == ["not_in", "in"]
