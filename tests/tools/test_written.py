"""What texts write in another spelling or language is found before it is denied; what they don't write isn't."""

import pytest
from daogou.catalogue.facets import Facets
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition
from daogou.schema.reading import Reading
from daogou.tools.facts.answers import Answers
from daogou.tools.facts.either import either
from daogou.tools.facts.terms_asked import key_words
from daogou.tools.facts.written import Written
from daogou.tools.searching.wish import wish
from daogou.tools.wording.wording import Wording
from daogou.understanding.vocabulary.vocabulary import Vocabulary

from .shops import offer


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("4 piece set", "纯棉四件套"),
        ("4件套", "纯棉四件套"),
        ("one piece", "护腕 一只"),
        ("16 ports", "16-Port KVM Switch"),
        ("SR54", "V389 / SR 54"),
        ("GB 18401", "GB18401-2010 B类"),
        ("3C", "Power Bank, CCC Marked"),
        ("kickproof", "Kick-Proof Sleep Sack"),
        ("无线", "Wireless Mouse"),
        ("IP", "Cat5 IP KVM Switch"),
    ],
)
def test_the_same_is_found_in_another_spelling_and_language(said: str, text: str) -> None:
    told = wish(said).told_by(text)
    assert told is not None and told.met


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("one piece", "支持一件代发"),
        ("4 piece set", "十四件套"),
        ("4件套", "纯棉六件套"),
        ("SR54", "V389 / SR 541"),
        ("a4", "a 4 m cable"),
        ("IP", "Ship Kit"),
        ("GB/T 99999", "GB/T 22796-2009"),
    ],
)
def test_what_is_not_written_is_not_found(said: str, text: str) -> None:
    assert wish(said).told_by(text) is None


def test_a_title_tells_of_a_condition_that_no_field_is_for(assistant: Assistant) -> None:
    shop = assistant.shopfront.current()
    written = Written(Answers(lambda id, limit: (), shop.meanings, Wording("en")), Vocabulary.of(Facets()))
    marked, silent = offer("m", title="Power Bank, 22.5 W, CCC Marked, Clearance"), offer("s", title="Power Bank, 22.5 W")
    ccc = Condition(id="c0", field="certification", op="contains", value="CCC", text="3C")
    line = written(marked, ccc)
    assert line is not None and line.source == "title" and "CCC" in line.quoted.quote and len(line.quoted.quote) < len(marked.product.title)
    assert written(silent, ccc) is None
    assert written(marked, ccc.model_copy(update={"op": "not_contains"})) is None


@pytest.mark.parametrize(
    ("text", "title", "side"),
    [
        ("is it usb or the round plug?", "Comfort USB Headset", "usb"),
        ("第二个是usb的还是圆孔插头的？", "Comfort USB Headset", "usb"),
        ("is that original or compatible", "Black Toner, Compatible", "compatible"),
        ("AAA batteries or usb charging?", "Rechargeable headlamp", None),
    ],
)
def test_of_two_things_asked_the_one_that_a_text_states_is_told(assistant: Assistant, text: str, title: str, side: str | None) -> None:
    wording = Wording("zh" if "还是" in text else "en")
    written = Written(Answers(lambda id, limit: (), assistant.shopfront.current().meanings, wording), Vocabulary.of(Facets()))
    told = either(text, Reading(intent="product_question", language="en"), [offer("h", title=title)], written)
    assert (told.found["h"].side if told else None) == ((side,) if side else None)


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("would it come in green or sage", "green or sage"),
        ("what cut would look ok on me?", "cut"),
        ("how many pages", "how many pages"),
        ("会不会掉色呀", "掉色"),
        ("乳胶的还是羽绒的", "乳胶还是羽绒"),
        ("哦对 冬天还能接着穿吗，还是得再买个厚的……直接给我配个冬天的吧", ""),
    ],
)
def test_what_is_asked_is_named_by_its_few_words(asked: str, named: str) -> None:
    assert key_words(asked) == named
