"""Lines of outside pages as answers: of pages that speak of what was asked, in the buyer's language, whose kind may be quoted."""

from typing import NoReturn

import pytest
from daogou.models.embedding import Embedder, line_embedder
from daogou.retrievers.lines.of_pages import answering, missing
from daogou.schema.errors import OutsideError
from daogou.schema.evidence import Evidence

from ..waiting import HANG_S

CURTAINS = "How wide should curtains be compared with the window?"
FAQ = "All about curtains. How wide should curtains be? They should be 1.5 to 2.5 times the window width. How long? Down to the floor."


def page(text: str, title: str = "Curtains and windows", lang: str = "en", **more: str) -> Evidence:
    return Evidence(kind="web", ref="https://a.example.net/", title=title, text=text, lang=lang, **{"source_kind": "guide", **more})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def asker(embedder: Embedder) -> Embedder:
    return line_embedder(embedder)


def line(piece: Evidence, question: str, language: str, asker: Embedder) -> str:
    ((found,), _) = answering([piece], question, language, asker)
    assert not found.line or found.line in piece.text
    return found.line


def test_what_stands_behind_the_same_question_answers_it(asker: Embedder) -> None:
    assert line(page(FAQ), CURTAINS, "en", asker) == "They should be 1.5 to 2.5 times the window width."


def test_a_question_is_no_answer(asker: Embedder) -> None:
    assert line(page("How wide should curtains be compared with the window?"), CURTAINS, "en", asker) == ""


@pytest.mark.parametrize("other", [{"lang": "zh"}, {"source_kind": "forum"}, {"source_kind": "seller"}])
def test_who_is_quoted_by_nobody_answers_nothing(asker: Embedder, other: dict[str, str]) -> None:
    assert line(page(FAQ, **other), CURTAINS, "en", asker) == ""


def test_a_page_on_the_same_goods_that_lacks_what_is_asked_answers_nothing(asker: Embedder) -> None:
    text = "额定能量小于100Wh的充电宝可以带上飞机。"
    assert line(page(text, "充电宝规定", "zh"), "充电宝能带上高铁吗？", "zh", asker) == ""
    assert line(page(text, "充电宝规定", "zh"), "充电宝能带上飞机吗？", "zh", asker) == text


def test_other_words_for_the_same_thing_are_not_missed() -> None:
    assert missing("充电宝能带上飞机吗？", "移动电源可以带上飞机") == 0.0
    assert missing("充电宝能带上高铁吗？", "移动电源可以带上飞机") == 0.5


def test_words_decide_where_the_embedder_fails(asker: Embedder) -> None:
    class Down:
        name, dimensions = asker.name, asker.dimensions

        def queries(self, texts: object) -> NoReturn:
            raise OutsideError("down")

        passages = queries

    assert line(page(FAQ), CURTAINS, "en", Down()) == "They should be 1.5 to 2.5 times the window width."


def test_no_time_is_spent_beyond_what_is_left(asker: Embedder) -> None:
    found = answering([page(FAQ)], CURTAINS, "en", asker, 0.0)
    assert not found.whole and answering([page(FAQ)], CURTAINS, "en", asker, HANG_S).whole


def test_what_is_no_page_stays_as_it_is(asker: Embedder) -> None:
    guide = Evidence(kind="guide", ref="g", title="Curtains", text=FAQ, lang="en")
    assert answering([guide], CURTAINS, "en", asker).pieces == (guide,)
    assert answering([], CURTAINS, "en", asker).pieces == ()
