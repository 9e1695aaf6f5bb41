"""What texts write in another spelling or language is found before it is denied; what they don't write isn't."""

import pytest
from daogou.catalogue.facets import Facets
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition
from daogou.tools.facts.answers import Answers
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
