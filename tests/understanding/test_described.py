"""What a pointer describes: by words of either language, by most of them, and over all that was shown."""

from collections.abc import Sequence

import pytest
from daogou.dialogue.references import resolve
from daogou.dialogue.topics import Dialogue
from daogou.schema.product import Product
from daogou.schema.reference import Place, Reference, Shown

from .records import NoRecords

TITLES = {
    "belt": "真皮腰带", "strap": "帆布腰带", "yolk": "绿茶蛋黄酥 4枚入", "mung": "绿豆糕 80克", "fountain": "金属亚光钢笔", "gel": "磨砂杆直杆中性笔",
    "amethyst": "Amethyst Crystal Point Pendant", "locket": "Vintage Heart Locket Necklace", "hooded": "Frostline Hooded Puffer Jacket",
    "denim": "Urban Denim Jacket", "towel": "皇室御用超柔毛巾", "towel80": "皇室御用超柔毛巾80s", "bath": "埃及长绒棉浴巾",
}  # fmt: skip


class Records(NoRecords):
    """Titles are all that it has."""

    def product(self, product_id: str) -> Product | None:
        return Product.model_validate({"id": product_id, "title": TITLES[product_id], "price": 1})


def lists(*ids: str) -> list[Shown]:
    return [Shown(turn=turn, product_ids=tuple(each.split()), category=f"{turn}") for turn, each in enumerate(ids, 1)]


def described(words: str) -> Reference:
    return Reference(kind="described", words=(words,), text=words, count=0)


def meant(*pointers: Reference, shown: Sequence[Shown], focus: tuple[str, ...] = (), talked: Sequence[tuple[str, ...]] = ()) -> tuple[str, ...]:
    found = resolve(pointers, Dialogue(shown=shown, focus=focus, talked=talked), Records())
    return () if found.lost else found.product_ids


@pytest.mark.parametrize(
    ("words", "shown", "ids"),
    [
        ("leather", "strap belt", ("belt",)),
        ("紫水晶", "locket amethyst", ("amethyst",)),
        ("velvet", "strap belt", ()),
        ("丝绒", "locket amethyst", ()),
    ],
)
def test_by_words_of_either_language(words: str, shown: str, ids: tuple[str, ...]) -> None:
    assert meant(described(words), shown=lists(shown)) == ids


def test_of_goods_talked_about_before_the_one_that_was_asked_about() -> None:
    shown = lists("towel towel80 bath", "denim hooded")
    assert meant(described("皇室御用"), shown=shown) == ("towel", "towel80")
    assert meant(described("皇室御用"), shown=shown, talked=[("towel80",)]) == ("towel80",)


def test_the_plain_one_lacks_what_tells_the_other_apart() -> None:
    assert meant(described("80s"), described("普通"), shown=lists("bath towel towel80")) == ("towel80", "towel")


def test_both_are_one_of_each_kind_of_goods() -> None:
    both = Reference(kind="all", count=2)
    assert meant(both, shown=lists("towel towel80 bath", "locket denim hooded"), talked=[("towel80",)]) == ("towel80", "locket")
    assert meant(both, shown=lists("towel towel80 bath", "locket denim hooded")) == ("towel", "locket")


def test_that_towel_is_the_one_talked_about_whatever_towels_are_called() -> None:
    that = Reference(kind="focus", words=("毛巾",), count=0, place=Place(about="1"))
    shown = lists("towel towel80 bath", "locket")
    assert meant(that, shown=shown, focus=("locket",), talked=[("bath",), ("locket",)]) == ("bath",)
    assert meant(that, shown=shown) == ("towel",)
