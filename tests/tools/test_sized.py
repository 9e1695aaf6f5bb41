"""The size that is for whom the buyer measured."""

import pytest
from daogou.tools.facts.sized import fitting


@pytest.mark.parametrize(
    ("sizes", "case", "size"),
    [
        (("S (0-6个月)", "M (6-12个月)", "L (1-2岁)"), {"age_months": 8}, "M (6-12个月)"),
        (("S (0-6 months)", "M (6-12 months)", "L (1-2 years)"), {"age_years": 1}, "L (1-2 years)"),
        (("S (0-6个月)", "M (6-12个月)"), {"age_months": 12, "height_cm": 75}, "M (6-12个月)"),
        (("XS (2-4 kg)", "S (4-8 kg)"), {"weight_kg": 6}, "S (4-8 kg)"),
    ],
)
def test_the_size_is_told_by_what_was_measured(sizes: str | tuple[str, ...], case: dict[str, float], size: str | None) -> None:
    found = fitting(sizes, case)
    assert found is not None and found.size == size


@pytest.mark.parametrize(
    ("sizes", "case"),
    [(("S", "M", "L"), {"height_cm": 160.0}), (("M (6-12个月)",), {"age_months": 8.0}), (("1.5", "1.8"), {"height_cm": 172.0}), (("66", "73"), {})],
)
def test_sizes_that_are_told_by_nothing_measured_are_nobodys(sizes: tuple[str, ...], case: dict[str, float]) -> None:
    assert fitting(sizes, case) is None
