"""The questions that guides are measured by."""

from collections import Counter
from pathlib import Path

import frontmatter
from daogou.eval.passages import Rarity, place, questions
from daogou.eval.stores import PACK

GUIDES = PACK.parent / "guides"


def test_forty_questions_in_each_language_each_about_another_guide() -> None:
    every = list(questions())
    assert Counter(each.language for each in every) == {"zh": 40, "en": 40}
    assert len({each.ask for each in every}) == len({each.guide for each in every}) == 80


def test_each_answer_stands_in_its_guide_and_nowhere_else() -> None:
    texts = {Path(file).stem: frontmatter.load(str(file)).content for file in GUIDES.glob("*.md")}
    for each in questions():
        assert [name for name, text in texts.items() if each.answer in text] == [each.guide], each.answer
        assert each.guide.endswith(each.language)


def test_a_rare_term_tells_more() -> None:
    rarity = Rarity(["a bag", "a bag of wool", "a bag of down"])
    assert rarity.share(frozenset({"wool", "bag"}), "wool") > rarity.share(frozenset({"wool", "bag"}), "bag")
    assert place(["x", "the answer is y"], "answer") == 2
