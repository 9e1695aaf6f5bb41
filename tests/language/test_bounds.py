"""Which way words beside a number bound it, in both languages, and what a range shares."""

import pytest
from daogou.language.bounds import stated
from hypothesis import given
from hypothesis import strategies as st

BOUNDS = {
    "<=": (
        "不超过{}", "最多{}", "{}以内", "{}以下", "{}封顶", "别超{}", "不能高于{}", "上限{}", "at most {}", "up to {}", "no more than {}", "under {}",
        "not over {}", "{} or less", "{} max", "ceiling of {}", "{} as the upper limit", "mustn't cost more than {}", "nothing above {}", "within {}",
        "they won't cost me more than {}", "budget {}", "预算{}",
    ),
    ">=": (
        "不低于{}", "至少{}", "{}以上", "{}起", "{}往上", "不能少于{}", "起码{}", "at least {}", "no less than {}", "over {}", "not below {}",
        "{} or more", "{} and up", "nothing cheaper than {}", "no worse than {}", "minimum of {}", "upwards of {}", "低于{}的就别推了",
        "none under {}",
    ),
    "<": ("低于{}", "不到{}", "less than {}", "cheaper than {}"),
    ">": ("超过{}", "高于{}", "more than {}", "heavier than {}"),
    "about": ("大概{}", "{}左右", "about {}", "{} or so", "roughly {}", "{}上下"),
    "": ("要{}的", "for {} please"),
}  # fmt: skip
NUMBERS = {
    "120": 120, "120元": 120, "一百二": 120, "$120": 120, "1.5万": 15_000, "two hundred": 200, "twenty yuan": 20, "2k": 2000, "3 kg": 3,
    "50 yuan per head": 50, "4.6": 4.6, "8块5": 8.5,
}  # fmt: skip


@pytest.mark.parametrize(("op", "text"), [(op, text) for op, texts in BOUNDS.items() for text in texts])
def test_the_words_beside_a_number_say_which_way_it_bounds(op: str, text: str) -> None:
    for number, low in NUMBERS.items():
        (found,) = stated(text.format(number))
        assert (found.op, found.amount.low) == (op, low), number


@given(
    low=st.integers(1, 500), more=st.integers(1, 500), unit=st.sampled_from(("元", " yuan", "L", "kg", "厘米", "个")),
    form=st.sampled_from(("{}-{}{}", "{}到{}{}", "{}~{}{}", "between {} and {}{}", "from {} to {}{}", "{} to {}{}", "在{}和{}{}之间")),
)  # fmt: skip
def test_the_ends_of_a_range_share_their_unit(low: int, more: int, unit: str, form: str) -> None:
    (found,) = stated(form.format(low, low + more, unit))
    assert (found.op, found.amount.low, found.amount.high) == ("between", low, low + more)
    assert found.amount.unit == unit.strip().lower()


@pytest.mark.parametrize(
    "text", ["至少60最多90元", "min 60 max 90 yuan", "at least 60 but no more than 90 yuan", "60起步90元封顶", "不低于60元,但不高于90"]
)
def test_two_bounds_of_one_thing_share_their_unit(text: str) -> None:
    low, high = stated(text)
    assert (low.op, low.amount.low, low.amount.currency) == (">=", 60, "CNY")
    assert (high.op, high.amount.high, high.amount.currency) == ("<=", 90, "CNY")


def test_bounds_of_two_things_share_nothing() -> None:
    inch, price = stated("24 inch or bigger, under 250")
    assert (inch.amount.unit, price.amount.unit) == ("inch", "")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("人均50以内", "each"),
        ("50 yuan per head max", "each"),
        ("总共花15000以内", "total"),
        ("whole order under 15,000", "total"),
        ("under 50", ""),
    ],
)
def test_an_amount_is_for_each_piece_or_for_all(text: str, share: str) -> None:
    (found,) = stated(text)
    assert found.share == share


def test_the_name_of_a_field_says_no_bound() -> None:
    text = "minimum order 50"
    assert [one.op for one in stated(text, [(0, 13)])] == [""]


@given(st.text(max_size=60))
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    for one in stated(text):
        assert 0 <= one.start <= one.amount.start < one.amount.end <= one.end <= len(text)
        assert one.amount.low <= one.amount.high
