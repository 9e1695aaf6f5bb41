"""Of two sides that no guide decides between the first sentence says so, with what records give for either."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import seek, turn

SIDES = ["24寸", "26寸"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_records_give_stands_in_the_first_sentence(demo: Assistant, language: str) -> None:
    thread = f"undecided-{language}"
    turn(demo, thread, seek("行李箱"), language=language)
    reply = turn(demo, thread, {"command": "learn", "subject": "24还是26寸", "alternatives": SIDES}, language=language)
    first, *rest = reply.text.splitlines()
    assert all(side in first for side in SIDES) and "¥" in first
    assert sum(line.startswith("- **") for line in rest) == len(SIDES)
