"""The corpus's files: every line is in its form and written back as it was; a wrong one is told by its file and place."""

from pathlib import Path

import pytest
from daogou.reader.corpus import CORPUS, CorpusError, corpus, line, row, rows


def test_every_line_is_read_and_written_back() -> None:
    for file in sorted(CORPUS.glob("*.txt")):
        said = [each for each in file.read_text("utf-8").splitlines() if each.strip() and not each.startswith("#")]
        assert [line(each) for each in rows(file)] == said


def test_clauses_cover_the_message_and_spans_lie_within_it() -> None:
    for each in corpus():
        assert [each.clauses[0].start, *(one.end for one in each.clauses)] == [*(one.start for one in each.clauses), len(each.text)]
        assert all(0 <= one.start < one.end <= len(each.text) for one in each.spans)
        assert all(one.end <= other.start for one, other in zip(each.spans, each.spans[1:], strict=False))


def test_a_state_has_the_goods_shown_and_the_question_asked() -> None:
    assert (row("desk ? How wide? | answer: as wide as it gets").topic, row("- ? 预算多少? | answer: 随便").question) == ("desk", "预算多少?")


@pytest.mark.parametrize("wrong", ["a message", "- | buy: a tent", "- | seek: a [tent](goods)", "- | seek: a [tent](noun", "- | seek: "])
def test_a_wrong_line_is_told_by_its_place(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "mine.txt"
    file.write_text(f"# mine\n- | seek: a [tent](noun)\n{wrong}\n", "utf-8")
    with pytest.raises(CorpusError, match=r"mine\.txt:3"):
        list(rows(file))
