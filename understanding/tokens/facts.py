"""Standing facts: what the buyer says of himself, whatever he looks for (words/facts.yaml). "I run a boutique", 我们货发德国."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from ...schema.fact import Fact
from ..language.atom import Atom, atoms
from ..language.lexicon import LANGUAGES, load
from ..language.phrases import Meaning, Phrases
from .token import Token

_KINDS = ("shipping", "selling", "market_after", "needing", "between", "speaker", "own", "for", "of_it", "being", "whence")
_FEW = 4  # words between a verb and what it is about


@dataclass(frozen=True)
class Said:
    """`facts` with their words; `spans` of the text that tell them and are nothing to search by; `only` those of them that say nothing else,
    and so set no condition either."""

    facts: tuple[Fact, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    only: tuple[tuple[int, int], ...] = ()

    def apart(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """`tokens` with those that say nothing else as the end of a clause. Behind the goods in one clause ("earphones I can sell in Europe")
        they say which goods, too."""
        only = [span for span in self.only if not _of_goods(tokens, span[0])]
        inside = [any(start <= token.start and token.end <= end for start, end in only) for token in tokens]
        return tuple(replace(token, meanings=(Meaning("break"),)) if said else token for token, said in zip(tokens, inside, strict=True))


def _of_goods(tokens: Sequence[Token], start: int) -> bool:
    before = [token for token in tokens if token.end <= start]
    clause = before[next((place + 1 for place in range(len(before) - 1, -1, -1) if before[place].has("break")), 0) :]
    return any(token.has("category", "head") for token in clause)


@dataclass(frozen=True)
class _Place:
    """A phrase as it stands: atoms `start` to `end`, and what it may be."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    def has(self, *kinds: str) -> bool:
        return any(meaning.kind in kinds for meaning in self.meanings)

    def value(self, kind: str) -> str:
        return next(str(meaning.value) for meaning in self.meanings if meaning.kind == kind)


@cache
def fact_phrases(cities: bool = True) -> Phrases:
    """Every word that facts are told with, by its kind. Without `cities` those of which no word is ever a slip: there are too many of them."""
    words, phrases = load("facts"), Phrases()
    for code, row in words["markets"].items():
        for word in (*row["zh"], *row["en"]):
            phrases.add(word, Meaning("market", code))
        for word in row.get("cities", ()) if cities else ():
            phrases.add(word, Meaning("market", code), Meaning("city"))
    for kind in _KINDS:
        for word in (word for language in LANGUAGES for word in words[kind][language]):
            phrases.add(word, Meaning(kind))
    for trade, row in words["trades"].items():
        for kind in ("places", "says", "people"):
            for word in row[kind]:
                phrases.add(word, Meaning(kind, trade))
    return phrases


def said_of_himself(text: str, known: Sequence[Fact] = (), corrects: bool = False) -> Said:
    """Every fact in `text`. Where it `corrects`, a market named by itself puts the `known` one right."""
    pieces = atoms(text)
    places = list(_places(pieces))
    facts: list[Fact] = []
    kind: Literal["market", "trade"]
    spans: list[tuple[int, int]] = []
    only: list[tuple[int, int]] = []
    for number in range(len(places)):
        for kind, found in (("market", _market(places, number)), ("trade", _trade(places, number)), ("market", _there(places, number))):
            if found is None:
                continue
            values, first, last, whole = found
            start, end = pieces[places[first].start].start, pieces[places[last].end - 1].end
            facts += [Fact(kind=kind, value=value, text=text[start:end]) for value in values]
            spans.append((start, end))
            only += [(start, end)] if whole else []
    if corrects and not facts and (anew := _anew(places, known)):
        facts = [Fact(kind="market", value=code, text=text) for code in anew]
        spans = only = [(0, len(text))]
    once = {(fact.kind, fact.value): fact for fact in facts}
    return Said(tuple(once.values()), tuple(spans), tuple(only))


def _places(pieces: Sequence[Atom]) -> Iterator[_Place]:
    """The phrases of the text, longest first, and every other word as a place without meaning."""
    start = 0
    while start < len(pieces):
        end, meanings = fact_phrases().longest(pieces, start)
        if meanings and pieces[start].text == "us":
            meanings = ()  # the pronoun
        yield _Place(start, max(end, start + 1), meanings)
        start = max(end, start + 1)


_Found = tuple[list[str], int, int, bool]


def _market(places: Sequence[_Place], number: int) -> _Found | None:
    """Shipping or selling, and where to. Selling alone may be a wish too; with the speaker before it, it is said of him, as it is right behind where
    he sells: 做亚马逊美国站."""
    verb = places[number]
    if verb.has("market") and number and places[number - 1].has("says"):
        return [verb.value("market")], number, number, True
    if verb.has("market") and number + 1 < len(places) and places[number + 1].has("market_after"):
        return [verb.value("market")], number, number + 1, False
    if not verb.has("shipping", "selling"):
        return None
    at = _past(places, number + 1, "between")
    markets: list[str] = []
    last = number
    while at < len(places) and places[at].has("market"):
        markets.append(places[at].value("market"))
        last, at = at, _past(places, at + 1, "between")
    if not markets:
        return None
    behind = last + 1 < len(places) and places[last + 1].has("market_after")
    if verb.has("needing") and not behind:
        return None
    first = _speaker(places, number)
    return markets, number if first is None else first, last + behind, first is not None or verb.has("shipping")


def _speaker(places: Sequence[_Place], number: int) -> int | None:
    """Where he names himself, a few words before."""
    near = range(number - 1, max(-1, number - 1 - _FEW), -1)
    return next((place for place in near if places[place].has("speaker")), None)


def _trade(places: Sequence[_Place], number: int) -> _Found | None:
    """What he is, outright; or his shop: running one says it, buying "for the shop" says whom it is for as well."""
    place = places[number]
    if place.has("says"):
        return [place.value("says")], number, _whence(places, number), True
    if place.has("people") and (first := _he_is(places, number)) is not None:
        return [place.value("people")], first, _whence(places, number), True
    if not place.has("own", "for"):
        return None
    at = _past(places, number + 1, "of_it")
    if at >= len(places) or not places[at].has("places") or (place.has("own") and _speaker(places, number) is None):
        return None
    speaker = _speaker(places, number)
    first = number if speaker is None or place.has("for") else speaker
    return [places[at].value("places")], first, at, place.has("own")


def _he_is(places: Sequence[_Place], number: int) -> int | None:
    """Where "I am a" begins, a few words before: 我是杭州的批发商, "we're a small retailer"."""
    for at in range(number - 1, max(-1, number - 2 - _FEW), -1):
        if places[at].has("being"):
            return at if places[at].has("speaker") else at - 1 if at and places[at - 1].has("speaker") else None
    return None


def _whence(places: Sequence[_Place], number: int) -> int:
    """The end of where he is: from Hangzhou."""
    return number + 2 if number + 2 < len(places) and places[number + 1].has("whence") else number


def _there(places: Sequence[_Place], number: int) -> _Found | None:
    """Where his shop is: "an online shop in the US", 在美国开网店."""
    if not places[number].has("market"):
        return None
    after = next((place for place in range(number - 1, max(-1, number - _FEW), -1) if places[place].has("places")), None)
    runs = after is not None and any(places[place].has("own", "for") for place in range(max(0, after - _FEW), after))
    runs = runs or (number + 1 < len(places) and places[number + 1].has("own") and _trade(places, number + 1) is not None)
    return ([places[number].value("market")], number, number, True) if runs else None


def _anew(places: Sequence[_Place], known: Sequence[Fact]) -> list[str]:
    """The markets named instead of the known ones, where there is one known."""
    old = {fact.value for fact in known if fact.kind == "market"}
    named = [place.value("market") for place in places if place.has("market") and not place.has("city")]
    return [code for code in dict.fromkeys(named) if code not in old] if old else []


def _past(places: Sequence[_Place], at: int, kind: str) -> int:
    """Past a few words of a kind."""
    for _ in range(_FEW):
        if at < len(places) and places[at].has(kind) and not places[at].has("market", "places"):
            at += 1
    return at
