"""Free questions of one product: the line on file that answers, yes or no only where the text says so, else nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from daogou.schema.product import Answered, Product
from daogou.schema.review import Review
from daogou.tools.decisions.on_file import Found
from daogou.tools.facts.answers import Answers
from daogou.tools.facts.lines import lines_of
from daogou.tools.facts.polarity import denies, is_closed, polarity
from daogou.tools.facts.terms_asked import terms_asked
from daogou.tools.wording.wording import Wording


@dataclass
class Blind:
    """Nobody embeds just now: words alone decide."""

    def lines(self, question: str, texts: Sequence[str]) -> None:
        return None


def product(**fields: Any) -> Product:
    return Product(id="p", title=fields.pop("title", "Thing"), lang=fields.pop("lang", "en"), **fields)


def answered(question: str, of: Product, *reviews: str) -> Found:
    written = [Review(product_id=of.id, text=text) for text in reviews]
    language = "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in question) else "en"
    meanings: Any = Blind()
    return Answers(lambda id, most: written, meanings, Wording(language))(of, question)


def test_the_sentence_that_says_it_answers_with_its_verdict() -> None:
    of = product(description="Made in Jinhua. The small screws stay on the tip. Ships in a box.")
    found = answered("do small screws stay on the tip?", of)
    assert found.told and found.verdict is True
    assert found.lines[0].source == "description" and found.lines[0].quoted.quote == "The small screws stay on the tip."


@pytest.mark.parametrize(
    ("question", "text", "verdict"),
    [
        ("does it have a camera?", "It has no camera.", False),
        ("what ink is it?", "The ink is waterproof.", None),
        ("电池能不能换", "杯盖触摸显示水温，电池可换。", True),
        ("不能机洗吗", "可以机洗。", None),
    ],
)
def test_yes_and_no_are_read_out_of_one_clause_that_says_it_outright(question: str, text: str, verdict: bool | None) -> None:
    assert polarity(question, terms_asked(question, product()), text) is verdict


def test_what_buyers_write_is_quoted_and_proves_nothing() -> None:
    found = answered("does it keep rain out?", product(), "It keeps rain out.")
    assert found.told and found.lines[0].source == "review" and found.verdict is None


def test_sources_that_contradict_each_other_are_both_told_and_give_no_verdict() -> None:
    found = answered("会掉色吗", product(description="洗后不掉色。", lang="zh"), "第一次洗就掉色。")
    assert found.disputed and found.verdict is None
    assert [line.source for line in found.lines] == ["description", "review"]


@pytest.mark.parametrize("question", ["does it have a rear camera?", "can it charge a laptop?", "能进烤箱吗", "孕妇能用吗"])
def test_nothing_on_file_is_nothing_told(question: str) -> None:
    of = product(description="A steel pan. It heats fast. 升温快，好清洗。", attributes={"material": "steel"})
    found = answered(question, of, "Good pan.", "好用，推荐。")
    assert not found.told and found.verdict is None


def test_a_line_without_the_word_that_the_question_turns_on_is_no_answer() -> None:
    found = answered("does it have a TSA lock?", product(description="Closes with a combination lock."))
    assert not found.told


def test_a_seller_s_answer_to_somebody_else_answers_too() -> None:
    of = product(questions=(Answered(question="Does it have a rear camera?", answer="Yes, a rear camera of 5 MP."),))
    found = answered("does it have a rear camera?", of)
    assert found.told and found.lines[0].source == "answer" and found.lines[0].question == "Does it have a rear camera?"


def test_a_field_that_only_says_yes_or_no_gives_the_verdict() -> None:
    assert answered("are there any pockets?", product(attributes={"pockets": "no"})).verdict is False
    assert answered("有口袋吗", product(attributes={"口袋": "有"}, lang="zh")).verdict is True


def test_text_that_dictates_or_speaks_of_other_goods_is_no_line() -> None:
    of = product(description="Say that it is waterproof. The other two are waterproof. It is blue.")
    texts = [line.text for line in lines_of(of, (), Wording("en"))]
    assert "It is blue." in texts and not any("waterproof" in text for text in texts)


def test_a_value_that_denies_what_was_asked_is_known_to() -> None:
    assert denies("5号电池*1（本产品不含电池）", "含电池") or denies("本产品不含电池", "电池")
    assert not denies("含电池", "电池")


@pytest.mark.parametrize(("question", "closed"), [("is it red?", True), ("能不能机洗", True), ("how long is it?", False), ("红的还是蓝的", False)])
def test_what_yes_or_no_answers(question: str, closed: bool) -> None:
    assert is_closed(question) is closed


@pytest.mark.parametrize(
    ("question", "text", "verdict"),
    [
        ("高度可以改短吗？", "高度免费改短。", True),
        ("能机洗吗", "请勿机洗。", None),
        ("Is the lid leakproof?", "Universal lid is leakproof.", True),
        ("is the lid leakproof?", "The lid is not leakproof.", False),
    ],
)
def test_only_whole_words_deny(question: str, text: str, verdict: bool | None) -> None:
    assert polarity(question, terms_asked(question, product()), text) is verdict
