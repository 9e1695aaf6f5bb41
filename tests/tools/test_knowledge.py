from pathlib import Path

import pytest
from daogou.catalogue.store import Store
from daogou.schema.evidence import Evidence
from daogou.schema.settings import Settings
from daogou.tools.facts.knowledge import knowing, names
from daogou.tools.shop import Shopfront


@pytest.mark.parametrize(
    ("term", "text", "named"),
    [
        ("TOG", "They stand together.", False),
        ("TOG", "TOG says how warm a bag is.", True),
        ("A类和B类", "A 类适用于婴幼儿纺织产品。", True),
        ("OEKO-TEX", "oeko-tex standard 100", True),
        ("blockchain", "", False),
    ],
)
def test_a_term_is_named_as_a_word(term: str, text: str, named: bool) -> None:
    assert names(term, text) is named


@pytest.mark.parametrize(("term", "language"), [("standards", "en"), ("Which certificates does it need", "en"), ("标准", "zh"), ("要哪些认证", "zh")])
def test_who_asks_for_standards_is_told_the_line_that_names_one_of_his_goods(six_store: Path, term: str, language: str) -> None:
    """A heading said "Standards", its sentence named one, and the reply that no guide speaks of standards."""
    vocabulary = Shopfront(Store(six_store), Settings()).current().reader.vocabulary
    lines = {
        "Paper shredder buying guide": ("Shredders are sorted from P-1 to P-7.", "Security levels are defined by DIN 66399."),
        "How to choose a chef's knife": ("The blade must meet GB 4806.9.",),
    }
    found = [Evidence(kind="guide", ref=title, title=title, text=line, line=line) for title, own in lines.items() for line in own]
    told = knowing(term, found, language, vocabulary, "paper shredder 碎纸机")
    assert [piece.line for piece in told] == ["Security levels are defined by DIN 66399."]


@pytest.mark.parametrize(
    ("term", "told"), [("GB/T 14272", ["GB/T 14272-2021 counts down clusters."]), ("EN 71", ["EN71 covers mechanics."]), ("ISO 20471", [])]
)
def test_who_asks_for_one_standard_is_told_of_no_other(term: str, told: list[str]) -> None:
    lines = ("GB/T 14272-2021 counts down clusters.", "GB 18401 sets the floor.", "EN71 covers mechanics.", "ISO 2047 is another.")
    found = [Evidence(kind="guide", ref="g", title="How to choose", text=line, line=line) for line in lines]
    assert [piece.line for piece in knowing(term, found, "en")] == told
