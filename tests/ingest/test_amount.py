"""Numbers that texts state."""

from typing import Any

import pytest
from daogou.ingest.amount import End, amount


@pytest.mark.parametrize(
    ("text", "number"),
    [("1000个", 1000), ("33%", 0.33), ("1千克", 1), (7, 7)],
)
def test_first(text: Any, number: float | None) -> None:
    assert amount(text) == number


@pytest.mark.parametrize(
    ("text", "end", "number"),
    [
        ("¥12.50-30.00", "low", 12.5),
        ("25.00 ~ 30.00 元", "high", 30),
        ("10-20%", "low", 0.1),
        ([], "high", None),
    ],
)
def test_ends_of_ranges(text: Any, end: End, number: float | None) -> None:
    assert amount(text, end) == number
