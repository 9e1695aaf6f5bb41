"""Target markets (words/markets.yaml): the certificates that a market requires for a kind of goods, with the rule that says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .language.atom import keys
from .language.lexicon import load
from .vocabulary.concepts import Key, inside
from .vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True)
class Requirement:
    """A certificate with any of `words` admits the goods to the market; `source` is the rule that says so."""

    words: tuple[str, ...]
    source: str


@cache
def kinds() -> Mapping[str, tuple[Key, ...]]:
    """Kind of goods -> the words that identify it, in the order tried."""
    return {name: tuple(map(keys, words)) for name, words in load("markets")["kinds"].items()}


@cache
def requirements() -> Mapping[tuple[str, str], Requirement]:
    """(market, kind of goods) -> requirement."""
    rows = load("markets")["requirements"]
    return {(row["market"], kind): Requirement(tuple(row["words"]), row["source"]) for row in rows for kind in row["kinds"]}


def kinds_of(vocabulary: Vocabulary, category: str) -> list[str]:
    """The kinds of goods that a category belongs to; words of the leaf count before those of the levels above."""
    facets = [facet for facet in vocabulary.facets.categories if category in facet.path]
    level = min((facet.path.index(category) for facet in facets), default=0)
    found: list[str] = []
    if any(apart(path[level]) for facet in facets for path in (facet.path, *facet.aliases.values()) if len(path) > level):
        return found
    for depth in range(level, -1, -1):
        names = {path[depth] for facet in facets for path in (facet.path, *facet.aliases.values()) if len(path) > depth}
        said = [keys(name) for name in (names or {category})]
        found += [kind for kind, words in kinds().items() if kind not in found and any(inside(word, name) for word in words for name in said)]
    return found


@cache
def _apart() -> tuple[Key, ...]:
    return tuple(map(keys, load("markets")["apart"]))


def apart(name: str) -> bool:
    """True if the name is an accessory that only covers, holds or applies such goods: a phone case has no radio."""
    said = keys(name)
    return any(said[-len(word) :] == word for word in _apart())
