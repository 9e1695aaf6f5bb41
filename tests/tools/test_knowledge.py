import pytest
from daogou.tools.facts.knowledge import names


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
