"""A wording that says the same, word for word, and that the rules read otherwise is not taken."""

import pytest
from daogou.nodes.worded_follow_ups import WordedFollowUps
from daogou.schema.reply import Suggestion
from daogou.tools.phrasing.line import line_of
from daogou.tools.phrasing.worded import WordedLine


@pytest.mark.parametrize(
    ("language", "own", "said"),
    [
        ("zh", "比较前两款", "对比前两款"),
        ("en", "Compare the first two", "Can you compare the first two?"),
        ("en", "How do I choose towels?", "How should I pick towels"),
    ],
)
@pytest.mark.parametrize("alike", [True, False])
def test_only_what_is_decided_alike_stands_for_codes_words(language: str, own: str, said: str, alike: bool) -> None:
    line = line_of(own, language, asked=True)
    assert line is not None
    worded = WordedFollowUps((Suggestion(text=own, kind="decide"),), {"f1": line})
    assert worded.take(WordedLine(id="f1", text=said))
    found = worded.now(lambda text: "the same" if alike else text)
    assert [(one.text, one.kind) for one in found] == [(said if alike else own, "decide")]
