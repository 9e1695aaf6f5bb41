"""An honest model's words: there are enough of them in both languages, and what comes of them is counted, right and wrong."""

from collections import Counter
from pathlib import Path

from daogou.eval.modelled.honest import Row, measure, rows


def test_there_are_enough_messages_of_both_languages() -> None:
    counts = Counter(row.language for row in rows())
    assert min(counts.values()) >= 20 and sum(not row.useful for row in rows()) >= 10


def test_what_comes_is_counted_and_what_was_not_to_come_is_wrong(six_store: Path) -> None:
    chosen = [
        Row(say="婴儿睡袋，要摸着云朵似的", means=[{"云朵似的": "纯棉"}, {"睡袋": "纯棉"}], comes={"attr.material": "纯棉"}),
        Row(say="a baby sleeping bag that feels cloudlike", means=[{"cloudlike": "cotton"}]),
        Row(say="婴儿睡袋，别给我摸着云朵似的那种", means=[{"云朵似的": "纯棉"}]),
    ]
    taken, wrong = measure(six_store, chosen).figures
    assert (taken.value, wrong.value) == (0.5, 1)
