"""What a model puts before a line to be courteous is left aside, and nothing else is."""

import pytest
from daogou.tools.phrasing.courtesies import is_courtesy, without
from daogou.tools.phrasing.faults import faults
from daogou.tools.phrasing.line import line_of
from daogou.tools.wording.wording import Wording

FOUND, FEW = "I found 5 bags for you.", "按您说的（纯棉），有 5 款合适："


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        (FOUND, "Happy to help! I found {v1} bags for you."),
        (FOUND, "Sure thing! Of course: I have found {v1} bags for you."),
        ("Here are the 5 side by side:", "Got it, here are the {v1} side by side:"),
        ("  - Number 1: warmth not stated.", "Certainly — {who1}: warmth not stated."),
        (FEW, "亲，按您说的（纯棉），有 {v1} 款合适："),
        (FEW, "好的，没问题！按您说的（纯棉），有 {v1} 款合适："),
    ],
)
def test_a_courtesy_before_a_line_costs_it_nothing(text: str, wording: str) -> None:
    line = line_of(text, "en" if text.isascii() else "zh")
    assert line is not None and faults(line, wording)
    assert faults(line, without(line, wording)) == ()


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        (FOUND, "Sure Grip! I found {v1} bags for you."),
        ("Great: number 2 has it.", "Great: great: {who1} has it."),
        (FEW, "亲肤！按您说的（纯棉），有 {v1} 款合适："),
        (FEW, "好的面料，按您说的（纯棉），有 {v1} 款合适："),
    ],
)
def test_what_says_more_or_is_the_lines_own_stays_and_is_refused(text: str, wording: str) -> None:
    line = line_of(text, "en" if text.isascii() else "zh")
    assert line is not None and faults(line, without(line, wording))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_code_says_nothing_but_courtesies_by_tone(language: str) -> None:
    assert all(is_courtesy(Wording(language, turn).say("tone.warm"), language) for turn in range(3))
