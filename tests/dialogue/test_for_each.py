"""Numbers said for one room or person."""

import pytest
from daogou.dialogue.for_each import for_each
from daogou.schema.command import Ask, Seek, Want

ROOMS = ("民宿12间房 要四件套", "a hotel with 20 rooms")


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("毛巾一间4条 备一倍", 4, 96),
        ("枕头每间2个", None, 24),
        ("and 2 pillows for each room", 2, 40),
        ("抱枕每间2个 24个 再备6个 一共30个", 30, 30),
        ("毛巾 一间4条 就是48条", 48, 48),
        ("towels, two per mat, 25 mats", 25, 50),
        ("50 pillows", 50, 50),
        ("每人2件", 2, 2),
    ],
)
def test_a_number_for_one_is_multiplied_by_how_many_there_are(text: str, number: int | None, expected: int) -> None:
    (seek,), worked = for_each((Seek(goods="x", quantity=number, by="reader"),), text, ROOMS)
    assert isinstance(seek, Seek) and seek.quantity == expected
    assert bool(worked) == (expected != number)


def test_what_the_reader_took_for_a_price_is_the_number_and_how_many_is_answered() -> None:
    said = (Seek(goods="towels"), Want(field="price", op="<=", value=4), Ask(fields=("how many",)))
    assert for_each(said, "towels, 4 per room. how many is that", ROOMS)[0] == (Seek(goods="towels", quantity=80),)
