"""What a buyer's words wish of goods, by the needs of their trade: which words of records meet it, which break it, by which number it goes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from ...catalogue.quantities import parse_quantity
from ...dialogue.gradable import named_share
from ...language.bounds import MEASURES, stated
from ...models.embedding import Vectors, phrase_embedder
from ...models.embedding_cache import kept
from ...retrievers.analysis import normalise, words
from ...retrievers.lexicon import groups_by_word
from ...retrievers.trades import ANY, Need, trades
from ...schema.product import AttributeValue
from ...understanding.tokens.lacked import unwanted
from ...understanding.vocabulary.concepts import bare, concepts, concepts_of
from ..wording.called import called, framed, key, names_field

SHARED = 0.3
"""What words that both have count beside the cosine, the rarer in their trade the more."""
OWN, CLEAR = 0.56, 0.09
"""How near words must be to a way of asking of the goods' own trade; by how much nearer than to the next need."""
GENERAL, CLEARER = 0.7, 0.14
"""The same of what goes for all goods, where a word alone is no way to ask for what more words say: big numbers are nothing big."""
NEARER = 0.15
"""By how much a need of all goods must be nearer than those of the trade to stand before them."""
SAME, CERTAIN = 0.9, 1.0
"""From which on it is the same in other words, whatever is next; and so nearly that a reply may tell it as evidence."""
FEW = 3
"""Circumstances that are nearest to words."""
_COMPLAINS = re.compile(r"(?:太|老|总|容易|too\b|always\b|keeps?\b|gets?\b)")
_DENIES = re.compile(r"(?:不|无|没有?|免|非|(?:no|not|non|without|doesn't|don't|won't)[\s-]+)(?P<thing>.+)$")
_SEVERAL = re.compile(r"\s*(?:[/&,、,]|\band\b|和|与)\s*")
_LONGEST = 8
"""Chinese letters of a name of goods; words of one in English are at most half as many."""
Trades = tuple[str, ...]


class Aim(NamedTuple):
    """Numbers by their names, of which one that lies `at` so much of the span serves best: 1 is the most, 0 the least."""

    names: frozenset[str]
    at: float


class Meant(NamedTuple):
    """`say`: words of records that meet it; `instead`: those that break it."""

    say: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    aims: tuple[Aim, ...] = ()

    def number(self, attributes: Mapping[str, AttributeValue]) -> str | None:
        """The attribute by whose number it goes; None where none is stated."""
        return next(
            (name for aim in self.aims for name, value in attributes.items() if aim.names & _labels(name) and number(value) is not None), None
        )

    def at(self, attribute: str) -> float:
        """Where of that attribute's span it is best met."""
        return next(aim.at for aim in self.aims if aim.names & _labels(attribute))


def number(value: object) -> float | None:
    """Of a value that is one measure."""
    if isinstance(value, str):
        return None if (found := parse_quantity(value)) is None else found.number
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def served(at: float, own: float, every: Sequence[float]) -> float:
    """How well a number serves among others, from -1 to 1, by its place among them; 0 where all are alike."""
    below, beside = sum(each < own for each in every), sum(each == own for each in every)
    if beside == len(every):
        return 0.0
    return 1 - 2 * abs((below + (beside - 1) / 2) / (len(every) - 1) - at) / max(at, 1 - at)


@lru_cache(maxsize=4096)
def trades_of(called: tuple[str, ...], title: str = "") -> Trades:
    """Those that sell goods of one of these names, or most of whose goods are called so with more words; else of a name that the last words of one
    are, else of one that stands in the title."""
    parts = [part for name in called for part in (name, *_SEVERAL.split(name)) if part]
    alike = [other for part in parts for other in groups_by_word().get(part.casefold(), ())]
    whole, ends = _sold()
    tails = [tail for part in parts for tail in _tails(part)]
    tried = ((whole, [*parts, *alike]), (whole, _runs(title)), (ends, [*parts, *alike]), (whole, tails), (ends, title[-1:]))
    for names, found in tried:
        if trade := next((names[key(each)] for each in found if key(each) in names), ()):
            return trade
    return ()


@lru_cache(maxsize=4096)
def names_of(shelves: tuple[str, ...]) -> frozenset[str]:
    """What goods of these shelves are called: it tells of none of them that it meets a need."""
    return frozenset(normalise(each) for name in shelves for each in (name, *groups_by_word().get(name.casefold(), ())))


def meant(text: str, own: Trades) -> Meant | None:
    """A degree of a number, else the need that the words have a way to ask for, or nearly; None where they mean none clearly."""
    return _graded(normalise(text)) or known(text, own)


def is_plain(text: str, own: Trades) -> bool:
    """Whether what they mean rests on no likeness."""
    return _graded(normalise(text)) is not None or outright(text, own) is not None


@lru_cache(maxsize=8192)
def is_sure(text: str, own: Trades) -> bool:
    """Whether a reply may tell what they mean as evidence; a guess only ranks."""
    return is_plain(text, own) or _nearest(text, own, CERTAIN) is not None


@lru_cache(maxsize=8192)
def is_circumstance(text: str) -> bool:
    """Whether they tell of the buyer, of whom and what it is for, rather than of the goods: no record could state it."""
    said = phrase_embedder().queries([text])[0]
    of_buyer, of_goods = (float(np.sort(vectors @ said)[-FEW:].mean()) for vectors in _kinds())
    return of_buyer > of_goods and not any(one.amount.kind in MEASURES for one in stated(text))


@cache
def _kinds() -> tuple[Vectors, Vectors]:
    told = yaml.safe_load(Path(__file__).with_name("circumstances.yaml").read_text("utf-8"))
    return kept(phrase_embedder(), told["of_buyer"]), kept(phrase_embedder(), told["of_goods"])


@lru_cache(maxsize=8192)
def outright(text: str, own: Trades) -> Meant | None:
    """The need that these very words ask for: what is asked rests on no likeness."""
    for way in framed(normalise(text)):
        if (need := _exact(way, own)) is not None:
            return _of(need[1])
    thing = unwanted(text)
    if thing and (need := _exact(normalise(thing), own)) is not None:
        return _of(need[1], turned=not _complains(*need))
    return None


@lru_cache(maxsize=8192)
def known(text: str, own: Trades) -> Meant | None:
    """The need alone."""
    if (need := outright(text, own)) is not None:
        return need
    thing = unwanted(text)
    values = [found for each in (text, thing) if (found := called(each)) is not None and (found.others or each == thing)]
    if values or thing in _words(own) or (any(map(str.isdigit, text)) and _brief(_terms(text))):  # a measure or a value is what it is
        return None
    near = _nearest(text, own)
    return None if near is None else _of(near)


def _of(need: Need, turned: bool = False) -> Meant:
    most, least = (need.least, need.most) if turned else (need.most, need.least)
    aims = tuple(Aim(frozenset(map(key, names)), at) for names, at in ((most, 1.0), (least, 0.0)) if names)
    say, instead = (tuple(map(normalise, each)) for each in (need.say, need.instead))
    return Meant(instead, say, aims) if turned else Meant(say, instead, aims)


def _alike(one: Need, other: Need) -> bool:
    """Whether the same serves both."""
    met = ({*one.say, *one.most} & {*other.say, *other.most}) or {*one.least} & {*other.least}
    return bool(met) and not ({*one.say, *one.most} & {*other.instead, *other.least} or {*one.instead, *one.least} & {*other.say, *other.most})


@lru_cache(maxsize=256)
def _words(own: Trades) -> frozenset[str]:
    """Words of records by which these trades' needs are met or broken."""
    return frozenset(normalise(word) for trade in own for need in _needs(trade) for word in (*need.say, *need.instead))


def _complains(phrase: str, need: Need) -> bool:
    """Whether a way to ask for a need tells what is to be otherwise: too heavy, or shedding where "doesn't shed" asks for the same."""
    said = key(phrase)
    denied = (match["thing"] for other in (*need.asked, *need.say) if (match := _DENIES.match(normalise(other))))
    return _COMPLAINS.match(phrase) is not None or said in map(key, (*denied, *need.instead))


def _exact(phrase: str, own: Trades) -> tuple[str, Need] | None:
    said = key(phrase)
    return next((found for trade in (*own, ANY) if (found := _asked(trade).get(said)) is not None), None)


def _nearest(text: str, own: Trades, certain: float = 0.0) -> Need | None:
    """Of the goods' own trade, else of all goods; at least so `certain`."""
    scored = {}
    for general in (False, True):
        every: dict[int, tuple[float, Need]] = {}
        for trade in (ANY,) if general else own:
            for need, score in zip(_ways(trade).needs, _scores(text, trade), strict=True):
                every[id(need)] = max(every.get(id(need), (0.0, need)), (score, need), key=lambda one: one[0])
        scored[general] = sorted(every.values(), key=lambda one: -one[0])
    best = {general: each[0][0] if each else 0.0 for general, each in scored.items()}
    general = best[True] > best[False] + NEARER
    least, clear = (GENERAL, CLEARER) if general else (OWN, CLEAR)
    least = SAME if _brief(_terms(text)) else least
    if not scored[general]:
        return None
    (score, need), *others = scored[general]
    clearly = score >= SAME or all(score - other >= clear or _alike(need, one) for other, one in others)
    says_otherwise = not unwanted(text) and any(word in normalise(text) for word in need.instead)
    return need if score >= max(least, certain) and clearly and not says_otherwise else None


class _Ways(NamedTuple):
    """How a trade's needs are asked for, one phrase behind the other. Of each phrase `needs` has whose it is, `weights` that of all its terms
    and `short` whether it is but a word; `having` and `put` tell in which phrases a term stands, and what is asked for as it is or denied."""

    needs: tuple[Need, ...]
    vectors: Vectors
    weights: NDArray[np.float64]
    short: NDArray[np.bool_]
    rare: dict[str, float]
    having: dict[str, list[int]]
    put: dict[tuple[str, bool], list[int]]


@cache
def _ways(trade: str) -> _Ways:
    asked = [(need, phrase) for need in _needs(trade) for phrase in need.asked]
    terms = [_terms(phrase) for _, phrase in asked]
    having, put = dict[str, list[int]](), dict[tuple[str, bool], list[int]]()
    for place, (_, phrase) in enumerate(asked):
        for term in terms[place]:
            having.setdefault(term, []).append(place)
        put.setdefault(_put(phrase), []).append(place)
    rare = {term: log((len(asked) + 1) / (len(places) + 1)) for term, places in having.items()}
    return _Ways(
        tuple(need for need, _ in asked),
        kept(phrase_embedder(), [phrase for _, phrase in asked]),
        np.array([sum(rare[term] for term in own) for own in terms]),
        np.array([_short(own) for own in terms], np.bool_),
        rare,
        having,
        put,
    )


def _scores(text: str, trade: str) -> list[float]:
    """How near the words are to each way of asking."""
    ways, said = _ways(trade), _terms(text)
    unknown, shared = log(len(ways.needs) + 1), np.zeros(len(ways.needs))
    for term in said & ways.having.keys():
        shared[ways.having[term]] += ways.rare[term]
    whole = sum(ways.rare.get(term, unknown) for term in said) or 1.0
    found = ways.vectors @ phrase_embedder().queries([text])[0] + SHARED * shared / np.sqrt(whole * np.where(shared, ways.weights, 1.0))
    if trade == ANY and not _short(said):
        found[ways.short] = 0.0
    thing, denied = _put(text)
    found[ways.put.get((thing, not denied), [])] = 0.0  # who says "clicky" doesn't ask for what isn't
    if unwished := unwanted(text):  # "not" alone is near to each "not"
        of_it = np.zeros(len(found), np.bool_)
        of_it[[place for term in _terms(unwished) for place in ways.having.get(term, ())]] = True
        found[~of_it] = 0.0
    scores: list[float] = found.tolist()
    return scores


def _terms(text: str) -> frozenset[str]:
    """Words in Latin letters, and each Chinese letter."""
    return frozenset(part for word in words(text) for part in ((word.term,) if word.term.isascii() else word.term))


def _put(text: str) -> tuple[str, bool]:
    """What is asked for, and whether it is denied."""
    denied = _DENIES.match(normalise(text))
    return key(denied["thing"] if denied else text), denied is not None


def _short(terms: frozenset[str]) -> bool:
    """Whether it is but a word."""
    return len(terms) <= (1 if any(map(str.isascii, terms)) else 2)


def _brief(terms: frozenset[str]) -> bool:
    """Whether it is but a word with another: a value, rather than a wish."""
    return len(terms) <= (2 if any(map(str.isascii, terms)) else 4)


@lru_cache(maxsize=1024)
def _graded(text: str) -> Meant | None:
    """A degree of a number that is named by its field: of a middling height."""
    found = named_share(text)
    return Meant(aims=(Aim(frozenset((key(found[0]), *_called_alike(found[0]))), found[1]),)) if found is not None and names_field(found[0]) else None


def _called_alike(name: str) -> Iterator[str]:
    said = key(name)
    return (key(each) for concept in concepts() if said in map(key, concept.names) for each in concept.names)


@lru_cache(maxsize=4096)
def _labels(attribute: str) -> frozenset[str]:
    """All that an attribute is called."""
    own = {key(attribute.replace("_", " ")), key(" ".join(bare(attribute)))}
    known = concepts_of([attribute])
    return frozenset(own.union(key(name) for concept in concepts() if concept.name in known for name in concept.names))


@cache
def _needs(trade: str) -> tuple[Need, ...]:
    return next((one.needs for one in trades() if one.name == trade), ())


@cache
def _asked(trade: str) -> dict[str, tuple[str, Need]]:
    return {key(phrase): (phrase, need) for need in reversed(_needs(trade)) for phrase in need.asked}


@cache
def _sold() -> tuple[dict[str, Trades], dict[str, Trades]]:
    """By each name of goods the trades that sell them; and by the last words of longer names the trade that has most that end so."""
    whole, ends = dict[str, Trades](), dict[str, Counter[str]]()
    for trade in trades():
        for name in (name for row in trade.goods for name in row):
            whole[key(name)] = tuple(dict.fromkeys((*whole.get(key(name), ()), trade.name)))
            for tail in _tails(name):
                ends.setdefault(key(tail), Counter())[trade.name] += 1
    return whole, {tail: (counts.most_common(1)[0][0],) for tail, counts in ends.items()}


def _tails(name: str) -> Iterator[str]:
    """The longest first."""
    parts = name.split() if name.isascii() else list(name)
    joined = " " if name.isascii() else ""
    yield from (joined.join(parts[at:]) for at in range(1, len(parts)))


def _runs(title: str) -> Iterator[str]:
    """What stands in a title side by side, the longest first, the last first."""
    plain = normalise(title)
    latin = re.findall(r"[a-z0-9]+", plain)
    for size in range(_LONGEST, 1, -1):
        yield from (plain[at : at + size] for at in range(len(plain) - size, -1, -1) if not plain[at : at + size].isascii())
        if size <= _LONGEST // 2:
            yield from (" ".join(latin[at : at + size]) for at in range(len(latin) - size, -1, -1))
    yield from reversed(latin)
