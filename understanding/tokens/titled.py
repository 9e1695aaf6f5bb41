"""Products called by words of their title: the school bottle, 那个学生杯. Of those shown, or of all where nothing was shown yet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ...catalogue.text import normal
from ...retrievers.analysis import all_words
from ...retrievers.title import places
from ...retrievers.titled import Titles
from ...schema.reference import Shown
from ..language.atom import keys
from ..language.phrases import Meaning
from .cues import Cues
from .token import Token

_WORDS = 5
"""Tokens of a title that a buyer calls a product by."""
_HAN = 3
"""Characters of such a name at least; words of another are two."""
_SIDE_BY_SIDE = 2
_APART = ("break", "stop", "filler", "amount", "question", "one", "reference", "demonstrative", "demonstrated", "ordinal", "nth", "number", "product")
_COMMON = (
    "value",
    "brand",
    "common_brand",
    "category",
    "head",
    "attribute",
    "certificate",
    "place",
    "class",
    "supplier_kind",
    "measured",
    "word",
    "firm",
)
"""Words by which many are described, which other rules read."""
_OTHERWISE = ("search", "inquiry", "out_of_scope", "tampering", "onward")
_THESE = ("the", "that", "this", "your")
_THAT = ("那个", "那款", "那只", "这个", "这款", "这只", "那条", "这条", "那件", "这件")
_SUCH = re.compile(r"的[吗么嘛?？]")
_ZONE = re.compile(r"[,;|(]| - ")


class _Span(NamedTuple):
    """`start` is the determiner's place where there is one, `first` the name's, `end` behind it in the text."""

    start: int
    first: int
    end: int


def titled(parts: Sequence[Token], text: str, told: Cues, shown: Sequence[Shown], titles: Titles) -> tuple[Token, ...]:
    """`parts` with one token in place of those that call a product by its title, where a question asks about it."""
    found = tuple(parts)
    if not (told.question or "compare" in told.intents) or told.intents.keys() & set(_OTHERWISE):
        return found
    lists = tuple(dict.fromkeys(one.product_ids for one in reversed(shown) if one.product_ids))
    for span in _spans(parts, text):
        ids = _meant(text[parts[span.first].start : span.end], lists, bool(shown), titles)
        here = [token for token in found if token.start >= parts[span.start].start and token.start < span.end]
        if ids and here == list(parts[span.start : span.start + len(here)]):
            found = tuple(each for token in found for each in _put(token, here, span.end, text, ids))
    return found


def _put(token: Token, here: Sequence[Token], end: int, text: str, ids: tuple[str, ...]) -> Iterator[Token]:
    if token not in here:
        yield token
        return
    if token is here[0]:
        yield Token(text[token.start : end], token.start, end, (Meaning("product", ids),), token.gap)
    if token.end > end:
        yield replace(token, text=text[end : token.end], start=end, gap=False)


def _spans(parts: Sequence[Token], text: str) -> Iterator[_Span]:
    """What may be such a name, the longest first at each place."""
    for place, token in enumerate(parts):
        determined = token.text.lower() in _THESE or token.text in _THAT
        first = place + 1 if determined else place
        opens = place == 0 or parts[place - 1].has("break", "stop", "filler")
        if not determined and (token.text < "\u3400" or token.meanings and not token.has("use", "audience") or not opens or _SUCH.search(text)):
            continue
        run = _run(parts, first)
        for end in range(run, first, -1):
            name = parts[first:end]
            if any(_own(each, determined) for each in name):
                yield from (_Span(place, first, stop) for stop in _stops(name))


def _run(parts: Sequence[Token], first: int) -> int:
    """Where the name ends at the latest: behind the noun of the goods, where one is known."""
    place = first
    while place < min(len(parts), first + _WORDS) and not parts[place].has(*_APART):
        place += 1
        if parts[place - 1].has("category", "head") and not (place < len(parts) and parts[place].has("category", "head")):
            break
    return place


def _own(token: Token, determined: bool) -> bool:
    """A word that names this one, and no kind of goods."""
    return not token.has(*_COMMON) and (determined or not token.meanings)


def _stops(name: Sequence[Token]) -> Iterator[int]:
    """Behind the last token, or within it where nobody knows it and no space parts it: 办公杯漏水吗."""
    last = name[-1]
    yield last.end
    if not last.meanings and last.text >= "\u3400":
        yield from range(last.end - 1, last.start + 1, -1)


def _meant(said: str, lists: Sequence[tuple[str, ...]], shown: bool, titles: Titles) -> tuple[str, ...]:
    """The products so called: of the newest list that has some, not all of it; of the catalogue where nothing was shown yet, the only one."""
    if len(keys(said)) < (_HAN if said >= "\u3400" else 2):
        return ()
    if not shown:
        ids = titles.having(said)
        return tuple(ids) if len(ids) == 1 and _fits(said, titles.of(ids[0])) == _SIDE_BY_SIDE else ()
    for listed in lists:
        fits = {each: _fits(said, titles.of(each)) for each in listed}
        best = tuple(each for each, fit in fits.items() if fit and fit == max(fits.values()))
        if best:
            return best if len(best) < len(listed) or len(listed) == 1 else ()
    return ()


def _fits(said: str, names: Sequence[str]) -> int:
    """Whether a title has all of the words, at best side by side; the last one is what it is of."""
    return max((_fit(said, name) for name in names if _of(said, name)), default=0)


def _fit(said: str, name: str) -> int:
    words, title = keys(normal(said)), keys(normal(name))
    size = len(words)
    if any(title[place : place + size] == words for place in range(len(title) - size + 1)):
        return _SIDE_BY_SIDE
    if said.isascii():
        return int(set(words) <= set(title))
    whole = "".join(title)
    return int(any("".join(words[:cut]) in whole and "".join(words[cut:]) in whole for cut in range(2, size)))


def _of(said: str, name: str) -> bool:
    """Whether the last word says what the thing is, and not what comes with it: the laser engraving of a bottle with it."""
    if not said.isascii():
        return True
    last = all_words(said)[-1:]
    return any(place.term == last[0].term and not place.modifier for place in places(_ZONE.split(name)[0])) if last else False
