"""The general notes: their index is of their files, they answer in both languages, and say nothing of what is a shop's own."""

import pytest
from daogou.retrievers.notes import Notes, notes
from daogou.retrievers.outside.guides import NOTED, NoteSearch
from daogou.retrievers.search import SearchRequest


def test_the_index_is_of_the_notes_as_they_are_written() -> None:
    assert notes().indexed == notes().fingerprint()


def test_each_note_is_written_in_both_languages_section_by_section() -> None:
    sections: dict[str, dict[str | None, int]] = {}
    for passage in notes().read():
        trade = passage.ref.rsplit(".", 1)[0]
        sections.setdefault(trade, {}).setdefault(passage.lang, 0)
        sections[trade][passage.lang] += 1
    assert sections and all(set(each) == {"en", "zh"} and len(set(each.values())) == 1 for each in sections.values())


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("is polycarbonate worth it over abs for a suitcase?", "en", "Polycarbonate"),
        ("what do VA and watts mean on a UPS", "en", "apparent power"),
        ("304和316不锈钢有什么区别", "zh", "316"),
        ("床单支数是不是越高越好", "zh", "支"),
    ],
)
def test_a_general_question_is_answered_by_a_line_that_speaks_of_it(question: str, language: str, said: str) -> None:
    found = notes().answers(question, language=language)
    assert found[0].source_kind == "general" and found[0].lang == language and said in found[0].line


@pytest.mark.parametrize(("question", "language"), [("when will my parcel be here?", "en"), ("你们几点下班", "zh"), ("", "en"), ("？？？", "zh")])
def test_what_no_note_speaks_of_is_answered_by_none(question: str, language: str) -> None:
    found = NoteSearch().search(SearchRequest(query="", language=language, question=question))
    assert not any(piece.sure >= NOTED for piece in found)


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [("can they go in the microwave, glass lunch boxes?", "en", True), ("do you keep my data?", "en", False), ("你们有质检报告吗", "zh", False)],
)
def test_a_question_of_goods_is_put_to_notes_and_one_of_the_shop_is_not(question: str, language: str, told: bool) -> None:
    assert bool(NoteSearch().search(SearchRequest(query="", language=language, question=question))) is told


def test_a_folder_without_notes_answers_nothing(tmp_path: object) -> None:
    from pathlib import Path

    empty = Notes(Path(str(tmp_path)))
    assert empty.read() == []


def test_a_note_of_the_goods_own_trade_answers_before_others() -> None:
    asked = SearchRequest(query="", language="en", question="how do I know what size to get", about="dog beds", trades=("dog-goods",))
    assert {piece.ref for piece in NoteSearch().search(asked)} == {"note-dog-goods.en"}


@pytest.mark.parametrize(
    ("question", "language", "about", "trade", "said"),
    [
        ("what do the waterproof mm numbers mean", "en", "tents", "tents", "Hydrostatic head"),
        ("她总说涂层有毒，是真的吗", "zh", "炒锅", "pots-pans-and-woks", "260℃"),
    ],
)
def test_with_goods_in_hand_a_question_that_names_none_is_answered_of_them(question: str, language: str, about: str, trade: str, said: str) -> None:
    found = NoteSearch().search(SearchRequest(query="", language=language, question=question, about=about, trades=(trade,)))
    assert said in found[0].line
