"""How much a writer is asked for, by how quickly it writes."""

import pytest
from daogou.models.pace import Pace
from daogou.models.window import Window
from daogou.nodes.asked_lines import asked_lines
from daogou.tools.phrasing.line import line_of

TEXTS = {
    "1": "What matters when choosing these:",
    "3": "- Warmth: keep a warm bag for cold rooms",
    "4": "  - The rest: warmth not stated, so ask before ordering.",
    "6": "Which to take: for price, number 1.",
    "f1": "Anything under 50?",
}
LINES = {id: line for id, text in TEXTS.items() if (line := line_of(text, "en")) is not None}
EACH = 27.0
"""More tokens than any of these takes."""


@pytest.mark.parametrize(
    ("pace", "asked"),
    [
        (None, [*TEXTS]),
        (Pace(0.5, 1000.0), [*TEXTS]),
        (Pace(0.5, 2.4 * EACH), ["1", "3", "6"]),
        (Pace(0.5, 1.7 * EACH), ["1", "6"]),
        (Pace(0.5, 1.0), ["1"]),
        (Pace(60.0, 1000.0), ["1"]),
    ],
)
def test_as_many_as_there_is_time_for_the_first_and_the_verdict_first_and_one_at_least(pace: Pace | None, asked: list[str]) -> None:
    assert [item.key for item in asked_lines(LINES, Window(pace=pace), 2.0)] == asked
