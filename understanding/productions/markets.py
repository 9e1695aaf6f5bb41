"""Where goods are to be sold (words/markets.yaml): which certificates that means for goods of the kind in hand, with the source that says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...schema.condition import Condition
from ..language.atom import atoms, keys
from ..language.lexicon import lexicon, load
from ..tokens.cursor import Cursor
from ..tokens.fact_names import bloc
from ..tokens.found import Found, condition
from ..tokens.token import Token
from ..vocabulary.concepts import Key
from ..vocabulary.vocabulary import Vocabulary

_BETWEEN = ("filler", "audience", "stop", "selling_after", "or", "and")
_MARKET = ("market", "market_name", "market_own")
_BARE = ("towards", "break", "selling", "selling_after")
_ASKS = ("?", "？", "呢")
_LONGEST = 5  # tokens before the market's name
_ELSEWHERE = ("made", "produced", "产", "生产", "制造", "产的", "进口")  # "made in Germany" tells where it is from


@dataclass(frozen=True)
class Requirement:
    """Any of `words` on a certificate lets goods of a kind into a market; `source` is the rule that says so."""

    words: tuple[str, ...]
    source: str


@cache
def market_names() -> frozenset[str]:
    return frozenset(str(name) for row in load("markets")["markets"].values() for kind in ("names", "own", "says") for name in row[kind])


@cache
def kinds() -> Mapping[str, tuple[Key, ...]]:
    """Kind of goods -> the words that tell it, in the order in which they are tried."""
    return {name: tuple(map(keys, words)) for name, words in load("markets")["kinds"].items()}


@cache
def requirements() -> Mapping[tuple[str, str], Requirement]:
    """By market and kind of goods."""
    rows = load("markets")["requirements"]
    return {(row["market"], kind): Requirement(tuple(row["words"]), row["source"]) for row in rows for kind in row["kinds"]}


def kinds_of(vocabulary: Vocabulary, category: str) -> list[str]:
    """The kinds that a category of the catalogue is: the leaf's own words say more than those of the levels above it."""
    facets = [facet for facet in vocabulary.facets.categories if category in facet.path]
    level = min((facet.path.index(category) for facet in facets), default=0)
    found: list[str] = []
    if any(apart(path[level]) for facet in facets for path in (facet.path, *facet.aliases.values()) if len(path) > level):
        return found
    for depth in range(level, -1, -1):
        names = {path[depth] for facet in facets for path in (facet.path, *facet.aliases.values()) if len(path) > depth}
        said = [keys(name) for name in (names or {category})]
        found += [kind for kind, words in kinds().items() if kind not in found and any(_inside(word, name) for word in words for name in said)]
    return found


@cache
def _apart() -> tuple[Key, ...]:
    return tuple(map(keys, load("markets")["apart"]))


def apart(name: str) -> bool:
    """Whether what is called so only covers, holds or applies such goods: a phone case has no radio."""
    said = keys(name)
    return any(said[-len(word) :] == word for word in _apart())


def _inside(word: Key, name: Key) -> bool:
    return any(name[start : start + len(word)] == word for start in range(len(name) - len(word) + 1))


def purpose(cursor: Cursor) -> Found | None:
    """`selling? market selling?`: the certificates that it means where a category is in hand, else a note that it depends on the goods."""
    if cursor.take("market_there") is not None:
        return _there(cursor)
    if (other := _instead(cursor)) is not None:
        return other
    said = _selling(cursor)
    token = cursor.take(*_MARKET)
    if token is None or _foreign(cursor, token.text):
        return None
    after = cursor.ahead("selling_after", skipping=_BETWEEN, most=3) is not None
    if said == {"towards"} and not after and cursor.message.told.question and any(each.has("untold") for each in cursor.message.tokens):
        return None  # how long does delivery take to Poland?
    if not (token.has("market") or after or "selling" in said or (token.has("market_name") and said)):
        return None
    _trail(cursor)
    return _meant(cursor, dict.fromkeys(str(meaning.value) for meaning in token.meanings if meaning.kind in _MARKET))


def _there(cursor: Cursor) -> Found | None:
    """What is asked for in the buyer's own markets."""
    own = [fact.value for fact in cursor.message.need.facts if fact.kind == "market"] if cursor.message.need else []
    cursor.skip("certificate_word", "named", most=1)
    return _meant(cursor, dict.fromkeys(bloc(market) for market in own)) if own else None


def _instead(cursor: Cursor) -> Found | None:
    """欧洲的呢, "and Germany?" behind goods for another market: those for this one, in its place."""
    need = cursor.message.need
    old = [each.id for each in need.active if each.field == "certification" and _names_one(each.text)] if need is not None else []
    sold = any(fact.kind == "market" for fact in need.facts) if need is not None else False
    asks = cursor.message.told.question or cursor.message.text.rstrip().endswith(_ASKS)
    tokens = cursor.message.tokens
    if not (old or sold) or not asks or not alone(tokens):
        return None
    at = next(place for place, token in enumerate(cursor.message.tokens) if token.has(*_MARKET))
    named = Cursor(cursor.message, at)
    token = named.take("market", "market_name")
    if token is None or _foreign(named, token.text):
        return None
    return replace(_meant(named, dict.fromkeys(str(meaning.value) for meaning in token.meanings if meaning.kind in _MARKET)), dropped=tuple(old))


def alone(tokens: Sequence[Token]) -> bool:
    """Whether a market is named and nothing else is said."""
    return any(token.has(*_MARKET) for token in tokens) and all(token.has(*_BARE, *_MARKET) or _elliptic(token.text) for token in tokens)


def _elliptic(text: str) -> bool:
    """的呢, "what about": no word of where goods are from, nor of the goods."""
    pieces, place = atoms(text.casefold()), 0
    while place < len(pieces):
        end, meanings = lexicon().elliptic.longest(pieces, place)
        if not meanings:
            return False
        place = end
    return True


@cache
def _named() -> frozenset[Key]:
    return frozenset(map(keys, market_names()))


def _names_one(text: str) -> bool:
    said = keys(text)
    return any(_inside(name, said) for name in _named())


def _selling(cursor: Cursor) -> set[str]:
    """Past the words of selling here, with those that say nothing between; their kinds."""
    kinds: set[str] = set()
    for _ in range(_LONGEST):
        token = cursor.token
        if token is None or token.has("market", "market_name") or not token.has("selling", "towards", *(("filler", "stop") if kinds else ())):
            break
        kinds |= {kind for kind in ("selling", "towards") if token.has(kind)}
        cursor.place += 1
    return kinds


def _foreign(cursor: Cursor, said: str) -> bool:
    """Goods made there, or the pronoun "us"."""
    tokens = cursor.message.tokens
    beside = [token.text.lower() for token in (*tokens[max(0, cursor.start - 1) : cursor.start], *tokens[cursor.place : cursor.place + 1])]
    return said == "us" or any(word in _ELSEWHERE for word in beside)


def _trail(cursor: Cursor) -> None:
    """Past the words of selling behind it and the other markets of the same rules (欧洲市场卖, "a US baby brand")."""
    while (place := cursor.ahead("selling_after", skipping=_BETWEEN, most=3)) is not None:
        cursor.place = place + 1


def _meant(cursor: Cursor, markets: Iterable[str]) -> Found:
    """One condition a market (欧美 are two); what no rule tells of goods of the kind can't be checked."""
    category = cursor.message.category
    if category is None:
        return Found(cursor.place, notes=(("market", cursor.words),))
    known, goods = requirements(), kinds_of(cursor.message.vocabulary, category)
    found = [next((known[market, kind] for kind in goods if (market, kind) in known), None) for market in markets]
    needed = [each for each in found if each is not None]
    if not needed:
        return Found(cursor.place, notes=(("unchecked", cursor.words),))
    notes = tuple(("purpose", "\t".join((cursor.words, ", ".join(each.words), each.source))) for each in needed)
    return Found(cursor.place, conditions=tuple(_wanted(cursor, each.words) for each in needed), notes=notes)


def _wanted(cursor: Cursor, words: tuple[str, ...]) -> Condition:
    return condition("certification", "contains", words if len(words) > 1 else words[0], hard=cursor.hard, text=cursor.words)
