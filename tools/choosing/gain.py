"""Which attribute's value would tell most about what the buyer wants: information gain over the candidates (Quinlan 1986)."""

from collections import Counter
from collections.abc import Sequence
from math import log2

from ...schema.need import Need
from ...schema.product import Scalar
from ...understanding.vocabulary.concepts import concepts_of
from ..decisions.offer import Offer
from .telling import tells

HALF_A_BIT = 0.5
FEW = 5
"""So many candidates are all on the table; a question would only cost the buyer a turn."""
MOST_NUMBERS, MOST_WORDS = 5, 12
"""More different values than this are a measure or an identifier, nothing to ask a buyer about."""
_CODE = 1e9
"""A number of so many digits is a code of somebody's, and no measure."""
LONGEST = 28
"""Characters of a value that can be tapped."""


def gain(pool: Sequence[Offer], attribute: str, language: str) -> float:
    """Bits by which an answer narrows the pool, on average over the values as often as they occur.

    Products that state no value stay whatever is answered. With one value each and none unstated this is the entropy (Shannon 1948).
    """
    return _bits(*counted(pool, language).get(attribute, (Counter(), len(pool))), len(pool))


def _bits(counts: Counter[Scalar], silent: int, size: int) -> float:
    total = sum(counts.values())
    if not _askable(counts, total):
        return 0.0
    return sum(count / total * log2(size / (count + silent)) for count in counts.values())


def counted(pool: Sequence[Offer], language: str) -> dict[str, tuple[Counter[Scalar], int]]:
    """By attribute: how many products have each value, and how many state none."""
    values: dict[str, list[Scalar]] = {}
    stating: Counter[str] = Counter()
    for offer in pool:
        for name, value in offer.product.all_attributes(language).items():
            found = tuple(dict.fromkeys(value)) if isinstance(value, tuple) else (value,)
            values.setdefault(name, []).extend(found)
            stating[name] += bool(found)
    return {name: (Counter(every), len(pool) - stating[name]) for name, every in values.items()}


def _askable(counts: Counter[Scalar], total: int) -> bool:
    """Several products a value, and few values, short enough to say."""
    numbers = any(isinstance(value, (int, float)) and not isinstance(value, bool) for value in counts)
    most = MOST_NUMBERS if numbers else MOST_WORDS
    codes = any(isinstance(value, float) and value >= _CODE for value in counts)
    return not codes and 1 < len(counts) <= most and len(counts) * 2 <= total and all(len(str(value)) <= LONGEST for value in counts)


def best_question(
    pool: Sequence[Offer], need: Need, language: str, guided: Sequence[str] = (), few: int = FEW
) -> tuple[str, tuple[Scalar, ...]] | None:
    """The attribute whose value narrows the pool most, with its three commonest values: one that a guide speaks of, where any of those
    helps, else one that buyers of any trade know.

    None where few are left, where the buyer has said it all, or where no answer would bring half a bit. The same for every order of the pool.
    """
    if len(pool) <= few:
        return None
    said = {condition.field for condition in need.active}
    recorded = {name for offer in pool for name, value in offer.product.attributes.items() if tells(offer.product, value)}
    counts = {name: found for name, found in counted(pool, language).items() if f"attr.{name}" not in said and name in recorded}
    gains = {name: round(_bits(*found, len(pool)), 9) for name, found in counts.items()}
    helping = {name for name, bits in gains.items() if bits >= HALF_A_BIT}
    known = helping & {*guided} or {name for name in helping if concepts_of([name])}  # who knows what his relative humidity h h is?
    chosen = min(known, key=lambda name: (-gains[name], name), default=None)
    if chosen is None:
        return None
    values, _ = counts[chosen]
    return chosen, tuple(sorted(values, key=lambda value: (-values[value], str(value)))[:3])
