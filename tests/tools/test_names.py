import pytest
from daogou.tools.wording.plain import plain, quotable
from hypothesis import given
from hypothesis import strategies as st


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
