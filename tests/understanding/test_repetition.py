"""A message that goes on without end costs no more than others, and what of it isn't read is told."""

from collections.abc import Callable

import pytest
from daogou.eval.floods import Flood, floods
from daogou.understanding.language.atom import atoms
from daogou.understanding.language.text import KEPT, LIMIT, PIECES, clean, legible, shortened
from daogou.understanding.left_out import left_out
from daogou.understanding.reader import Reader
from daogou.understanding.tokens.cursor import Cursor
from daogou.understanding.vocabulary.vocabulary import Vocabulary
from hypothesis import given
from hypothesis import strategies as st

from .conftest import FACETS

TRIED = 130
"""Productions that are tried for a piece of a text at most."""
RARE = "龘靐齉爩麤灪龗鱻籱厵"  # in no word that the tagger has learnt


EVERY = list(floods(Vocabulary.of(FACETS)))
DEAR = [
    *(flood for flood in EVERY if flood.kind in ("drawn", "written") or flood.name.startswith("all ")),
    *[flood for flood in EVERY if flood.kind == "counted"][::4],
    *[flood for flood in EVERY if flood.kind == "words"][::20],
]


def ids(flood: Flood) -> str:
    return f"{flood.kind} {flood.name!a}"


@given(st.text(max_size=2 * KEPT - 1))
def test_what_is_short_stays_as_it_is(text: str) -> None:
    assert shortened(text) == (text, False)


@given(st.text(min_size=1, max_size=12), st.integers(100, 400))
def test_what_is_repeated_is_kept_a_few_times(unit: str, times: int) -> None:
    text, left = shortened(unit * times)
    assert (unit * times).startswith(text) and len(text) <= 2 * KEPT
    assert left or not any(map(str.isalnum, unit))


@pytest.mark.parametrize("text", ["1" + "0" * 40, "哈" * 20, "非常" * 7, "no, no, no, no, no, no, no, no, show me mugs", "-" * 60])
def test_emphasis_and_long_numbers_are_no_flood(text: str) -> None:
    assert shortened(text) == (text, False)


def test_signs_that_are_shortened_say_nothing_less(reader: Reader) -> None:
    assert reader.read("婴儿睡袋" + "！" * 500) == reader.read("婴儿睡袋！")


@pytest.mark.parametrize("flood", [flood for flood in EVERY if flood.kind != "words"][::4], ids=ids)
def test_no_message_has_more_pieces_than_are_read(flood: Flood) -> None:
    for text in (flood.text, flood.text * 10):
        cleaned = clean(text)
        assert len(atoms(cleaned.text)) <= PIECES and len(cleaned.text) <= LIMIT
        assert len(atoms(legible(text))) <= PIECES
    if flood.kind == "again":
        assert len(clean(flood.text).text) <= 8 * KEPT


def test_a_long_message_within_the_bounds_is_read_whole() -> None:
    said = " ".join(f"word{chr(97 + place % 26)} and {place}" for place in range(120))
    assert (clean(said).text, clean(said).cut, clean(said).repeated, legible(said)) == (said, 0, False, said)


@pytest.mark.parametrize("flood", DEAR, ids=ids)
def test_the_productions_tried_for_a_message_are_bounded(reader: Reader, flood: Flood, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = _counting(monkeypatch, Cursor, "__init__")
    reader.read(flood.text)
    assert len(tried) <= TRIED * PIECES


@pytest.mark.parametrize(("text", "kind"), [("龘" * 1000, "repeated"), ("blue mug, " * 150, "repeated"), ("龘" * 20_000, "cut")])
def test_what_is_left_out_is_told_once(text: str, kind: str) -> None:
    assert [name for name, _ in left_out(clean(text))] == [kind]


def _counting(monkeypatch: pytest.MonkeyPatch, of: object, name: str) -> list[tuple[object, ...]]:
    """The arguments of each call from now on."""
    calls: list[tuple[object, ...]] = []
    original: Callable[..., object] = getattr(of, name)

    def counting(*args: object, **more: object) -> object:
        calls.append(args)
        return original(*args, **more)

    monkeypatch.setattr(of, name, counting)
    return calls
