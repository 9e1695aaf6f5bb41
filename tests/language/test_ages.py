"""How old somebody is."""

import pytest
from daogou.language.ages import aged


@pytest.mark.parametrize(
    ("audience", "months"),
    [
        ("nephew, turning 6", 72),
        ("his sister is 2", 24),
        ("girl of 4", 48),
        ("三岁小孩", 36),
        ("family of 4", None),
        ("4 people", None),
        ("dad", None),
    ],
)
def test_a_number_alone_is_an_age_and_no_number_of_people(audience: str, months: float | None) -> None:
    age = aged(audience)
    assert (None if age is None else age.low) == months
