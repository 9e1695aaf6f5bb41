"""Lines of a list in words: which of a clause's numbers counts its goods, and what of the other clauses goes with it."""

import pytest
from daogou.sourcing.counts import count_of
from daogou.sourcing.message import framed, written
from daogou.sourcing.parts import parts


@pytest.mark.parametrize(
    ("clause", "number"),
    [
        ("铁炒锅6口", 6), ("砧板10块", 10), ("处理器 10颗 3GHz以上", 10), ("500张的纸盒4个", 4), ("刷子12支装的300套", 300), ("单价别超过35", None),
        ("一套别超过40块", None), ("砧板每块10块", None), ("a 16 port switch x2", 2), ("48 four-piece sets for 1.8 m beds", 48),
        ("50 kits over 1000 pieces", 50), ("10 HP monitors 22 inch", 10), ("LGA 775", None), ("boards LGA 775", None), ("age 3+", None),
        ("two potted plants", 2), ("two dozen mice", 24), ("12 protectors 7 outlets with 12 ft cord", 12), ("sockets for 24 rooms", None),
    ],
)  # fmt: skip
def test_the_number_of_goods_is_told_from_others(clause: str, number: int | None) -> None:
    found = count_of(clause)
    assert (found.number if found is not None else None) == number


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("toner black, 6\nfuser 220V, just the one", [("toner black", 6), ("fuser 220V", 1)]),
        ("灯 20W，单价30以内，x300", [("灯 20W", 300)]), ("cups, blue, x300. same qty of plates", [("cups", 300), ("plates", 300)]),
        ("手机壳来300个 黑色的 数据线两百条要Type-C的", [("手机壳来 黑色的", 300), ("数据线 要Type-C的", 200)]),
        ("notebooks 300 (A5, lined), 7 outlet protectors, 15", [("notebooks (A5, lined)", 300), ("7 outlet protectors", 15)]),
        ("30 laptops, used is fine, let's make it 16; 12 drills, two batteries w/ each", [("laptops", 16), ("drills", 12)]),
        ("60 stands; scrap that; pillows, 130 pcs", [("pillows", 130)]),
        ("lamp x4 // cord x8", [("lamp", 4), ("cord", 8)]), ("200 bowls with a lid and 100 bottles", [("bowls with a lid", 200), ("bottles", 100)]),
    ],
)  # fmt: skip
def test_a_number_goes_with_the_goods_of_its_row(text: str, lines: list[tuple[str, int]]) -> None:
    assert [(" ".join(each.goods.split()), each.count.number) for each in parts(text)[0]] == lines


def test_a_sentence_without_a_number_goes_with_the_goods_that_it_names() -> None:
    (towels, lamps), alone = parts("20 towels, white, 5 lamps. Ideally the towels don't shed. Thanks a lot")
    assert "Ideally the towels don't shed" in towels.more and not lamps.more and alone == ["Thanks a lot"]


@pytest.mark.parametrize(
    "text",
    [
        "货名 | 要几个 | 说明\n插排 | 25 | 8位,线长3米\n音频线 | 40 | 公对公",
        "Part,Attributes,Pieces wanted\nswitch,LGA 775,25\ncable,Socket 775,40",
        "| Thing | Need |\n|---|---|\n| switch | 25 |\n| cable | 40 |",
        "pcs;what;details\n25;switch;A4, 1200 dpi\n40;cable;",
    ],
)
def test_columns_are_told_by_what_stands_in_them(text: str) -> None:
    task, _ = written(text, lambda _: (), "en")
    assert [each.quantity for each in task.lines] in (["25", "40"], [25, 40])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Budget is $12,000 all in and no more than 4 vendors. 12 lamps", {"budget": "12000", "currency": "USD", "suppliers": 4}),
        ("We have 3,000 euros for the lot. 60 cups", {"budget": "3000", "currency": "EUR"}),
        ("总价控制在5000元内,最多三家供货,灯6台", {"budget": "5000", "suppliers": 3}),
        ("年会用，送杭州，灯6台", {"destination": "杭州"}), ("灯6台，一家店全包", {"sellers": "one"}),
    ],
)  # fmt: skip
def test_what_holds_for_the_whole_is_taken_out(text: str, said: dict[str, object]) -> None:
    task = framed(text).task
    assert {name: task.get(name) for name in said} == said
