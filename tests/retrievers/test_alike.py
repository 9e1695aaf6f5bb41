"""Two wordings of one thing, and one wording's worth of difference."""

import pytest
from daogou.retrievers.alike import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("婴儿睡袋", "推荐的婴儿睡袋"),
        ("500ML 保温杯", "500毫升保温杯"),
        ("phone case", "cases for phones"),
        ("sleeping bag for infants", "the best infant sleeping bags"),
        ("power bank", "Power Banks"),
    ],
)
def test_the_same_thing(one: str, other: str) -> None:
    assert alike(one, other) and alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wired mouse", "wireless mouse"),
        ("奶瓶", "奶瓶刷"),
        ("含硅油 洗发水", "不含硅油 洗发水"),
        ("EN 71", "EN 62368"),
    ],
)
def test_another_thing(one: str, other: str) -> None:
    assert not alike(one, other) and not alike(other, one)


def test_in_chinese_the_order_may_be_left_out() -> None:
    assert alike("婴儿睡袋 秋冬", "秋冬 婴儿睡袋", ordered=False)
    assert not alike("婴儿睡袋 秋冬", "秋冬 婴儿睡袋")
