"""The questions that guides and documents are measured by."""

from collections import Counter
from pathlib import Path

import frontmatter
import pytest
from daogou.eval.passages import HELD_OUT, QUESTIONS, questions, unanswered
from daogou.eval.stores import PACK
from daogou.retrievers.lines.line import lines
from daogou.retrievers.passage import of_guide
from daogou.schema.guide import Guide

GUIDES = PACK.parent / "guides"


def test_as_many_questions_in_each_language_none_asked_twice() -> None:
    asked, held = list(questions(QUESTIONS)), list(questions(HELD_OUT))
    assert Counter(each.language for each in asked) == {"zh": 45, "en": 45}
    assert Counter(each.language for each in held) == {"zh": 20, "en": 20}
    assert len({each.ask for each in (*asked, *held, *unanswered())}) == 90 + 40 + len(list(unanswered()))
    assert not {(each.guide, each.answer) for each in asked} & {(each.guide, each.answer) for each in held}


@pytest.mark.parametrize("file", [QUESTIONS, HELD_OUT])
def test_each_answer_begins_a_line_of_its_guide(file: Path) -> None:
    texts = {path.stem: frontmatter.load(str(path)).content for path in GUIDES.glob("*.md")}
    of = {name: [line.text for line in lines(of_guide(Guide(id=name, title=name, text=text)))] for name, text in texts.items()}
    for each in questions(file):
        if not each.of_documents:
            assert sum(line.startswith(each.answer) for line in of[each.guide]) == 1, each.answer
        for also in each.also:
            assert any(line.startswith(also) for line in (line for some in of.values() for line in some)), also
