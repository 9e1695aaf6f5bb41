"""A conversation that opens on one product: in focus, a topic of its own, and left by whatever shows other goods."""

from daogou.dialogue.opened import opened, opens_on, stands_on
from daogou.dialogue.topics import Dialogue
from daogou.schema.command import Ask, Open
from daogou.schema.need import Need
from daogou.schema.product import Product
from daogou.schema.reference import Shown

LAMP = Product(id="lamp", title="台灯", category=("家居", "台灯"))
PILLOW = Product(id="pillow", title="枕头", category=("家居", "枕头"))


def test_it_is_in_focus_as_if_shown_alone_and_pointed_at() -> None:
    now = opened(Dialogue(), LAMP, 1, "zh")
    assert now.focus == ("lamp",) and list(now.talked) == [("lamp",)]
    assert [(one.product_ids, one.opened) for one in now.shown] == [(("lamp",), True)]
    assert now.need is not None and now.need.category == "台灯"
    assert stands_on(now) == "lamp"


def test_the_same_product_again_changes_nothing_and_another_is_a_new_topic() -> None:
    now = opened(Dialogue(), LAMP, 1, "zh")
    assert opened(now, LAMP, 2, "zh") is now
    other = opened(now, PILLOW, 2, "zh")
    assert stands_on(other) == "pillow" and other.focus == ("pillow",)
    assert [topic.need.category for topic in other.topics] == ["台灯"]


def test_a_topic_in_hand_is_left_with_its_conditions() -> None:
    now = Dialogue(need=Need(category="睡袋", query="睡袋"))
    after = opened(now, LAMP, 3, "zh")
    assert [topic.need.category for topic in after.topics] == ["睡袋"]
    assert after.need is not None and not after.need.active


def test_a_list_shown_since_or_another_product_in_focus_leaves_it() -> None:
    now = opened(Dialogue(), LAMP, 1, "zh")
    assert stands_on(Dialogue(shown=[*now.shown, Shown(turn=2, product_ids=("a", "b"))])) is None
    assert stands_on(Dialogue(shown=now.shown, focus=("pillow",))) is None
    assert stands_on(Dialogue()) is None


def test_of_several_openings_the_last_counts() -> None:
    assert opens_on((Open(product="lamp"), Ask(), Open(product="pillow"))) == "pillow"
    assert opens_on((Ask(),)) is None
