"""What a judge of order says whatever order he is shown.

Each list is judged once in every rotation. One thing counts as before another only where all rotations say so; what they don't agree on is a tie.
A judge that looks at places alone can therefore change nothing. Say that he ranks places by any g: two things at a distance d stand, over the n
rotations, at places (p, p + d mod n) for every p; g(p) < g(p + d) for all p would have g fall below itself once round the circle.
So can one that looks at the names of places (letters), where they are the same in every rotation.
"""

from collections.abc import Hashable, Sequence, Set
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def rotations(things: Sequence[T]) -> list[tuple[T, ...]]:
    """(a, b, c), (b, c, a), (c, a, b)."""
    return [(*things[start:], *things[:start]) for start in range(len(things))]


def agreed(judged: Sequence[Sequence[T]], things: Sequence[T]) -> frozenset[tuple[T, T]]:
    """Pairs (better, worse) that every judgement holds. A judgement names the best first; what it doesn't name is behind, and equal."""
    pairs = [_pairs(each, things) for each in judged]
    return frozenset.intersection(*pairs) if pairs else frozenset()


def reordered(things: Sequence[T], before: Set[tuple[T, T]]) -> tuple[T, ...]:
    """`things` as near to their own order as `before` lets them be: each time the first that nothing left must stand before.

    `before` must have no circle, as what `agreed` gives has none: each judgement is an order, and so is what several orders share.
    """
    left, placed = list(things), []
    while left:
        placed.append(next(one for one in left if not any((other, one) in before for other in left)))
        left.remove(placed[-1])
    return tuple(placed)


def _pairs(judgement: Sequence[T], things: Sequence[T]) -> frozenset[tuple[T, T]]:
    place = {one: rank for rank, one in reversed(list(enumerate(judgement)))}  # a thing named twice counts where it is named first
    last = len(judgement)
    return frozenset((one, other) for one in things for other in things if place.get(one, last) < place.get(other, last))
