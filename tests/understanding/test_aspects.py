"""What reviews say of an aspect, in both languages, with what is denied."""

import pytest
from daogou.understanding.tokens.aspects import label, mentions, spoken_of
from daogou.understanding.tokens.capabilities import stated
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("会缩水吗", ("shrinking",)),
        ("does it shrink, or smell?", ("shrinking", "smell")),
        ("do they get hot?", ("heat",)),
        ("充电快吗", ("charging",)),
    ],
)
def test_what_a_question_is_about(text: str, aspects: tuple[str, ...]) -> None:
    assert spoken_of(text) == aspects


@settings(deadline=None)
@given(st.text(alphabet="不没缩水味软拉链卡 no smell soft zip snags,。.", max_size=60))
def test_a_mention_is_a_stretch_of_the_text_of_a_known_aspect(text: str) -> None:
    spans = [(mention.start, mention.end) for mention in mentions(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(label(mention.aspect, language) for mention in mentions(text) for language in ("zh", "en"))


def test_a_capability_is_stated_in_either_language_and_never_guessed() -> None:
    assert stated("oem", ("ODM", "OEM")) == ("OEM",)
    assert stated("samples", ("Sampling",)) == ("Sampling",)
    assert stated("private_label", ("OEM",)) == ()
