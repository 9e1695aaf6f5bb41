"""Whatever is written comes to commands that can be taken."""

from random import Random

import pytest
from daogou.reader.corpus import corpus
from daogou.reader.reader import Reader
from daogou.schema.command import COMMANDS
from hypothesis import given, settings
from hypothesis import strategies as st

READER, ROWS = Reader(), [row.text for row in corpus()]
STRAYS = ("第500款", "前999款", "1e9", "-", "[", ")", "\u200b", "😀", "not ", "不要", "到", "9" * 30, "两三", "\n", "%", "¥", "0.2个")


def spoilt(seed: int) -> str:
    """Two messages of the corpus in a row, with what doesn't belong there put in."""
    draw = Random(seed)
    text = list(draw.choice(ROWS) + draw.choice(ROWS))
    for _ in range(draw.randint(1, 12)):
        place = draw.randrange(len(text) + 1)
        text[place:place] = draw.choice(STRAYS)
    return "".join(text)


@settings(deadline=None, max_examples=120)
@given(
    st.one_of(st.integers(0, 10**6).map(spoilt), st.text(st.characters(codec="utf-8"), max_size=400)),
    st.sampled_from(("", "lamp", "枕头")),
)
def test_any_message_comes_to_commands(text: str, topic: str) -> None:
    proposal = READER.propose(text, "zh", topic)
    COMMANDS.validate_python([one.model_dump() for one in proposal.commands])
    assert all(one.quote is None or 0 <= one.quote[0] < one.quote[1] <= len(text) for one in proposal.commands)


@pytest.mark.parametrize("number", ["9" * 40, "1234567890" * 4, "9" * 12])
@pytest.mark.parametrize("said", ["tent under {}", "帐篷 {}个", "tent under {} yuan", "帐篷{}元以内", "{} tents"])
def test_no_part_of_a_number_beyond_all_meaning_is_one(said: str, number: str) -> None:
    for one in READER.propose(said.format(number), "zh").commands:
        assert getattr(one, "quantity", None) is None and not isinstance(getattr(one, "value", None), (int, float))
