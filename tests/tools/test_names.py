from daogou.tools.plain import plain
from daogou.tools.writing.names import short
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


def test_a_long_title_is_cut_at_a_word() -> None:
    name = short(offer("a", title="Infant sleeping bag " * 10), "en")
    assert len(name) <= 65 and name.endswith("…")


def test_a_size_keeps_its_numbers_apart() -> None:
    assert plain("200*230cm/220 * 240cm") == "200×230cm/220×240cm"
