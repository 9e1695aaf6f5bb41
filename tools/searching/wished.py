"""Wishes that no field is for: products whose records say what is wished for come first, those that say another thing in its place last."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from math import inf
from typing import TypeVar

from ...catalogue.catalogue import Catalogue
from ...catalogue.verdicts import NEGATIVE
from ...retrievers.harm import harmless
from ...retrievers.ranking import LIKED
from ...schema.candidate import Candidate
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.product import Product
from ...understanding.tokens.lacked import unwanted
from ...understanding.vocabulary.concepts import concepts_of
from ..decisions.told import Told
from ..wording.called import for_whom
from .buyable import POORLY, lots, out_of_reach, poor, several, usual
from .meanings import Meanings
from .needs import number, served, trades_of
from .wish import MachineWish, Record, Wish, wish

STATED = 2
"""What a wish counts that a field meets: as much as one that a title has."""
TOO_WEAK = 4
"""The same that they don't bear what was told of the case: a post for 5 kg, of a cat of 7.5."""
FAR = 2
"""Times as many people, or as old, as who it is for."""
NAMED = 1.5
"""What it counts that goods are called by all that the buyer calls them: more than that several must be bought."""
AS_WELL = 0.9
"""Of how much the best of those found are called so."""
HALF = 0.5
"""Of a wish that no record says wholly: as much of it counts."""
LOOKED_AT = 12
"""Of the first so many the titles are read: to read all costs more than the search."""
SEVERAL = 3
"""Goods that are left without those of which only a description says what isn't wanted: it may speak of another thing."""
Place = TypeVar("Place")


class Refused(IntEnum):
    """How plainly goods are said to be what isn't wanted."""

    NOT = 0
    DESCRIBED = 1
    STATED = 2
    SHELVED = 3


NOTED = ("unread", "unchecked")
"""Kinds of note that quote a wish which no field is for."""


class Records:
    """The records of goods in the buyer's language, each read once for all that is asked of it; of goods of all trades (`mixed`) no trade's needs are
    read."""

    def __init__(self, catalogue: Catalogue, language: str, *, mixed: bool = False) -> None:
        self._catalogue, self._language, self._mixed = catalogue, language, mixed
        self._read: dict[str, Record] = {}

    def products(self, candidates: Sequence[Candidate]) -> dict[str, Product]:
        return {each.id: each for each in self._catalogue.products([one.product_id for one in candidates])}

    def of(self, product: Product) -> Record:
        if product.id not in self._read:
            record = Record.of(product, self._language)
            self._read[product.id] = replace(record, trades=(), answers={}) if self._mixed else record
        return self._read[product.id]


def wishes(need: Need, noted: Iterable[tuple[str, str]] = ()) -> tuple[Wish, ...]:
    """Those that stand, those that the message is noted to say, and for whom it is."""
    said = dict.fromkeys((*need.words, *(text for kind, text in noted if kind in NOTED)))
    return (*map(wish, said), *((wish(need.audience, audience=True),) if need.audience else ()))


def ranking(need: Need, noted: Iterable[tuple[str, str]] = ()) -> tuple[Wish, ...]:
    """The same, and how old who it is for is, in words that records have; for whom it is tells what the goods are called too: a cat bed."""
    whom = (wish(need.query, audience=True),) if not need.audience and for_whom(need.query) else ()
    told = ((name, need.case[name]) for name in ("age_years", "age_months") if name in need.case)
    return (*wishes(need, noted), *whom, *(wish(f"{number:g} {name.removeprefix('age_')} old") for name, number in told))


def wanted(need: Need) -> Need:
    """The need with what is wanted alone, to rank by: words for what isn't come near to just that."""
    return need.model_copy(update={"words": tuple(text for text in need.words if not unwanted(text))})


def liked_first(
    candidates: Sequence[Candidate],
    wished: Sequence[Wish],
    need: Need,
    recorded: Records,
    said: Collection[str] = (),
    meanings: Meanings | None = None,
) -> tuple[Candidate, ...]:
    """In their order, by how far each meets more of what is wished for, in words or of a field, than it says otherwise of; what no record has words
    for by the values that `meanings` finds near to it; against each, that who wants one must take many, and that its buyers don't like it. Behind
    them come those that can't be had in the number wanted, then those whose records say more against what is wished for than for it, those that are
    for other people, and last of the first `LOOKED_AT` those whose titles belie their fields: a cartridge called magenta and filed as black."""
    counted = counting(wished, need, said)
    products = recorded.products(candidates)
    rated = usual(products.values())
    records = {name: recorded.of(each) for name, each in products.items()} if counted else {}
    stated = {one.name for one in need.active if not one.hard}
    borne = {one.name for one in need.active if not one.hard and _is_borne(one)}
    said_of = {each: tuple(each.told(record) for record in records.values()) for each in counted}
    counted = tuple(each for each, own in said_of.items() if not any(own) or own not in [*said_of.values()][: [*said_of].index(each)])  # once
    told = {name: [said_of[each][place] for each in counted] for place, name in enumerate(records)}
    by_number = [] if need.sort else [found[1] for each in counted if (found := served_by(each, records)) is not None]
    unsaid = [each for place, each in enumerate(counted) if not isinstance(each, MachineWish) and not any(own[place] for own in told.values())]
    leans = [(near, each) for each in unsaid if meanings and (near := meanings.leaning(each.unwanted or each.text, need.category))]
    meant = [each for _, each in leans]
    shares = [{name: each.share(record) for name, record in records.items()} for each in unsaid if not (each.unwanted or each in meant)]
    most = [(own, max(own.values())) for own in shares if own]
    mostly = [{name for name, share in own.items() if share == best} for own, best in most if best >= HALF]
    mostly = [names for names in mostly if len(names) <= HALF * len(records)]

    called = {one.product_id: _called(one) for one in candidates}
    most_called = max(called.values(), default=0.0)

    def place(one: Candidate) -> tuple[bool, bool, bool, float]:
        product = products.get(one.product_id)
        if product is None:
            return False, False, False, 0
        for_others = any(each.audience and own is not None and not own.met for each, own in zip(counted, told.get(product.id, ()), strict=False))
        said = sum(each.counts(own) for each, own in zip(counted, told.get(product.id, ()), strict=False) if own is not None)
        by_words: float = said + sum(product.id in names for names in mostly)
        by_words += sum(STATED * each.get(product.id, 0.0) for each in by_number)
        by_meaning = sum(-STATED if each.unwanted else 1 for near, each in leans if _states(product, near))
        against = 0 if need.sort else lots(product, need) + several(product, need) + POORLY * poor(product, rated)
        against += TOO_WEAK * len(borne.intersection(one.failed)) + STATED * sum(_is_for_others(each, product) for each in need.hard)
        by_name = 0.0 if need.sort or not most_called else NAMED * (called[one.product_id] >= AS_WELL * most_called)
        by_fields = len(stated.intersection(one.met)) + one.parts.get("wishes", 0.0) / LIKED["wishes"]  # with what guides say of the case
        likes = by_name + by_words + by_meaning + STATED * by_fields - against
        wanting = not need.sort and out_of_reach(product, need)
        return for_others, said < 0, wanting, 0 if need.sort and not counted else -likes

    first = sorted(candidates, key=place)
    filed = [one for one in need.hard if any(_stated(one))]
    if filed:
        head = sorted(first[:LOOKED_AT], key=lambda one: one.product_id in products and any(belied(recorded.of(products[one.product_id]), filed)))
        first = [*head, *first[LOOKED_AT:]]
    return tuple(first)


def _called(one: Candidate) -> float:
    """How much of what the buyer calls the goods it is called by; 0 where that only names the shelf."""
    return 0.0 if "called" in one.parts else max(one.parts.get("words", 0.0) + one.parts.get("said", 0.0), 0.0)


def belied(record: Record, filed: Iterable[Condition]) -> Iterator[tuple[Condition, Told]]:
    """The conditions of which the title says otherwise than the field that was asked for."""
    for one in filed:
        yield from ((one, title) for each, meant in _stated(one) if (title := each.titled(record)) is not None and title.met is not meant)


def served_by(one: Wish, records: Mapping[Place, Record]) -> tuple[str, dict[Place, float]] | None:
    """The attribute by whose number the wish goes, as most state it, and how well each serves that does; None where none does."""
    named = {place: name for place, record in records.items() if (name := one.number(record)) is not None}
    most = max(named.values(), key=[*named.values()].count, default="")
    stated = {place: value for place, name in named.items() if name == most and (value := number(records[place].attributes[name])) is not None}
    need = next((meant for place in stated if (meant := one.meant(records[place].trades)) is not None), None)
    if need is None:
        return None
    every = sorted(stated.values())
    return most, {place: served(need.at(most), value, every) for place, value in stated.items()}


def _is_borne(one: Condition) -> bool:
    """Whether it is what goods must bear, or from which age on they are."""
    return (one.op == ">=" and one.field.startswith("attr.max_")) or (one.op == "<=" and one.field.startswith("attr.age_min_"))


def _is_for_others(one: Condition, product: Product) -> bool:
    """Whether goods that meet a bound are for many more people than it tells, or for much younger children: a tent for eight, of two."""
    name, bound = one.field.removeprefix("attr."), number(one.value)
    own = number(product.attributes.get(name)) if bound is not None else None
    if own is None or bound is None or one.field == name:
        return False
    return own > FAR * bound if one.op == ">=" and "people" in concepts_of([name]) else one.op == "<=" and "age_min_" in name and own * FAR < bound


def liked_misses(misses: Sequence[Candidate], wished: Sequence[Wish], need: Need, recorded: Records) -> tuple[Candidate, ...]:
    """Those that miss as much in the same way, where no number, and no share of a material, tells which is nearer; where one does, those that are
    otherwise than wished come last."""
    measured = {one.name for one in need.hard if one.shares or (isinstance(one.value, (int, float)) and not isinstance(one.value, bool))}
    if any(measured.intersection(one.failed) for one in misses):
        soft, first = {one.name for one in need.active if not one.hard}, len(misses[0].failed) + len(misses[0].unknown)
        otherwise = {one.product_id for one in misses if len(soft.intersection(one.met)) < len(soft.intersection(one.failed))}
        return tuple(sorted(misses, key=lambda one: (len(one.failed) + len(one.unknown) > first, one.product_id in otherwise)))
    return tuple(sorted(liked_first(misses, wished, need, recorded), key=lambda one: one.harm))


def just_asked_first(near_misses: Sequence[Candidate], need: Need) -> tuple[Candidate, ...]:
    """Near misses that have what this turn asked for ("anything from Logitech?") before those that only have the older conditions."""
    asked = {condition.name for condition in need.hard if condition.status == "current" and not harmless(condition)}
    return _each_way(sorted(near_misses, key=lambda one: len(asked & {*one.failed, *one.unknown})), need)


def _each_way(near_misses: Sequence[Candidate], need: Need) -> tuple[Candidate, ...]:
    """Of those that miss the fewest conditions the nearest of each that may be given up, in turn: which matters less is for the buyer to say."""
    hard = {condition.name for condition in need.hard if not harmless(condition)}
    missed = [hard.intersection((*one.failed, *one.unknown)) for one in near_misses]
    fewest, seen, places = min(map(len, missed), default=0), Counter[frozenset[str]](), list[float]()
    for each in missed:
        way = frozenset(each)
        places.append(seen[way] if len(way) == fewest else inf)
        seen[way] += 1
    return tuple(one for _, one in sorted(zip(places, near_misses, strict=True), key=lambda pair: pair[0]))


def _states(product: Product, near: Condition) -> bool:
    own = product.attributes.get(near.field.removeprefix("attr."))
    values = own if isinstance(own, tuple) else (own,)
    return isinstance(near.value, tuple) and any(str(value) in near.value for value in values)


def _stated(one: Condition) -> Iterator[tuple[Wish, bool]]:
    """What a condition of words wants, and what it refuses."""
    texts = [each for each in (one.value if isinstance(one.value, tuple) else (one.value,)) if isinstance(each, str)]
    if not texts or not (one.field == "brand" or one.field.startswith("attr.")):
        return
    if one.op in NEGATIVE:
        yield from ((wish(each), False) for each in texts)
    else:
        yield wish(one.text or "/".join(texts)), True


def unrefused(found: Sequence[Candidate], wished: Sequence[Wish], need: Need, recorded: Records, *, near: bool = False) -> tuple[Candidate, ...]:
    """Without what the buyer said he doesn't want, as it lies on a shelf of that name, as title and fields state it or, where `SEVERAL` are left, as
    it is described. What he himself calls the goods stays, and so do all that are found where each is so; of what is `near` nothing stays."""
    barred = [each for each in wished if each.bars and (near or not each.names(need.query))]
    if not barred:
        return tuple(found)
    known = recorded.products(found)
    told = {name: _refused(product, barred, need.language, recorded) for name, product in known.items()}

    def under(most: Refused) -> tuple[Candidate, ...]:
        return tuple(one for one in found if told.get(one.product_id, Refused.NOT) < most)

    silent, unstated = under(Refused.DESCRIBED), under(Refused.STATED)
    return unstated if near else silent if len(silent) >= SEVERAL else unstated or under(Refused.SHELVED)


def _refused(product: Product, barred: Sequence[Wish], language: str, recorded: Records) -> Refused:
    """How plainly it is said to be what isn't wanted; what is meant by other words than its own only ranks."""
    record, shelves = recorded.of(product), _shelves(product, language)
    if any(each.names(shelves) for each in barred):
        return Refused.SHELVED
    against = [told.stated for each in barred if (told := each.in_own_words(record)) is not None and not told.met]
    return Refused.STATED if any(against) else Refused.DESCRIBED if against else Refused.NOT


def _shelves(product: Product, language: str) -> str:
    return " / ".join((*product.category, *product.text(language).category))


def counting(wished: Iterable[Wish], need: Need, said: Collection[str] = ()) -> tuple[Wish, ...]:
    """Those that come before an order that was asked for: what is one of a kind, as in the cheapest grey one, and no word of an occasion; what is
    `said` behind the order too."""
    trades = trades_of((need.category,)) if need.category else ()
    settled = {each.text for each in wished if need.sort and (meant := each.meant(trades)) is not None and meant.say and meant.instead}
    return tuple(each for each in wished if each.of_a_kind or not need.sort or each.text in (*said, *settled))


def liking(record: Record, wished: Iterable[Wish]) -> int:
    return sum(each.counts(told) for each in wished if (told := each.told(record)) is not None)
