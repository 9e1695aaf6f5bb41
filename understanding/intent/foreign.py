"""Goods to be chosen that the catalogue doesn't have: "how do I choose a car seat?" among sleeping bags asks nothing of the bags."""

from collections.abc import Sequence
from functools import lru_cache

from ...retrievers.analysis import all_words
from ...retrievers.lexicon import noun_phrases
from ...schema.need import Need
from ..tokens.cues import Cues
from ..tokens.token import Token
from ..vocabulary.vocabulary import Vocabulary
from .goods import is_noun
from .subject import Subject

_CHOOSING = ("pick", "brand")
_ONE = ("a", "an")
_JOINS = ("of", "in", "的")
"""Not "for": it says what goods in hand are chosen for, as in "how do I choose for a room of 26 degrees?"."""
_SUITS = ("suits", "suit", "fits", "fit", "适合", "合适")
"""Behind these stands what it is for, and no goods to be chosen: "which suits a hut at 3,000 m?" """
_WHICH = ("which", "what", "best", "哪款", "哪个", "哪种", "哪")
_LONG = 3
"""Letters of a Chinese noun by itself that is no aspect of goods: 滑雪板; 厚度 is one."""


def is_foreign(about: Subject, parts: Sequence[Token], told: Cues, vocabulary: Vocabulary, need: Need | None) -> bool:
    """Whether the unknown words are what is to be chosen: they stand at the word that asks for a choice and name a thing, which is none of the goods
    in hand."""
    if need is None or not (need.category or need.query) or about.category is not None or not about.words or told.superlative:
        return False
    left = [place for place, part in enumerate(parts) if part.text in about.words]
    run = list(range(left[0], left[-1] + 1))
    if (
        any(parts[place].has("used_for") for place in left)
        or left != run
        or not all(map(is_noun, about.words))
        or (need.category and vocabulary.says(need.category, about.words[-1]))
    ):
        return False
    if _first(parts, run, _SUITS):
        return False
    said = "".join(" " * part.gap + part.text for part in parts[run[0] : run[-1] + 1])
    chosen, article = _chosen(parts, run, told), run[0] > 0 and parts[run[0] - 1].text.lower() in _ONE
    if chosen and (article or (len(said) >= _LONG and not said.isascii())):
        return True
    return is_thing(said) and (chosen or (run[0] > 0 and parts[run[0] - 1].text.lower() in _WHICH))


def _first(parts: Sequence[Token], run: Sequence[int], words: Sequence[str]) -> bool:
    """Whether one of the words stands before them, an article aside."""
    first = run[0] - 1 if run[0] > 0 and parts[run[0] - 1].text.lower() in _ONE else run[0]
    return first > 0 and parts[first - 1].text.lower() in words


def _chosen(parts: Sequence[Token], run: Sequence[int], told: Cues) -> bool:
    """Whether a word that asks for a choice, or for brands, stands right before or behind them, an article aside."""
    asks = [cue for kind in _CHOOSING for cue in told.of(kind)]
    starts, first = [parts[run[0]]], run[0]
    while first > 0 and parts[first - 1].text.lower() in (*_ONE, *_JOINS):
        first -= 1
        starts.append(parts[first])
    behind = [part for part in parts[run[-1] + 1 : run[-1] + 3] if part.text not in _JOINS][:1]
    if any(part.value("named") == "brand" for part in (*behind, *parts[max(first - 1, 0) : first])) or any(
        cue.start == part.start for cue in asks for part in behind
    ):
        return True
    return any(cue.end + part.gap == part.start for cue in asks for part in starts)


@lru_cache(maxsize=256)  # asked of the same words for each passage
def is_thing(text: str) -> bool:
    """Whether the trade knows such things, by their whole name or the end of it."""
    said = tuple(word.term for word in all_words(text))
    return any(said[place:] in noun_phrases() for place in range(len(said)))
