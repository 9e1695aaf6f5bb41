"""A topic is opened by goods that are named; a sigh, an aside, a correction or an order goes on with the old one."""

import pytest
from daogou.schema.need import Need
from daogou.understanding.ledger.ledger import apply
from daogou.understanding.reader import Reader

from .demo import reader as demo_reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return demo_reader()


def going(reader: Reader) -> Need:
    return apply(None, reader.read("连衣裙，80元以内"), 1)


@pytest.mark.parametrize(
    "message",
    [
        "按评分从高到低", "不对，改成120以内", "说错了，是500个", "妈的这么贵，20以内", "对了我的货发日本", "才一千二啊，真便宜，抢钱呢",
        "oh great, just what I dreamed of", "sort by 销量", "sure, my cat could have picked better", "well, that is a joke, isn't it", "复古风格的",
        "唉，算了", "真的假的", "he sweats a lot, so under 60", "要80以内的，普通的太丑了",
    ],
)  # fmt: skip
def test_no_goods_no_new_topic(reader: Reader, message: str) -> None:
    need = apply(going(reader), reader.read(message, going(reader)), 2)
    assert need.category == "连衣裙"


@pytest.mark.parametrize(
    "message", ["冰箱", "do you sell refrigerators", "laptop sleeves, under 50", "再看看冰箱贴", "有没有自行车", "wheelbarrows?", "保温杯"]
)
def test_goods_open_one_whether_the_catalogue_has_them_or_not(reader: Reader, message: str) -> None:
    reading = reader.read(message, going(reader))
    assert reading.topic == "new"
    assert "连衣裙" not in apply(going(reader), reading, 2).query
