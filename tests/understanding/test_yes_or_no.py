"""How a question of yes or no is asked."""

import pytest
from daogou.understanding.intent.yes_or_no import manner


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("第二款有没有S码", "has"),
        ("第一款带降噪吗", "has"),
        ("第二款适合冬天穿吗", "suits"),
        ("第一款能机洗吗", "able"),
        ("第一款支持降噪吗", "supports"),
        ("第二款是有机棉的吗", "is"),
        ("肩带是加厚的吗", "is"),
        ("智能的吗", "is"),
        ("is it cotton", "is"),
    ],
)
def test_the_answer_takes_up_the_word_that_is_asked_with(text: str, how: str) -> None:
    assert manner(text) == how
