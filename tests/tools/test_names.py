import pytest
from daogou.tools.wording.names import counted, short
from daogou.tools.wording.plain import plain, quotable
from hypothesis import given
from hypothesis import strategies as st

from .shops import offer


@given(st.text(max_size=300))
def test_plain_text_can_neither_format_nor_link(text: str) -> None:
    said = plain(text)
    assert not any(mark in said for mark in "*`#|[]<>\\_")
    assert "http://" not in said.casefold() and "https://" not in said.casefold()
    assert said == said.strip()


@given(st.text(max_size=300))
def test_plain_is_idempotent(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_markup_in_a_title_is_taken_out() -> None:
    title = "<b>Soft</b> [click](http://evil.example/x) **bag** ![x](https://evil.example/i.png)\u200b"
    assert plain(title) == "Soft click bag x"


def test_a_brand_that_is_called_by_its_address_keeps_its_name() -> None:
    """StarTech.com had become nothing at all."""
    assert plain("StarTech.com") == "StarTech" and plain("StarTech.com cable") == "cable"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Fine mesh tent", "Fine mesh tent"),
        ("Fine mesh tent for two people and their dog, in olive, with poles and a bag", "Fine mesh tent for two people and their dog, in olive"),
        ("防风双人帐篷 橄榄绿 铝合金杆 送收纳袋和地钉二十根 露营徒步都能用的", "防风双人帐篷 橄榄绿 铝合金杆 送收纳袋和地钉二十根"),
        ("一顶没有任何停顿的很长很长的三季双人防风防雨露营徒步帐篷带地钉", "一顶没有任何停顿的很长很长的三季双人防风防雨露营徒步帐篷带地钉"),
    ],
)
def test_a_long_title_ends_where_a_part_of_it_does(title: str, told: str) -> None:
    assert short(offer("a", title=title), "zh") == told


def test_a_long_title_of_one_part_is_cut_at_a_word() -> None:
    title = "Infant sleeping bag " * 10
    name = short(offer("a", title=title), "en")
    assert len(name) <= 64 and f"{title} ".startswith(f"{name} ")


def test_a_size_keeps_its_numbers_apart() -> None:
    assert plain("200*230cm/220 * 240cm") == "200×230cm/220×240cm"


@pytest.mark.parametrize(
    "text",
    [
        "选 [纯棉](http://evil.example) 的 <b>毛巾</b> https://evil.example 。",
        "visit evil.example/path now",
        "javascript:alert(1) bag",
        "[纯棉](javascript:alert(1)) 毛巾",
        "&amp;lt;b&amp;gt;毛巾",
    ],
)
def test_nothing_that_links_or_formats_is_left(text: str) -> None:
    said = plain(text)
    assert not any(mark in said for mark in ("evil.example", "http", "javascript", "<", "&lt;", "[", "]", ")"))
    assert said == quotable(said)


def test_an_ordinary_quotation_stays_verbatim() -> None:
    assert quotable("16-20°C 的房间选 2.5 TOG 的睡袋。") == "16-20°C 的房间选 2.5 TOG 的睡袋。"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("copy paper", "kinds of copy paper"),
        ("dress", "dresses"),
        ("cat scratcher", "cat scratchers"),
        ("wireless mice", "wireless mice"),
        ("dresses", "dresses"),
        ('products near "zorb"', 'products near "zorb"'),
        ("wireless mouse", "wireless mice"),
        ("kitchen knife", "kitchen knives"),
    ],
)
def test_goods_behind_a_number_are_many(what: str, said: str) -> None:
    assert counted(what, "en") == said and counted("打印纸", "zh") == "打印纸"


@pytest.mark.parametrize("name", ["锅具", "魔兽世界"])
def test_a_chinese_name_has_no_english_plural(name: str) -> None:
    assert f"{name}s" not in counted(name, "en") and name in counted(name, "en")
