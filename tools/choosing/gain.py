"""Which attribute's value would tell most about what the buyer wants: information gain over the candidates (Quinlan 1986)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2

from ...schema.need import Need
from ...schema.product import AttributeValue, Scalar
from ..decisions.offer import Offer

HALF_A_BIT = 0.5
FEW = 5
"""So many candidates are all on the table; a question would only cost the buyer a turn."""
MOST_NUMBERS, MOST_WORDS = 5, 12
"""More different values than this are a measure or an identifier, nothing to ask a buyer about."""
LONGEST = 28
"""Characters of a value that can be tapped."""


def gain(pool: Sequence[Offer], attribute: str, language: str) -> float:
    """Bits by which an answer narrows the pool, on average over the values as often as they occur.

    Products that state no value stay whatever is answered. With one value each and none unstated this is the entropy (Shannon 1948).
    """
    counts, silent = counted(pool, attribute, language)
    total = sum(counts.values())
    if not _askable(counts, total):
        return 0.0
    return sum(count / total * log2(len(pool) / (count + silent)) for count in counts.values())


def counted(pool: Iterable[Offer], attribute: str, language: str) -> tuple[Counter[Scalar], int]:
    """How many products have each value, and how many state none."""
    counts: Counter[Scalar] = Counter()
    silent = 0
    for offer in pool:
        values = _values(offer.product.attribute(attribute, language))
        counts.update(values)
        silent += not values
    return counts, silent


def _values(value: AttributeValue | None) -> tuple[Scalar, ...]:
    return () if value is None else tuple(dict.fromkeys(value)) if isinstance(value, tuple) else (value,)


def _askable(counts: Counter[Scalar], total: int) -> bool:
    """Several products a value, and few values, short enough to say."""
    numbers = any(isinstance(value, (int, float)) and not isinstance(value, bool) for value in counts)
    most = MOST_NUMBERS if numbers else MOST_WORDS
    return 1 < len(counts) <= most and len(counts) * 2 <= total and all(len(str(value)) <= LONGEST for value in counts)


def best_question(
    pool: Sequence[Offer], need: Need, language: str, guided: Sequence[str] = (), few: int = FEW
) -> tuple[str, tuple[Scalar, ...]] | None:
    """The attribute whose value narrows the pool most, with its three commonest values: one that a guide speaks of, where any of those helps.

    None where few are left, where the buyer has said it all, or where no answer would bring half a bit. The same for every order of the pool.
    """
    if len(pool) <= few:
        return None
    said = {condition.field for condition in need.active}
    names = {name for offer in pool for name in offer.product.attributes if f"attr.{name}" not in said}
    gains = {name: round(gain(pool, name, language), 9) for name in names}
    helping = {name for name, bits in gains.items() if bits >= HALF_A_BIT}
    chosen = min(helping & {*guided} or helping, key=lambda name: (-gains[name], name), default=None)
    if chosen is None:
        return None
    counts, _ = counted(pool, chosen, language)
    return chosen, tuple(sorted(counts, key=lambda value: (-counts[value], str(value)))[:3])
