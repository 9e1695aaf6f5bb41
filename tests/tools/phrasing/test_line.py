"""A line's values have places of their own: none takes another's figures along."""

import pytest
from daogou.tools.phrasing.line import line_of


@pytest.mark.parametrize(
    ("text", "masked", "language"),
    [
        ("The surest score is that of number 4, 4 stars from 22 reviews.", "The surest score is that of {who1}, {v1} from {v2} reviews.", "en"),
        (
            "The surest score is that of numbers 2, 3 and 4, 4.5 stars from 22 reviews[1].",
            "The surest score is that of {who1}, {v1} from {v2} reviews.",
            "en",
        ),
        (
            "These 5 come first; here are the 2 side by side, within 90 days:",
            "These {v1} come first; here are the {v2} side by side, within {v3}:",
            "en",
        ),
        ("Met by numbers 1, 3, and 5", "Met by {who1}", "en"),
        ("评分最可靠的是第 4 款，4 分（22 条评价）[1]。", "评分最可靠的是{who1}，{v1} 分（{v2} 条评价）。", "zh"),
        ("最可靠的是第 1、3 和 4 款，4 分", "最可靠的是{who1}，{v1} 分", "zh"),
    ],
)
def test_who_is_meant_is_a_place_and_its_score_another(text: str, masked: str, language: str) -> None:
    found = line_of(text, language)
    assert found is not None
    assert found.masked == masked


def test_values_alone_are_no_line() -> None:
    assert line_of("- **Lining** 20 °C[3]", "en") is None
