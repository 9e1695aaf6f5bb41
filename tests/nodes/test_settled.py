"""Which of two conditions counts is told by its value, said as a whole word or number."""

import pytest
from daogou.nodes.settled import settled
from daogou.schema.command import Answer, Want
from daogou.schema.condition import Condition
from daogou.schema.pending import Pending

SAID = (Want(field="price", op="<=", value=150, by="reader"),)


def pending(old: str | float, new: str | float) -> Pending:
    field = "price" if isinstance(old, float) else "attr.color"
    of_old, of_new = (Condition(id=f"c{place}", field=field, op="=", value=value) for place, value in enumerate((old, new), 1))
    return Pending(kind="contradiction", turn=1, old=(of_old,), new=(of_new,))


@pytest.mark.parametrize(
    ("old", "new", "text", "choice"),
    [
        (50.0, 150.0, "150", "new"),
        (50.0, 150.0, "按50元", "old"),
        ("red", "blue", "the RED one", "old"),
        ("红色", "蓝色", "要红色的", "old"),
    ],
)
def test_the_one_whose_value_is_said_counts(old: str | float, new: str | float, text: str, choice: str) -> None:
    (answer,) = settled(SAID, pending(old, new), text)
    assert isinstance(answer, Answer) and answer.choice == choice


@pytest.mark.parametrize("text", ["50 or 150", "50还是150", "whatever"])
def test_where_both_are_said_or_neither_it_stays_open(text: str) -> None:
    assert settled(SAID, pending(50.0, 150.0), text) == SAID
