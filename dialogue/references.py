"""Reference resolution: which products a pointer means, of all that was shown, spoken of or ordered, the most salient first.

A pointer counts in the list last shown of its goods, and there in what the reply named; an ordinal beyond that in the cards behind it. Of goods of
which one was seen any number is that one; a list of one gives way to the last of the same goods that has as many as the pointer needs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

from ..retrievers.analysis import words as content
from ..schema.condition import Condition
from ..schema.need import Need
from ..schema.product import Product
from ..schema.purchase import Item
from ..schema.reference import Place, Reference, Shown
from ..understanding.references.matching import Records, described, fit
from ..understanding.references.resolution import Resolution
from ..understanding.references.resolution import merged as merge
from .topics import Dialogue, called, need_of

SHARED = 0.6
"""The share of its own title that the plain one has in common with the other's."""
Number = Decimal | float | int
Rank = tuple[Number, int]
NAMED = 5
"""Products of a list that the reply names."""
FULLY = 0.95
"""The share of a description from which on a list matches all of it."""
MANY = 5
"""Products of the catalogue that words not of the list may name together."""
_DESCRIBED = ("described", "focus", "all")


def resolve(references: Sequence[Reference], now: Dialogue, records: Records) -> Resolution:
    """The products that the references mean together, in the order of the message, without those of `excluding` references. Descriptions that match
    nothing are ignored if others match."""
    pointers = [_called_so(each, now, records, several=len(references) > 1) for each in _without_bare_owners(references)]
    talk, merged, away = Salience(now, records, _least([each for each in pointers if each.place is None])), Resolution(), list[str]()
    lost, unmatched = list[Resolution](), list[Reference]()
    for reference in pointers:
        named = (*merged.product_ids, *away)
        if (nothing := _unmatched(reference, pointers, talk)) is not None and _plainer(reference, talk, named) is None:
            lost.append(nothing)
            continue
        if reference.kind == "other":
            one = _other(reference, talk, named)
        else:
            at = talk.focused_on(talk.listed(reference)) if _counts_in_list(reference, pointers) else talk
            one = _plainer(reference, talk, named) or _one(_as_pair(reference, talk, named), at)
        if one.outcome != "resolved":
            return one
        if reference.excluding:
            away += one.product_ids
        else:
            merged = merge(merged, one)
            unmatched += one.lost
    if lost and merged.outcome == "none":
        return lost[0]
    merged = merged.model_copy(update={"lost": (*(each.reference for each in lost if each.reference is not None), *unmatched)})
    found = _without(merged, away, references, talk)
    again = next((each.place for each in references if each.place is not None and each.place.again), None)
    return found if again is None or found.outcome != "resolved" else found.model_copy(update={"shown": list_of(again, now.shown)})


def single(references: Sequence[Reference], now: Dialogue, records: Records) -> str | None:
    """The one product that the references mean; None for none, or several."""
    found = resolve(references, now, records)
    return found.product_ids[0] if found.outcome == "resolved" and len(found.product_ids) == 1 else None


def these(ids: Sequence[str], reference: Reference | None = None) -> Reference:
    """A pointer at the products by their ids, in the words of `reference` and by its order."""
    named, own = Condition(id="c0", field="product", op="in", value=tuple(ids)), reference or Reference(kind="described")
    return Reference(kind="described", conditions=(named,), count=0, text=own.text, sort=own.sort)


@dataclass(frozen=True)
class Salience:
    """What pointers can mean. `least`: the number of products that the message needs in the list that it counts in."""

    now: Dialogue
    records: Records
    least: int = 0

    @property
    def focus(self) -> tuple[str, ...]:
        return tuple(self.now.focus)

    def focused_on(self, ids: tuple[str, ...]) -> "Salience":
        return replace(self, now=replace(self.now, focus=ids))

    @property
    def everything(self) -> tuple[str, ...]:
        """All products shown, talked about or in the order."""
        groups = (*(one.product_ids for one in self.now.shown), *_groups(self.now), *(item.shown for item in self.now.order.items))
        return tuple(dict.fromkeys(each for group in groups for each in group))

    def listed(self, reference: Reference) -> tuple[str, ...]:
        """The list that the reference counts in: the one it names, else the newest that holds the focus, else the last."""
        shown = self.now.shown
        if reference.place is None:
            holding = [one for one in shown if set(self.focus) <= set(one.product_ids)] or list(shown)
            return self._seen(self._enough(holding[-1], self.least), reference) if holding else self.focus
        if reference.place.every:
            return self.everything
        if (found := list_of(reference.place, shown)) is not None:
            return self._seen(self._enough(found, _least([reference])), reference)
        return next((item.shown for item in self.now.order.items if is_of(item, reference.place.about)), ())

    def _enough(self, listed: Shown, least: int) -> Shown:
        """`listed`; if it has a single product and more are needed, the newest earlier list of the same goods, and no others, that has enough."""
        if len(listed.told) != 1 or least < 2:
            return listed
        alike = (one for one in reversed(self.now.shown) if one.turn < listed.turn and _goods(one) == _goods(listed))
        alike = (one for one in alike if {self._kind(each) for each in one.told} == {self._kind(listed.told[0])})
        return next((one for one in alike if len(one.told) >= least), listed)

    @staticmethod
    def _seen(listed: Shown, reference: Reference) -> tuple[str, ...]:
        """What the buyer saw of the list: what its reply named, and the cards behind it where he counts so far."""
        return listed.product_ids if len(listed.told) > 1 and (reference.ordinal or 0) > len(listed.told) else listed.told

    def latest(self, ids: Sequence[str]) -> str | None:
        """The one of these that was talked about last."""
        there = (tuple(each for each in group if each in ids) for group in _groups(self.now))
        return next((group[0] for group in there if len(group) == 1), None)

    def named(self, among: Sequence[str] | None = None) -> Iterator[tuple[str, ...]]:
        """The groups talked about, newest first, with those named one after the other; `among` these alone. What is of other goods than several in
        focus was not named with them."""
        alone = list[str]()
        for group in _groups(self.now):
            if among is None or {*group} <= {*among}:
                yield group
                if len(group) == 1 and group[0] not in alone and (not self.kinds or self._kind(group[0]) in self.kinds):
                    alone.insert(0, group[0])
                    yield tuple(alone)

    def several(self, count: int, listed: tuple[str, ...], place: Place | None) -> Iterator[tuple[str, ...]]:
        """Groups of so many products: those in focus, those of the list shown last, those of the order, and before the list where one of it was
        taken, those named last, those of the list, and one of each of so many kinds of goods."""
        order = [listed]
        if place is None:
            last = not self.now.shown or listed == self.now.shown[-1].told
            taken = len(self.focus) == 1 and self.focus[0] in listed
            wanted = tuple(item.pick for item in looked_at(self.now) if item.wanted and item.pick is not None and len(self.kinds) != 1)
            order = [self.focus, *([wanted] if taken else []), *([listed] if last else []), wanted]
        yield from (group for group in (*order, *self.named(listed if place is not None else None), listed) if len(group) == count)
        goods = looked_at(self.now, count) if place is None and len(self.kinds) != 1 else []
        if goods and (any(item.chosen for item in goods) or len(goods) == len(looked_at(self.now, len(goods) + 1) or goods)):
            yield tuple(item.pick for item in goods if item.pick is not None)

    def pair(self, listed: Sequence[str]) -> tuple[str, ...]:
        """The last two named of the current list; () if none were and the list has more."""
        return next((group for group in (self.focus, *self.named(listed), tuple(listed)) if len(group) == 2), ())

    @property
    def kinds(self) -> set[str]:
        """The kinds of several products in focus."""
        return {self._kind(each) for each in self.focus} if len(self.focus) > 1 else set()

    def of_goods(self, about: str, listed: tuple[str, ...]) -> tuple[str, ...]:
        """All products of such goods, those of the list first: shown in other lists, or in the order."""
        lists = [one.product_ids for one in reversed(self.now.shown) if about in (one.category, one.query)]
        bought = [item.shown for item in self.now.order.items if is_of(item, about)]
        return tuple(dict.fromkeys([*listed, *(each for ids in (*lists, *bought) for each in ids)]))

    def _kind(self, product_id: str) -> str:
        product = self.records.product(product_id)
        return product.category[-1] if product is not None and product.category else ""


def _groups(now: Dialogue) -> list[tuple[str, ...]]:
    """The products talked about together, newest first."""
    return [tuple(now.focus), *reversed([tuple(group) for group in now.talked])]


def _alone(now: Dialogue) -> tuple[str, ...]:
    """The products talked about alone, newest first."""
    return tuple(dict.fromkeys(group[0] for group in _groups(now) if len(group) == 1))


def looked_at(now: Dialogue, count: int = 0) -> list[Item]:
    """The goods of which something may be taken, each with the product of it that was talked about last; of so many (`count`) those looked at last,
    with goods that were only listed beside others, and none where they are fewer."""
    found = [item for item in now.order.items if item.pick is not None]
    if len(found) < count:
        listed = {one.category or one.query: one for one in now.shown if one.product_ids}.values()
        seen = [Item(need=Need(category=one.category, query=one.query), shown=one.product_ids, pick=one.product_ids[0]) for one in listed]
        found += [one for one in seen if not any(item.of(one.need) for item in found)]
    meant = [(item, next((each for each in _alone(now) if each in item.shown), None)) for item in found]
    found = [item if pick is None else item.model_copy(update={"pick": pick, "chosen": True}) for item, pick in meant]
    return found[-count:] if count <= len(found) else []


def _goods(listed: Shown) -> tuple[str | None, str]:
    """The goods of a list: its category, else its query."""
    return listed.category, listed.category or listed.query


def is_of(item: Item, about: str) -> bool:
    """Whether the order has it for such goods, with products."""
    return bool(about and item.shown) and called(item.need, about)


def list_of(place: Place | None, shown: Sequence[Shown]) -> Shown | None:
    """The list meant by `place`; None if no such list was shown."""
    if not shown:
        return None
    if place is None:
        return shown[-1]
    if place.about:
        places = [n for n, one in enumerate(shown) if place.about in (one.category, one.query) and (one.product_ids or place.before)]
        newest = [n for n in places if shown[n].turn == shown[places[-1]].turn] if places else []  # a turn's own list is its first
        found = (places[0] if place.back < 0 else newest[0]) if places else None
        if found is None or (place.before and found == 0):
            return None
        return _earlier(shown, found) if place.before else shown[found]
    if len(shown) == 1:
        return shown[0]
    index = len(shown) - 1 - place.back if place.back >= 0 else -place.back - 1
    return shown[index] if 0 <= index < len(shown) else None


def unseen(reference: Reference, now: Dialogue) -> bool:
    """Whether it is of goods that were never listed."""
    place = reference.place
    known = place is not None and (list_of(place, now.shown) is not None or any(is_of(item, place.about) for item in now.order.items))
    return place is not None and bool(place.about) and not place.before and not known


def _earlier(shown: Sequence[Shown], found: int) -> Shown | None:
    """The list before the run of lists about the same goods, skipping searches that found nothing."""
    of = (shown[found].category, shown[found].query)
    before = shown[:found]
    while before and (not before[-1].product_ids or (before[-1].category == of[0] and (of[0] is not None or before[-1].query == of[1]))):
        before = before[:-1]
    return before[-1] if before else None


def _least(pointers: Sequence[Reference]) -> int:
    """The number of products that a list must have to be counted in: "the second", "the cheapest" and "the other one" need two."""
    return max((abs(each.ordinal or 2) for each in pointers if each.kind in ("ordinal", "extreme", "other")), default=0)


def _unmatched(reference: Reference, pointers: Sequence[Reference], talk: Salience) -> Resolution | None:
    """The resolution of a description that matches nothing of its list, beside references to something else; None otherwise."""
    if reference.kind != "described" or reference.excluding or len(pointers) < 2:
        return None
    listed = _chosen(reference, talk) or _describing(reference, talk)
    if not listed or _fitting(reference, listed, talk):
        return None
    return Resolution(outcome="impossible", reference=reference, available=len(listed))


def _describing(reference: Reference, talk: Salience) -> tuple[str, ...]:
    """The list that the reference counts in. A description takes the one that matches most of it: the list in hand first, then the newest, at last
    everything shown; where it names goods, of the lists of these."""
    listed, place = talk.listed(reference), reference.place
    if not (reference.words or reference.conditions) or (place is not None and (not place.about or place.before or place.back)):
        return listed
    others = [one.product_ids for one in reversed(talk.now.shown) if place is None or place.about in (one.category, one.query)]
    near = [talk.focus] if len(talk.focus) > 1 and place is None else []
    lists = list(dict.fromkeys([*near, listed, *others, *([talk.everything] if place is None else [])]))
    shares = [found.share if found.ids else 0.0 for found in (fit(reference, ids, talk.records) for ids in lists)]
    if any(shares):
        return lists[next((place for place, share in enumerate(shares) if share >= FULLY), shares.index(max(shares)))]
    return next((ids for ids in lists if reference.words and talk.records.nearest(ids, " ".join(reference.words))), listed)


def _plainer(reference: Reference, talk: Salience, named: Sequence[str]) -> Resolution | None:
    """The resolution of "the plain one" beside a product that is named or in focus; None if the reference asks for no plain one."""
    beside = tuple(named) or talk.focus
    listed = talk.listed(reference.model_copy(update={"words": ()}))
    found = _plain_of(reference, listed, beside, talk.records) if len(beside) == 1 else None
    return Resolution(outcome="resolved", product_ids=(found,)) if found is not None else None


def _counts_in_list(reference: Reference, pointers: Sequence[Reference]) -> bool:
    """True for an extreme of the whole list ("the cheapest") beside a product picked from it."""
    picked = any(each.kind in ("described", "ordinal") and each.place is None and not each.calls for each in pointers)
    return reference.kind == "extreme" and reference.place is None and not reference.pair and picked


def _without_bare_owners(references: Sequence[Reference]) -> Sequence[Reference]:
    """The references without a bare "the factory" if the message says whose it is: the factory of the first one."""
    others = [each for each in references if each.kind not in ("supplier", "brand") or each.ordinal is not None or each.excluding]
    return others if any(each.kind == "ordinal" and each.place is None for each in others) else references


def _as_pair(reference: Reference, talk: Salience, named: Sequence[str]) -> Reference:
    """ "Both" after a product named in the message: that one and the one in focus."""
    pair = tuple(named) if len(named) == reference.count else tuple(dict.fromkeys([*talk.focus, *named]))
    if reference.kind != "all" or not named or len(pair) != reference.count or (pair != tuple(named) and len(talk.focus) != 1):
        return reference
    return these(pair, reference)


def _without(merged: Resolution, away: Sequence[str], references: Sequence[Reference], talk: Salience) -> Resolution:
    """The products of the list without those excluded, or of `merged` if something else is named."""
    if not away:
        return merged
    excluding = next(each for each in references if each.excluding)
    whole = merged.product_ids or talk.listed(excluding)
    left = tuple(each for each in whole if each not in away)
    if not left:
        return Resolution(outcome="impossible", reference=excluding, available=len(whole))
    return merged.model_copy(update={"outcome": "resolved", "product_ids": left})


def _called_so(reference: Reference, now: Dialogue, records: Records, *, several: bool) -> Reference:
    """What nothing shown is called is the product of the catalogue of that name, within what may be paid; of `several` the first of each."""
    place, new = reference.place, unseen(reference, now)
    tells = bool(reference.words or reference.conditions) and not (reference.calls or reference.excluding)
    if not tells or reference.kind not in _DESCRIBED or (place is not None and not new and place.about in reference.words):
        return reference
    told = reference.model_copy(update={"kind": "described", "words": (reference.text,) if new else reference.words, "place": None, "count": 0})
    if any(described(told, one.product_ids, records) for one in now.shown):
        return told if new else reference
    if (theirs := _looked_for(reference, now)) is not None:
        return these([theirs], reference)
    listed = list_of(place, now.shown) if place is not None else None
    shelf = listed.category if listed is not None else now.need.category if now.need is not None else None
    ids = records.named(told.words, shelf, told.conditions)
    ids = _within_limits(ids, now, records) or ids
    if several or listed is not None:
        ids = [each for each in ids if shelf is None or ((product := records.product(each)) is not None and shelf in product.category)]
    ids = ids[:1] if several else ids
    return these(ids, reference) if 0 < len(ids) <= MANY else reference


def _looked_for(reference: Reference, now: Dialogue) -> str | None:
    """What was shown for whom the words name ("the one for mum"): of the list for them the one talked about last, else its first."""
    whom = " ".join(reference.words).casefold()
    lists = [one for one in now.shown if one.audience and one.product_ids and (one.audience.casefold() in whom or whom in one.audience.casefold())]
    if not whom or not lists:
        return None
    return next((each for each in _alone(now) if any(each in one.product_ids for one in lists)), lists[-1].product_ids[0])


def _within_limits(ids: Sequence[str], now: Dialogue, records: Records) -> list[str]:
    """Those within what may be paid."""
    hard = now.need.hard if now.need is not None else ()
    most = [float(one.value) for one in hard if one.field == "price" and one.op in ("<", "<=") and isinstance(one.value, (int, float))]
    prices = {each: product.price_at(None) for each in ids if (product := records.product(each)) is not None}
    return [each for each, price in prices.items() if price is None or all(price <= bound for bound in most)]


def _one(reference: Reference, talk: Salience) -> Resolution:
    listed = _chosen(reference, talk) or _describing(reference, talk)
    if not listed and not (talk.focus and reference.place is None):
        return Resolution(outcome="impossible", reference=reference)
    if reference.kind in ("supplier", "brand"):
        return _owned(reference, listed, talk)
    found = _FOUND[reference.kind](reference, listed, talk)
    if not found.product_ids and found.outcome == "resolved":  # "these" of an empty list
        found = Resolution(outcome="impossible")
    return found.model_copy(update={"reference": reference, "available": len(listed)}) if found.outcome != "resolved" else found


def _chosen(reference: Reference, talk: Salience) -> tuple[str, ...]:
    """The products that the reference names by id, or all products of the suppliers that it names."""
    named = next((each for each in reference.conditions if each.field in ("product", "supplier") and each.op == "in"), None)
    if named is None or not isinstance(named.value, tuple):
        return ()
    return named.value if named.field == "product" else tuple(each for supplier in named.value for each in talk.records.products_of(supplier))


def _some(meant: Sequence[str], reference: Reference, talk: Salience) -> Resolution:
    """`meant` if its number fits the reference; else an impossibility or a question. The focus decides among too many."""
    if not meant or len(meant) < reference.count:
        return Resolution(outcome="impossible")
    if reference.count in (0, len(meant)):
        return Resolution(outcome="resolved", product_ids=tuple(meant))
    near = tuple(each for each in meant if each in talk.focus) or tuple(each for each in _alone(talk.now) if each in meant)[: reference.count]
    if len(near) == reference.count:
        return Resolution(outcome="resolved", product_ids=near)
    return Resolution(outcome="ambiguous", choices=tuple(meant))


def _ordinal(reference: Reference, listed: Sequence[str], talk: Salience) -> Resolution:
    ordinal = reference.ordinal or 0
    if reference.pair:
        listed = talk.pair(listed) or talk.focus or listed
        if len(listed) != 2:
            return Resolution(outcome="ambiguous", choices=tuple(listed))
    place = ordinal - 1 if ordinal > 0 else len(listed) + ordinal
    if ordinal and len(listed) == 1 and reference.place is not None:  # of goods of which one was seen, any number is that one
        place = 0
    if ordinal == 0 or not 0 <= place < len(listed):
        return Resolution(outcome="impossible")
    return Resolution(outcome="resolved", product_ids=(listed[place],))


def _all(reference: Reference, listed: Sequence[str], talk: Salience) -> Resolution:
    """ "Both" and 这两款: the two in focus or the two shown, never the first two of more."""
    if not reference.count:
        named = described(reference, listed, talk.records) if reference.words else []
        listed = talk.focus if len(talk.focus) > 1 and reference.place is None and not named else named or listed
        return Resolution(outcome="resolved", product_ids=tuple(listed))
    if (group := next(talk.several(reference.count, tuple(listed), reference.place), None)) is not None:
        return Resolution(outcome="resolved", product_ids=group)
    few = len(listed) < reference.count
    return Resolution(outcome="impossible" if few else "ambiguous", choices=() if few else tuple(listed))


def _focus(reference: Reference, listed: Sequence[str], talk: Salience) -> Resolution:
    """ "That one": the product in focus, the only one shown, what is taken of goods of the order, or the one of its list that was talked about last.
    "It", of a list of which none was, is the first."""
    named = described(reference, listed, talk.records) if reference.words and reference.place is None else []
    if named and len(named) < len(listed):  # what all are called is the name of the goods
        return _some(named, reference, talk)
    about = reference.place.about if reference.place is not None and not (reference.place.before or reference.place.back) else ""
    bought = tuple(item.pick for item in looked_at(talk.now) if item.listed and item.pick is not None and is_of(item, about))
    if bought and reference.count in (0, len(bought)):  # of goods on the buyer's list what is taken of them
        return Resolution(outcome="resolved", product_ids=bought)
    if len(listed) == 1 and (reference.place is not None or len(talk.focus) != 1):
        return Resolution(outcome="resolved", product_ids=tuple(listed))
    if reference.place is None and talk.focus:
        if len(talk.focus) == 1 or not reference.count:  # it, or them
            return Resolution(outcome="resolved", product_ids=talk.focus[:NAMED])
        return Resolution(outcome="ambiguous", choices=talk.focus)
    one = talk.latest(_still_meant(talk.of_goods(about, tuple(listed)), tuple(listed), talk) if about else listed)
    if one is None and reference.count and reference.place is None:
        return Resolution(outcome="ambiguous", choices=tuple(listed))
    return Resolution(outcome="resolved", product_ids=(one or listed[0],))


def _other(reference: Reference, talk: Salience, named: Sequence[str]) -> Resolution:
    """The remaining products: of the list without those named, else of the last discussed group without the one in focus."""
    pool = talk.listed(reference)
    if named:
        return _remaining(reference, [each for each in pool if each not in named], pool, talk)
    if reference.place is None and len(talk.focus) == 1:
        pool = next((group for group in _groups(talk.now)[1:] if len(group) > 1 and talk.focus[0] in group and set(group) <= set(pool)), pool)
    seen = talk.focus if len(talk.focus) < len(pool) else ()
    return _remaining(reference, [each for each in pool if each not in seen], pool, talk)


def _remaining(reference: Reference, left: Sequence[str], pool: Sequence[str], talk: Salience) -> Resolution:
    found = _some(left, reference, talk)
    return found.model_copy(update={"reference": reference, "available": len(pool)}) if found.outcome != "resolved" else found


def _described(reference: Reference, listed: Sequence[str], talk: Salience) -> Resolution:
    found = _fitting(reference, listed, talk)
    if (
        not talk.focus
        and not reference.calls
        and talk.now.shown
        and talk.now.shown[-1].told != tuple(listed)
        and (single := next((each for each in _alone(talk.now) if each in found), None)) is not None
    ):
        found = [single]  # of an older list the product that the buyer asked about
    if found or reference.count or not reference.words or not listed:
        return _some(found, reference, talk)
    return Resolution(outcome="resolved", product_ids=tuple(listed), lost=(reference,))


def _fitting(reference: Reference, listed: Sequence[str], talk: Salience) -> list[str]:
    """The products of the list that it describes: by their records, else the one whose title is clearly nearest in meaning, else those with a line on
    file that says the words."""
    found = described(reference, listed, talk.records)
    if found or not reference.words or any(each.hard for each in reference.conditions):
        return found
    words = " ".join(reference.words)
    return talk.records.nearest(listed, words) or talk.records.saying(listed, words)


def _extreme(reference: Reference, listed: Sequence[str], talk: Salience) -> Resolution:
    """The extreme of the products in focus if several, else of the list. A tie is asked about where one is meant; of several those listed first are
    taken, and all there are where they are fewer."""
    pair = talk.pair(listed) if reference.pair and reference.place is None else ()
    pool = talk.focus if reference.place is None and len(talk.focus) > 1 and not reference.calls else pair or listed
    pool = pool if reference.calls else _still_meant(tuple(pool), tuple(pool), talk)  # of brushless drills the cheapest is no brushed one
    pool = talk.records.wanted(pool) or pool
    if reference.conditions or reference.words:
        pool = described(reference, pool, talk.records) or (pool if not reference.count or reference.place is not None else ())
    return _first(reference, pool, talk).model_copy(update={"among": tuple(pool)})


def _still_meant(pool: tuple[str, ...], listed: tuple[str, ...], talk: Salience) -> tuple[str, ...]:
    """Those that meet what must be of the goods of the list now; of a condition that none meets, all of them."""
    need = need_of(talk.now, listed)
    for one in need.hard if need is not None else ():
        pool = tuple(talk.records.meeting(pool, one)) or pool
    return pool


def _first(reference: Reference, pool: Sequence[str], talk: Salience) -> Resolution:
    groups = _ranked(pool, reference.sort or "price", talk.records)
    if reference.ordinal is not None:
        groups = groups[reference.ordinal - 1 :]
    of_sellers = (reference.sort or "").startswith("supplier.") and reference.count < NAMED  # one supplier has several products
    if of_sellers or reference.count == 0:  # 哪款最轻: all that tie
        return Resolution(outcome="resolved", product_ids=groups[0] if groups else tuple(pool))
    if not groups:  # none states it, and the reply says so of each
        return Resolution(outcome="resolved", product_ids=tuple(pool[:NAMED]))
    best: list[str] = []
    while groups and len(best) < max(reference.count, 1):
        best += groups.pop(0)
    if reference.count > 1:
        return Resolution(outcome="resolved", product_ids=tuple(best[: reference.count]))
    return _some(best, reference if reference.count else reference.model_copy(update={"count": 1}), talk)


def _list(reference: Reference, listed: Sequence[str], talk: Salience) -> Resolution:
    return Resolution(outcome="resolved", product_ids=tuple(listed), shown=list_of(reference.place, talk.now.shown))


def _owned(reference: Reference, listed: Sequence[str], talk: Salience) -> Resolution:
    """The one owner among the products in focus, else in the list; with its products there. "Those factories" are all of them."""
    told, sells = bool(reference.conditions or reference.words), reference.kind == "supplier"
    near = talk.focus if not told and reference.ordinal is None and reference.place is None else ()
    pool = described(reference, listed, talk.records) if told else near or listed
    owners = dict[str, tuple[str, ...]]()
    for product in filter(None, map(talk.records.product, pool)):
        if name := product.supplier_id if sells else product.brand:
            owners[name] = (*owners.get(name, ()), product.id)
    names = tuple(owners)
    if reference.ordinal is not None:
        place = reference.ordinal - 1 if reference.ordinal > 0 else len(names) + reference.ordinal
        if reference.ordinal == 0 or not 0 <= place < len(names):
            return Resolution(outcome="impossible", reference=reference, available=len(names))
        names = names[place : place + 1]
    if len(names) == 1:
        return Resolution(outcome="resolved", product_ids=owners[names[0]], supplier_ids=names if sells else (), brands=() if sells else names)
    several = sells and reference.text.isascii() and reference.text.endswith("s")
    if (names and several) or (not names and near):  # of the one in hand none is on record
        return Resolution(outcome="resolved", product_ids=tuple(pool))
    choices = tuple(ids[0] for ids in owners.values())
    return Resolution(outcome="ambiguous" if names else "impossible", reference=reference, choices=choices, available=len(listed))


_FOUND: dict[str, Callable[[Reference, Sequence[str], Salience], Resolution]] = {
    "ordinal": _ordinal, "all": _all, "focus": _focus, "described": _described, "extreme": _extreme, "list": _list,
}  # fmt: skip


def _of_supplier(name: str) -> Callable[[Product, Records], float | None]:
    def stated(product: Product, records: Records) -> float | None:
        supplier = records.supplier(product.supplier_id) if product.supplier_id else None
        return getattr(supplier, name, None)

    return stated


_VALUES: dict[str, Callable[[Product, Records], Number | None]] = {
    "price": lambda product, records: None if (price := product.price_at(records.quantity)) is None else -price,
    "-price": lambda product, records: product.price_at(records.quantity),
    "sold_90d": lambda product, records: product.sold_90d,
    "rating": lambda product, records: product.rating,
    "review_count": lambda product, records: product.review_count,
    "moq": lambda product, records: None if product.moq is None else -product.moq,
    "supplier.rating": _of_supplier("rating"),
    "supplier.repurchase_rate": lambda product, records: (
        _of_supplier("repurchase_rate")(product, records) if product.repurchase_rate is None else product.repurchase_rate
    ),
    "stock": lambda product, records: product.stock,
    "updated_at": lambda product, records: product.updated_at.timestamp() if product.updated_at else None,
}


def _ranked(product_ids: Sequence[str], sort: str, records: Records) -> list[tuple[str, ...]]:
    """The products that state `sort`, best first, ties grouped; equal ratings are ordered by number of reviews."""
    groups: dict[Rank, list[str]] = {}
    for product_id in product_ids:
        product = records.product(product_id)
        value = _value(product, sort, records) if product is not None else None
        if product is not None and value is not None:
            groups.setdefault((value, (product.review_count or 0) if sort == "rating" else 0), []).append(product_id)
    return [tuple(groups[rank]) for rank in sorted(groups, reverse=True)]


def _value(product: Product, sort: str, records: Records) -> Number | None:
    if sort in _VALUES:
        return _VALUES[sort](product, records)
    if (natural := _VALUES.get(sort.removeprefix("-"))) is not None:
        value = natural(product, records)
        return None if value is None else -value
    stated = product.attributes.get(sort.removeprefix("-").removeprefix("attr."))
    if not isinstance(stated, (int, float)) or isinstance(stated, bool):
        return None
    return -stated if sort.startswith("-") else stated


def _plain_of(reference: Reference, listed: Sequence[str], beside: Sequence[str], records: Records) -> str | None:
    """The product of `listed` whose title has most in common with those of `beside`; None if the words ask for no plain one, if some product is
    called so, or if several are equally near."""
    left = tuple(" ".join(word.term for word in content(words) if word.term not in _plain()) for words in reference.words)
    if reference.kind != "described" or left == tuple(" ".join(word.term for word in content(words)) for words in reference.words):
        return None
    others = [each for each in listed if each not in beside]
    if 0 < len(described(reference, listed, records)) < len(listed):
        return None
    rest = reference.model_copy(update={"words": tuple(filter(None, left))})
    pool = described(rest, others, records) if rest.words or rest.conditions else others
    theirs = {term for each in beside for term in _terms(each, records)}
    near = sorted(((len(own & theirs) / len(own), -len(own), each) for each in pool if (own := _terms(each, records))), reverse=True)
    clear = len(near) == 1 or (len(near) > 1 and near[0][:2] > near[1][:2])
    return near[0][2] if clear and near[0][0] >= SHARED else None


def _terms(product_id: str, records: Records) -> frozenset[str]:
    product = records.product(product_id)
    return frozenset(word.term for word in content(product.title)) if product is not None else frozenset()


@cache
def _plain() -> frozenset[str]:
    words = yaml.safe_load((files(__package__) / "plain.yaml").read_text("utf-8"))
    return frozenset(term.term for word in words for term in content(word))
