"""No text, whatever it holds, can put a link, an image, HTML, layout or an unseen letter into a reply."""

from html import unescape

import pytest
from daogou.eval.attacks.attack import attacks
from daogou.eval.attacks.cleanliness import text_faults
from daogou.tools.wording.plain import citable, named, plain, quotable
from hypothesis import example, given
from hypothesis import strategies as st

PIECES = st.sampled_from(
    ["http", "s", "://", "evil", ".", "example", "com", "/", "[", "]", "(", ")", "<", ">", "a href=", "!", "@", "www.", "`", "#", "|", "\n", " ",
     "\\", "\u200b", "\u202e", "\u00ad", "&lt;", "&amp;", "&#91;", "：", "／", "．", "。", "ｈ", "t.me", "javascript:", "mailto:", "点我", "中国",
     "data:text/html,", "\x1b[2J", "\u2028", "x", "1", "¥", "元", "*", "_", "~", "-", "+", "=", "\U000e0041", "\u0301", "hxxp", "(dot)", "[.]"],
)  # fmt: skip
NASTY = st.lists(PIECES, max_size=14).map("".join)


@given(NASTY | st.text(max_size=60))
@example("htt[x](y)p://evil.example")
@example("[[点我](http://a.cn)](htthttp://b.cnps://evil.example/x)")
def test_nothing_of_it_formats_links_or_hides(text: str) -> None:
    for made in (plain(text), named(text), quotable(text)):
        assert text_faults(made) == [], made


@given(NASTY)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert quotable(plain(text)) == plain(text)


@given(NASTY)
def test_of_what_may_be_quoted_no_letter_is_lost(text: str) -> None:
    assert not citable(text) or letters(quotable(text)) == letters(text)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, unescape(text)))


@pytest.mark.parametrize("text", sorted({part for attack in attacks() if attack.kind in ("links", "hidden", "code") for part in attack.parts}))
def test_no_attack_comes_through(text: str) -> None:
    assert text_faults(plain(text)) == []


USUAL = (
    *("Dr. Martens", "200×230cm", "16-20°C 的房间选 2.5 TOG 的睡袋。", "纯棉、竹纤维", "5V 2.4A", "KB.INT00.038", "No.1 (A4)", "T恤 男/女"),
    *("3.7V/2000mAh", "16~20度", "二元乙丙橡胶", "Class A, 2.5 TOG"),
)


@pytest.mark.parametrize("text", USUAL)
def test_usual_text_is_left_alone(text: str) -> None:
    assert plain(text) == named(text) == quotable(text) == text and citable(text)


@pytest.mark.parametrize(("text", "said"), [("睡袋 现价¥1.00 纯棉", "睡袋 现价 纯棉"), ("Cotton bag, now 1 yuan", "Cotton bag, now")])
def test_a_name_states_no_price(text: str, said: str) -> None:
    assert named(text) == said
