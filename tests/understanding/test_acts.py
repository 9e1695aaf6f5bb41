"""Several requests in one message: each is read by itself, in both languages alike; one request stays one."""

import pytest
from daogou.eval.pack import reader
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.schema.reference import Shown

SHOWN = (Shown(turn=1, product_ids=("p1", "p2", "p3", "p4", "p5"), category="婴儿睡袋", query="婴儿睡袋"),)


def read(text: str) -> tuple[Reading, ...]:
    first = reader().read(text, Need(category="婴儿睡袋", query="婴儿睡袋"), SHOWN)
    return (first, *first.also)


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("对比前两款，第一款的厂家能做OEM吗", ["compare", "supplier"]),
        ("compare the first two, and does the factory of the first do OEM?", ["compare", "supplier"]),
        ("第二款有什么认证，顺便帮我写个询盘", ["product_question", "inquiry"]),
        ("what certificates does the second one have, and also draft an inquiry for me", ["product_question", "inquiry"]),
        ("第一款多重，第二款有什么认证", ["product_question", "product_question"]),
        ("充电宝100以内，还有UN38.3是什么", ["search", "product_question"]),
        ("power banks under 100, and what is UN38.3?", ["search", "product_question"]),
    ],
)
def test_each_is_a_request_of_its_own(text: str, intents: list[str]) -> None:
    assert [one.intent for one in read(text)] == intents


def test_conditions_belong_to_the_first() -> None:
    first, second = read("power banks under 100, and what is UN38.3?")
    assert [each.field for each in first.conditions] == ["price"]
    assert not second.conditions and second.asked == ("knowledge",) and second.query == "UN38.3"


def test_each_has_its_own_pointers() -> None:
    assert [[each.ordinal for each in one.references] for one in read("第一款多重，第二款有什么认证")] == [[1], [2]]


@pytest.mark.parametrize(
    "text",
    [
        "保温杯，500毫升，要黑色的，80以内",
        "a vacuum flask, 500 ml, black, under 80",
        "第一款起订量和库存多少",
        "the first one's MOQ and stock?",
        "我要装15.6寸的电脑，选哪个",
        "I'm left-handed, so which of them is best?",
        "对比前两款，哪个更值得买",
        "compare the first two, which one is the better buy?",
        "重新开始，找头灯，30以内",
        "1,000 pieces under 2,000 yuan",
    ],
)
def test_one_request_stays_one(text: str) -> None:
    assert read(text)[0].also == ()
