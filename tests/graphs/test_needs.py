"""Wishes in words rank: by what records say, by numbers, and through the turns of a topic."""

from daogou.graphs.opening import Assistant
from daogou.schema.command import Seek, Want


def test_what_was_wished_in_words_goes_on_counting(demo: Assistant) -> None:
    """Quiet in the first turn: in the third those that say so come first, and those with clicky switches behind all others."""
    demo.ask("机械键盘", thread="needs", commands=[Seek(goods="机械键盘")])
    demo.ask("室友神经衰弱", thread="needs", commands=[Want(value="室友神经衰弱", strength="wish")])
    reply = demo.ask("300以内", thread="needs", commands=[Want(field="price", op="<=", value=300)])
    loud = ["青轴" in card.title for card in reply.cards]
    assert loud == sorted(loud) and any("静音" in card.title for card in reply.cards[:3])


def test_more_of_the_number_that_serves_a_wish_comes_first(demo: Assistant) -> None:
    wish = Want(value="亮的时间长点", strength="wish")
    reply = demo.ask("头灯,亮的时间长点", thread="lasting", commands=[Seek(goods="头灯"), wish])
    assert len(reply.cards) == 10 and "12 小时" in reply.text
