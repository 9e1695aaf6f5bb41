"""What a message says of its own goods."""

from daogou.dialogue.of_message import matched, meant
from daogou.schema.command import Seek, Want
from daogou.schema.condition import Condition
from daogou.schema.need import Need

NECKLACE = Need(
    category="necklaces",
    words=("pearl",),
    conditions=(Condition(id="c0", field="price", op="<=", value=90), Condition(id="c1", field="attr.metal", op="=", value="silver")),
)


def test_matching_goods_are_wished_as_those_in_hand_but_for_numbers() -> None:
    said = matched((Seek(goods="bracelets", also=("earrings",)), Want(value="matching")), NECKLACE)
    assert [one.goods for one in said if isinstance(one, Seek)] == ["bracelets", "earrings"]
    wishes = [(one.field, one.value) for one in said if isinstance(one, Want)]
    assert wishes == [("attr.metal", "silver"), (None, "pearl")] * 2


def test_goods_that_match_nothing_in_hand_stay_as_they_are_said() -> None:
    said = (Seek(goods="bracelets"), Want(value="同款"))
    assert matched(said, None) == said


def test_goods_sent_away_again_beside_others_are_not_meant() -> None:
    said = (Seek(goods="webcam"), Seek(goods="lock"), Want(op="!=", value="webcam"))
    assert meant(said) == (said[1],)
    assert meant((said[0], said[2])) == (said[0], said[2])


def test_what_is_wanted_and_unwanted_in_one_breath_is_wanted() -> None:
    assert meant((Want(op="!=", value="魔兽"), Want(value="魔兽"))) == (Want(value="魔兽"),)
