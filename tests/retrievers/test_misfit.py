import pytest
from daogou.retrievers.misfit import flags, unwanted


@pytest.mark.parametrize(
    ("query", "title", "misfit"),
    [
        ("婴儿睡袋", "儿童睡袋大童 9-14岁 学生午休", True),
        ("baby sleeping bag", "Doll Sleeping Bag for 20 cm Cotton Dolls", True),
        ("睡袋", "成人睡袋 羽丝棉", False),
        ("school bag", "Adultery, a novel", False),
    ],
)
def test_what_speaks_against_a_title(query: str, title: str, misfit: bool) -> None:
    assert bool(flags([title]) & unwanted(query)) is misfit
