"""A message of words for which others are searched too comes to commands, however many it has."""

from daogou.schema.command import Seek, Want
from daogou.schema.condition import Condition
from daogou.schema.reading import Reading
from daogou.understanding.proposing import proposed


def test_what_is_searched_by_is_as_long_as_a_command_takes() -> None:
    long = Reading(intent="search", language="en", topic="new", query="father husband " * 300, audience="a " * 150, beside=("x" * 300,) * 20)
    (seek,) = proposed(long, "").commands
    assert isinstance(seek, Seek) and len(seek.query) <= 2000 and seek.query.endswith(("father", "husband"))


def test_what_a_condition_was_said_in_is_as_long_as_a_command_takes() -> None:
    paper = Condition(id="c0", field="certification", op="=", value="CE", text="food contact certificate " * 200)
    (want,) = proposed(Reading(intent="refine", language="en", conditions=(paper,)), "").commands
    assert isinstance(want, Want) and len(want.text) <= 2000
