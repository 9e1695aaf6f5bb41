"""Numbers that texts state."""

from typing import Any

import pytest
from daogou.ingest.amount import End, amount


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1000个", 1000), ("33%", 0.33), ("1,000 pcs", 1000), ("1.2万", 12000), ("0.0", 0), ("-5", -5), ("US$ 4.99", 4.99), (".5", 0.5),
        ("2kg", 2), ("2k", 2000), ("1千克", 1), ("12,50 €", 12.5), ("1.234,56 €", 1234.56), ("ask", None), (None, None), (True, None), (7, 7),
    ],
)  # fmt: skip
def test_first(text: Any, number: float | None) -> None:
    assert amount(text) == number


@pytest.mark.parametrize(
    ("text", "end", "number"),
    [
        ("¥12.50-30.00", "low", 12.5), ("¥12.50-30.00", "high", 30), ("25.00 ~ 30.00 元", "high", 30), ("10-20%", "low", 0.1),
        (["3", "2.5"], "low", 2.5), ({"min": 1, "max": 3}, "high", 3), ([], "high", None),
    ],
)  # fmt: skip
def test_ends_of_ranges(text: Any, end: End, number: float | None) -> None:
    assert amount(text, end) == number
