"""References resolved by code against the products shown: product ids, a question which one is meant, or an impossibility."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

from ...retrievers.analysis import words as content
from ...schema.condition import Condition
from ...schema.product import Product
from ...schema.reference import Reference, Shown
from .matching import Records, described, fit
from .mentioned import Mentioned, list_of
from .resolution import Resolution
from .resolution import merged as merge

SHARED = 0.6
"""The share of its own title that the plain one has in common with the other's."""
Number = Decimal | float | int
Rank = tuple[Number, int]
NAMED = 5
"""Products of a list that the reply names: "these five" means them."""
FULLY = 0.95
"""The share of a description from which on a list matches all of it."""


def resolve(
    references: Sequence[Reference], shown: Sequence[Shown], focus: Sequence[str], records: Records, talked: Sequence[tuple[str, ...]] = ()
) -> Resolution:
    """The products that the references mean together, in the order of the message, without those of `excluding` references. Descriptions that match
    nothing are ignored if others match."""
    pointers = _without_bare_owners(references)
    talk, merged, away = Mentioned(shown, tuple(focus), records, talked, _least(pointers)), Resolution(), list[str]()
    lost, unmatched = list[Resolution](), list[Reference]()
    for reference in pointers:
        named = (*merged.product_ids, *away)
        if (nothing := _unmatched(reference, pointers, talk)) is not None and _plainer(reference, talk, named) is None:
            lost.append(nothing)
            continue
        at = replace(talk, focus=talk.listed(reference)) if _counts_in_list(reference, pointers) else talk
        if reference.kind == "other":
            one = _other(reference, talk, named)
        else:
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
    return found if again is None or found.outcome != "resolved" else found.model_copy(update={"shown": list_of(again, shown)})


def _least(pointers: Sequence[Reference]) -> int:
    """The number of products that a list must have to be counted in: "the second", "the cheapest" and "the other one" need two."""
    return max((abs(each.ordinal or 2) for each in pointers if each.kind in ("ordinal", "extreme", "other") and each.place is None), default=0)


def _unmatched(reference: Reference, pointers: Sequence[Reference], talk: Mentioned) -> Resolution | None:
    """The resolution of a description that matches nothing of its list, beside references to something else; None otherwise."""
    if reference.kind != "described" or reference.excluding or len(pointers) < 2:
        return None
    listed = _chosen(reference, talk) or _describing(reference, talk)
    if not listed or described(reference, listed, talk.records) or _nearest(reference, listed, talk) or _by_lines_on_file(reference, listed, talk):
        return None
    return Resolution(outcome="impossible", reference=reference, available=len(listed))


def _describing(reference: Reference, talk: Mentioned) -> tuple[str, ...]:
    """The list that the reference counts in. A description takes the one that matches most of it: the list in hand first, then the newest, at last
    everything shown; where it names goods, of the lists of these."""
    listed, place = talk.listed(reference), reference.place
    if not (reference.words or reference.conditions) or (place is not None and (not place.about or place.before or place.back)):
        return listed
    others = [one.product_ids for one in reversed(talk.shown) if place is None or place.about in (one.category, one.query)]
    lists = list(dict.fromkeys([listed, *others, *([talk.everything] if place is None else [])]))
    shares = [found.share if found.ids else 0.0 for found in (fit(reference, ids, talk.records) for ids in lists)]
    if any(shares):
        return lists[next((place for place, share in enumerate(shares) if share >= FULLY), shares.index(max(shares)))]
    return next((ids for ids in lists if _nearest(reference, ids, talk)), listed)


def _nearest(reference: Reference, listed: Sequence[str], talk: Mentioned) -> list[str]:
    """The product of the list whose title is clearly nearest in meaning to words that no record has; [] if none is."""
    if not reference.words or any(each.hard for each in reference.conditions):
        return []
    return talk.records.nearest(listed, " ".join(reference.words))


def _plainer(reference: Reference, talk: Mentioned, named: Sequence[str]) -> Resolution | None:
    """The resolution of "the plain one" beside a product that is named or in focus; None if the reference asks for no plain one."""
    beside = tuple(named) or talk.focus
    listed = talk.listed(reference.model_copy(update={"words": ()}))
    found = plain_of(reference, listed, beside, talk.records) if len(beside) == 1 else None
    return Resolution(outcome="resolved", product_ids=(found,)) if found is not None else None


def _counts_in_list(reference: Reference, pointers: Sequence[Reference]) -> bool:
    """True for an extreme of the whole list ("the cheapest") beside a product picked from it."""
    picked = any(each.kind in ("described", "ordinal") and each.place is None and not each.calls for each in pointers)
    return reference.kind == "extreme" and reference.place is None and not reference.pair and picked


def _without_bare_owners(references: Sequence[Reference]) -> Sequence[Reference]:
    """The references without a bare "the factory" if the message says whose it is: the factory of the first one."""
    others = [each for each in references if each.kind not in ("supplier", "brand") or each.ordinal is not None or each.excluding]
    return others if any(each.kind == "ordinal" and each.place is None for each in others) else references


def _as_pair(reference: Reference, talk: Mentioned, named: Sequence[str]) -> Reference:
    """ "Both" after a product named in the message: that one and the one in focus."""
    pair = tuple(named) if len(named) == reference.count else tuple(dict.fromkeys([*talk.focus, *named]))
    if reference.kind != "all" or not named or len(pair) != reference.count or (pair != tuple(named) and len(talk.focus) != 1):
        return reference
    these = Condition(id="c0", field="product", op="in", value=pair)
    return reference.model_copy(update={"conditions": (these,), "kind": "described"})


def _without(merged: Resolution, away: Sequence[str], references: Sequence[Reference], talk: Mentioned) -> Resolution:
    """The products of the list without those excluded, or of `merged` if something else is named."""
    if not away:
        return merged
    excluding = next(each for each in references if each.excluding)
    whole = merged.product_ids or talk.listed(excluding)
    left = tuple(each for each in whole if each not in away)
    if not left:
        return Resolution(outcome="impossible", reference=excluding, available=len(whole))
    return merged.model_copy(update={"outcome": "resolved", "product_ids": left})


def _one(reference: Reference, talk: Mentioned) -> Resolution:
    listed = _chosen(reference, talk) or _describing(reference, talk)
    if not listed and not (talk.focus and reference.place is None):
        return Resolution(outcome="impossible", reference=reference)
    if reference.kind in ("supplier", "brand"):
        return owned(reference, listed, talk)
    found = _FOUND[reference.kind](reference, listed, talk)
    if not found.product_ids and found.outcome == "resolved":  # "these" of an empty list
        found = Resolution(outcome="impossible")
    return found.model_copy(update={"reference": reference, "available": len(listed)}) if found.outcome != "resolved" else found


def _chosen(reference: Reference, talk: Mentioned) -> tuple[str, ...]:
    """The products that the reference names by id, or all products of the suppliers that it names."""
    named = next((each for each in reference.conditions if each.field in ("product", "supplier") and each.op == "in"), None)
    if named is None or not isinstance(named.value, tuple):
        return ()
    return named.value if named.field == "product" else tuple(each for supplier in named.value for each in talk.records.products_of(supplier))


def _some(meant: Sequence[str], reference: Reference, talk: Mentioned) -> Resolution:
    """`meant` if its number fits the reference; else an impossibility or a question. The focus decides among too many."""
    if not meant or len(meant) < reference.count:
        return Resolution(outcome="impossible")
    if reference.count in (0, len(meant)):
        return Resolution(outcome="resolved", product_ids=tuple(meant))
    near = tuple(each for each in meant if each in talk.focus) or tuple(each for each in talk.singles if each in meant)[: reference.count]
    if len(near) == reference.count:
        return Resolution(outcome="resolved", product_ids=near)
    return Resolution(outcome="ambiguous", choices=tuple(meant))


def _ordinal(reference: Reference, listed: Sequence[str], talk: Mentioned) -> Resolution:
    ordinal = reference.ordinal or 0
    if reference.pair:
        listed = talk.pair(listed) or talk.focus or listed
        if len(listed) != 2:
            return Resolution(outcome="ambiguous", choices=tuple(listed))
    place = ordinal - 1 if ordinal > 0 else len(listed) + ordinal
    if ordinal == 0 or not 0 <= place < len(listed):
        return Resolution(outcome="impossible")
    return Resolution(outcome="resolved", product_ids=(listed[place],))


def _all(reference: Reference, listed: Sequence[str], talk: Mentioned) -> Resolution:
    """ "Both" and 这两款: the two in focus or the two shown, never the first two of more."""
    if not reference.count:
        called = described(reference, listed, talk.records) if reference.words else []
        listed = talk.focus if len(talk.focus) > 1 and reference.place is None and not called else called or listed
        return Resolution(outcome="resolved", product_ids=tuple(listed))
    talked = [talk.focus, *talk.groups[1:], talk.singly(reference.count)]
    there = [group for group in talked if {*group} <= {*listed}]
    groups = [tuple(listed), *there] if reference.place is not None else [talk.focus, tuple(listed), *talked[1:]]
    for group in groups:
        if len(group) == reference.count:
            return Resolution(outcome="resolved", product_ids=group)
    if reference.place is None and len(each := talk.one_of_each(reference.count)) == reference.count:
        return Resolution(outcome="resolved", product_ids=each)
    if reference.count == NAMED < len(listed):
        return Resolution(outcome="resolved", product_ids=tuple(listed[:NAMED]))
    few = max(map(len, groups)) < reference.count
    return Resolution(outcome="impossible" if few else "ambiguous", choices=() if few else tuple(listed))


def _focus(reference: Reference, listed: Sequence[str], talk: Mentioned) -> Resolution:
    """ "That one": the product in focus, or the only one shown; in an older list the one last discussed there."""
    called = described(reference, listed, talk.records) if reference.words else []
    if called and len(called) < len(listed):  # what all are called is the name of the goods
        return _some(called, reference, talk)
    if len(listed) == 1 and (reference.place is not None or len(talk.focus) != 1):
        return Resolution(outcome="resolved", product_ids=tuple(listed))
    groups = [tuple(each for each in group if each in listed) for group in talk.groups] if reference.place is not None else talk.groups[:1]
    single = next((group for group in groups if len(group) == 1), None)
    if single is not None:
        return Resolution(outcome="resolved", product_ids=single)
    several = talk.focus if reference.place is None and talk.focus else tuple(listed)
    if not reference.count:  # it, or them
        return Resolution(outcome="resolved", product_ids=several[:NAMED])
    return Resolution(outcome="ambiguous", choices=several)


def _other(reference: Reference, talk: Mentioned, named: Sequence[str]) -> Resolution:
    """The remaining products: of the list without those named, else of the last discussed group without the one in focus."""
    pool = talk.listed(reference)
    if named:
        return _remaining(reference, [each for each in pool if each not in named], pool, talk)
    if reference.place is None and len(talk.focus) == 1:
        pool = next((group for group in talk.groups[1:] if len(group) > 1 and talk.focus[0] in group and set(group) <= set(pool)), pool)
    seen = talk.focus if len(talk.focus) < len(pool) else ()
    return _remaining(reference, [each for each in pool if each not in seen], pool, talk)


def _remaining(reference: Reference, left: Sequence[str], pool: Sequence[str], talk: Mentioned) -> Resolution:
    found = _some(left, reference, talk)
    return found.model_copy(update={"reference": reference, "available": len(pool)}) if found.outcome != "resolved" else found


def _described(reference: Reference, listed: Sequence[str], talk: Mentioned) -> Resolution:
    found, told = described(reference, listed, talk.records), talk.told(listed)
    found = [each for each in found if each in told] or found or _nearest(reference, listed, talk) or _by_lines_on_file(reference, listed, talk)
    if (
        not talk.focus
        and not reference.calls
        and talk.shown
        and talk.shown[-1].product_ids != tuple(listed)
        and (single := next((each for each in talk.singles if each in found), None)) is not None
    ):
        found = [single]  # of an older list the product that the buyer asked about
    if found or reference.count or not reference.words or not listed:
        return _some(found, reference, talk)
    return Resolution(outcome="resolved", product_ids=tuple(listed), lost=(reference,))


def _by_lines_on_file(reference: Reference, listed: Sequence[str], talk: Mentioned) -> list[str]:
    """The products of the list with a line on file that says the words, if no record has them."""
    if not reference.words or any(each.hard for each in reference.conditions):
        return []
    return talk.records.saying(listed, " ".join(reference.words))


def not_shown(reference: Reference, shown: Sequence[Shown], records: Records, shelf: str | None = None) -> list[str]:
    """Products of the catalogue that are called so, if nothing shown matches the description; of `shelf` alone if it has any."""
    told = reference.kind in ("described", "focus", "all") and not reference.excluding and not reference.calls
    if not told or not (reference.words or reference.conditions) or any(described(reference, one.product_ids, records) for one in shown):
        return []
    return records.named(reference.words, shelf, reference.conditions)


def _extreme(reference: Reference, listed: Sequence[str], talk: Mentioned) -> Resolution:
    """The extreme of the products in focus if several, else of the list. Ties are asked about."""
    pair = talk.pair(listed) if reference.pair and reference.place is None else ()
    pool = talk.focus if reference.place is None and len(talk.focus) > 1 and not reference.calls else pair or listed
    pool = talk.records.wanted(pool) or pool  # of wooden chairs the cheapest is no plastic one
    if reference.conditions or reference.words:
        pool = described(reference, pool, talk.records) or (pool if not reference.count or reference.place is not None else ())
    return _first(reference, pool, talk).model_copy(update={"among": tuple(pool)})


def _first(reference: Reference, pool: Sequence[str], talk: Mentioned) -> Resolution:
    groups = ranked(pool, reference.sort or "price", talk.records)
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
    return _some(best, reference if reference.count else reference.model_copy(update={"count": 1}), talk)


def _list(reference: Reference, listed: Sequence[str], talk: Mentioned) -> Resolution:
    return Resolution(outcome="resolved", product_ids=tuple(listed), shown=list_of(reference.place, talk.shown))


_FOUND: dict[str, Callable[[Reference, Sequence[str], Mentioned], Resolution]] = {
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


def ranked(product_ids: Sequence[str], sort: str, records: Records) -> list[tuple[str, ...]]:
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


def owned(reference: Reference, listed: Sequence[str], talk: Mentioned) -> Resolution:
    """The one supplier or brand (that factory, 童岸那家, this brand) among the products in focus, else in the list; with its products there."""
    told = bool(reference.conditions or reference.words)
    near = talk.focus if not told and reference.ordinal is None and reference.place is None else ()
    pool = described(reference, listed, talk.records) if told else near or listed
    owners = _owners(reference, pool, talk)
    if reference.ordinal is not None:
        names = tuple(owners)
        place = reference.ordinal - 1 if reference.ordinal > 0 else len(names) + reference.ordinal
        if reference.ordinal == 0 or not 0 <= place < len(names):
            return Resolution(outcome="impossible", reference=reference, available=len(names))
        return _found(reference, names[place], owners)
    if len(owners) == 1:
        return _found(reference, next(iter(owners)), owners)
    if (owners and _several(reference)) or (not owners and near):  # of the one in hand none is on record
        return Resolution(outcome="resolved", product_ids=tuple(pool))
    choices = tuple(ids[0] for ids in owners.values())
    return Resolution(outcome="ambiguous" if owners else "impossible", reference=reference, choices=choices, available=len(listed))


def _several(reference: Reference) -> bool:
    """True if all suppliers are meant, by the English plural: the suppliers, those factories."""
    return reference.kind == "supplier" and reference.text.isascii() and reference.text.endswith("s")


def _owners(reference: Reference, pool: Sequence[str], talk: Mentioned) -> dict[str, list[str]]:
    """Owner -> its products, in the order of the list."""
    owners: dict[str, list[str]] = {}
    for product_id in pool:
        product = talk.records.product(product_id)
        name = product and (product.supplier_id if reference.kind == "supplier" else product.brand)
        if name:
            owners.setdefault(name, []).append(product_id)
    return owners


def _found(reference: Reference, name: str, owners: dict[str, list[str]]) -> Resolution:
    ids = tuple(owners[name])
    if reference.kind == "supplier":
        return Resolution(outcome="resolved", product_ids=ids, supplier_ids=(name,))
    return Resolution(outcome="resolved", product_ids=ids, brands=(name,))


def plain_of(reference: Reference, listed: Sequence[str], beside: Sequence[str], records: Records) -> str | None:
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
