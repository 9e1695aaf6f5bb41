"""What fits into a window: whole records by worth."""

from pathlib import Path

import pytest
from daogou.models.budget import A_RECORD, SPARE, Item, fit
from daogou.models.tokens import counter
from daogou.schema.errors import OutsideError
from hypothesis import given
from hypothesis import strategies as st

ITEMS = st.lists(st.builds(Item, st.sampled_from(["evidence", "turn"]), st.text(max_size=3), st.text(max_size=60), st.floats(0, 1)), max_size=20)


@given(ITEMS, st.integers(0, 400))
def test_nothing_is_cut_and_nothing_is_lost(items: list[Item], window: int) -> None:
    fitted = fit(items, window, 0, count=len)
    assert fitted.tokens <= window * (1 - SPARE)
    assert [item for item in items if any(item is kept for kept in fitted.kept)] == list(fitted.kept)
    assert len(fitted.kept) + sum(map(len, fitted.left_out.values())) == len(items)


@given(ITEMS, st.integers(0, 400))
def test_what_is_left_out_was_worth_less_or_did_not_fit(items: list[Item], window: int) -> None:
    fitted = fit(items, window, 0, count=len)
    free = int(window * (1 - SPARE)) - fitted.tokens
    assert all(len(item.text) + A_RECORD > free for item in items if not any(item is kept for kept in fitted.kept))


def test_what_must_be_in_goes_before_what_is_worth_more() -> None:
    need, page = Item("need", "n", "n" * 50, must=True), Item("evidence", "e", "e" * 50, worth=9.0)
    fitted = fit([page, need], 65, 0, count=len)
    assert fitted.kept == (need,)
    assert fitted.left_out == {"evidence": ("e",)}
    with pytest.raises(OutsideError, match="larger window"):
        fit([need], 40, 0, count=len)


def test_a_user_without_caches_gets_an_estimate_on_the_long_side(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usual = counter()  # kept for the whole process, so it must not be made without a folder
    (tmp_path / "file").touch()
    monkeypatch.setattr("daogou.models.tokens.user_cache_path", lambda _: tmp_path / "file" / "folder")
    text = "婴儿睡袋，100元以内: a baby sleeping bag"
    assert usual(text) <= counter.__wrapped__()(text) <= len(text.encode())


def test_tokens_are_counted_without_a_network() -> None:
    count = counter()
    assert count("") == 0
    assert 3 <= count("婴儿睡袋，100元以内") <= 16
    assert count("a lone surrogate \ud800 counts too") > 3
