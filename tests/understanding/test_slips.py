"""Slips of the hand are put right, and nothing else is."""

import pytest
from daogou.understanding.reader import Reader
from daogou.understanding.slips.slips import Slips
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from .demo import reader as demo_reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return demo_reader()


@pytest.fixture(scope="module")
def slips(reader: Reader) -> Slips:
    return Slips(reader.vocabulary)


@pytest.mark.parametrize(
    ("wrote", "meant"),
    [
        ("给宝宝找睡代，100一内", "给宝宝找睡袋，100以内"),
        ("粉色手机克", "粉色手机壳"),
        ("不锈刚炒锅", "不锈钢炒锅"),
        ("全绵的婴儿睡带", "全棉的婴儿睡袋"),
        ("第二宽有什么认正", "第二款有什么认证"),
        ("45园以内", "45元以内"),
        ("价格不线", "价格不限"),
        ("不看帐篷了，看头登", "不看帐篷了，看头灯"),
        ("点针的笔记本", "点阵的笔记本"),
        ("blutooth headphones", "bluetooth headphones"),
        ("undr 100 yaun", "under 100 yuan"),
        ("in balck", "in black"),
        ("whtie", "white"),
        ("the frist one", "the first one"),
        ("silent swithces", "silent switch"),
        ("不看帐篷了，看头登", "不看帐篷了，看头灯"),
        ("compair both", "compare both"),
        ("antibacterial one s", "antibacterial ones"),
        ("mechancial keybords", "mechanical keyboard"),
    ],
)
def test_what_sounds_or_looks_like_a_known_word_becomes_it(slips: Slips, wrote: str, meant: str) -> None:
    assert slips.mended(wrote)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "帮我把上一单退款",
        "店主想要一个桌子", "按评分从高到低", "我做欧洲站的，能卖到欧盟", "这东西值不值", "hoodies, not black", "a table for the boat",
        "Do you sell Dyson or Philips?", "什么意思", "刚才那家", "P002021", "看看别的", "真丝太贵了，换成天丝的吧", "真丝的连衣裙",
        "欧盟要哪些证书", "多少钱一个", "不要像石头的枕头", "我的订单什么时候发货", "哪个品牌放心", "瑜伽垫", "有没有瑜伽球", "瑜伽砖",
        "不要塑料和黑色的", "来100个要多少钱", "不要毛茸茸的", "第一款适配什么手机", "第二款适配哪些机型",
    ],
)  # fmt: skip
def test_real_words_and_names_stay(slips: Slips, text: str) -> None:
    assert slips.mended(text)[0] == text


def test_the_buyer_is_told_of_a_word_of_the_catalogue_that_was_put_right(reader: Reader) -> None:
    told = dict(reader.read("婴儿睡代").notes)
    assert "睡代" in told["slip"] and "睡袋" in told["slip"]
    assert "slip" not in dict(reader.read("婴儿睡袋一百元一内").notes)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(text="al一内")
@given(text=st.text(alphabet="婴儿睡袋手机壳代克第二宽款元园以内一不的 ,.100abcdelnrst", max_size=24))
def test_what_is_put_right_is_right(slips: Slips, text: str) -> None:
    mended, found = slips.mended(text)
    again, more = slips.mended(mended)
    rebuilt = text
    for slip in reversed(found):
        assert text[slip.start : slip.end] == slip.wrote != slip.read
        rebuilt = rebuilt[: slip.start] + slip.read + rebuilt[slip.end :]
    assert rebuilt == mended
    assert not {slip.read for slip in more} & {slip.wrote for slip in found} or again == mended
