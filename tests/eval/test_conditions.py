"""The benchmark of conditions: what it counts, and that the reader reaches it."""

from daogou.eval.conditions import TARGET
from daogou.eval.taught import demo_reader
from daogou.eval.wordings import HALVES, Wording, missed, wordings


def test_the_messages_are_many_in_every_slice_and_no_message_stands_in_two_halves() -> None:
    texts = {half: [each.text for each in wordings(half)] for half in HALVES}
    assert sum(map(len, texts.values())) >= 400
    assert sum(map(len, texts.values())) == len({text for some in texts.values() for text in some})
    assert {each.slice for each in wordings("held_out")} >= {
        *("bounds", "ranges", "budget", "moq", "supplier", "delivery", "certificates", "attributes"),
        *("negation", "soft", "either-or", "currency"),
    }


def test_what_was_held_out_is_read() -> None:
    reader = demo_reader()
    for half in ("held_out", "fresh"):
        every = list(wordings(half))
        right = sum(missed(reader, each) is None for each in every)
        assert right / len(every) >= TARGET, half


def test_a_wrong_unit_quantity_order_or_note_is_a_miss() -> None:
    reader = demo_reader()
    right = Wording("bounds", "100元以内的毛巾", ("price<=100",), unit="CNY")
    assert missed(reader, right) is None
    for other in ({"unit": "USD"}, {"quantity": 3}, {"sort": ("price",)}, {"notes": ("currency",)}, {"wanted": ("price<=99",)}):
        assert missed(reader, Wording(**{**right.__dict__, **other})) is not None
