"""The questions that guides and documents are measured by."""

from collections import Counter
from pathlib import Path

import frontmatter
import pytest
from daogou.eval.passages import DOCUMENTS, HELD_OUT, QUESTIONS, Question, place, questions, unanswered
from daogou.eval.stores import PACK
from daogou.retrievers.lines.line import lines
from daogou.retrievers.passage import of_guide
from daogou.schema.evidence import Evidence
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


def test_each_answer_of_a_document_stands_in_it() -> None:
    for each in (*questions(QUESTIONS), *questions(HELD_OUT)):
        if each.of_documents:
            assert each.answer in (DOCUMENTS / each.guide).read_text("utf-8"), each.answer


def test_a_place_counts_from_one() -> None:
    pieces = [Evidence(kind="guide", ref=str(number), title="", text=text) for number, text in enumerate(("x", "so the answer is y"))]
    assert place(pieces, Question("en", "?", answer="the answer")) == 2
