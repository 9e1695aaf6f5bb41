import pytest
from daogou.retrievers.misfit import flags, unwanted


@pytest.mark.parametrize(
    ("query", "title", "misfit"),
    [
        ("婴儿睡袋", "儿童睡袋大童 9-14岁 学生午休", True),
        ("婴儿睡袋", "娃娃睡袋 过家家小睡袋", True),
        ("婴儿睡袋", "纯棉婴儿睡袋 A类", False),
        ("baby sleeping bag", "Doll Sleeping Bag for 20 cm Cotton Dolls", True),
        ("baby sleeping bag", "Thick Sleeping Bag for Adults and Kids", True),
        ("baby sleeping bag", "Cotton Baby Sleeping Bag, 2.5 TOG", False),
        ("无线鼠标", "无线鼠标垫 护腕记忆棉", True),
        ("鼠标垫", "无线鼠标垫 护腕记忆棉", False),
        ("保温杯", "保温杯盖子配件 通用吸管盖", True),
        ("replacement lid", "Replacement Straw Lid and Seal for Vacuum Flasks", False),
        ("睡袋", "成人睡袋 羽丝棉", False),
        ("school bag", "Adultery, a novel", False),
    ],
)
def test_what_speaks_against_a_title(query: str, title: str, misfit: bool) -> None:
    assert bool(flags([title]) & unwanted(query)) is misfit
