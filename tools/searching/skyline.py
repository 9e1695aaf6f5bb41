"""Goods that others don't outdo in what was asked for: the skyline operator, over what is met and what is said otherwise (Börzsönyi, Kossmann and
Stocker, 2001)."""

from collections.abc import Sequence

from ...schema.candidate import Candidate
from ...schema.need import Need
from .wish import Wish
from .wished import Records

OUTDONE = 2
"""By so many goods another is outdone that isn't shown beside them: one alone is no choice."""
PAGE = 5
"""Goods that are all shown, whatever they meet."""


def skyline(found: Sequence[Candidate], wished: Sequence[Wish], need: Need, recorded: Records) -> tuple[Candidate, ...]:
    """Without those that `OUTDONE` before them beat: in all that is asked for they are as good, and in something better."""
    if len(found) <= PAGE:
        return tuple(found)
    products = recorded.products(found)

    def has(one: Candidate) -> frozenset[tuple[str, bool]]:
        """By condition or wish whether it is met (True), and whether at least nothing else is said in its place (False)."""
        met = {(each.name, True) for each in need.active if each.name not in (*one.failed, *one.unknown)}
        silent = {(each.name, False) for each in need.active if each.name not in one.failed}
        if (product := products.get(one.product_id)) is not None:
            told = {each.text: (each, each.evident(recorded.of(product))) for each in wished}
            met |= {(text, True) for text, (each, own) in told.items() if own is not None and own.met and not (own.likely or each.audience)}
            silent |= {(text, False) for text, (_, own) in told.items() if own is None or own.met}
        return frozenset(met | silent)

    own = [has(one) for one in found]
    return tuple(one for place, one in enumerate(found) if sum(own[place] < before for before in own[:place]) < OUTDONE)
