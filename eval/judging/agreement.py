"""How far raters agree beyond chance. A rating is a name ("new", "base", None for a tie); a rater may have left some out.

Two raters: Cohen's kappa (1960). Several who all rated everything: Fleiss' kappa (1971). Any number with gaps: Krippendorff's alpha for nominal data.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

Rating = str | None
Ratings = Mapping[str, Mapping[str, Rating]]
"""By rater: item -> rating."""
NAN = float("nan")


def cohen(one: Mapping[str, Rating], other: Mapping[str, Rating]) -> float:
    """Over the items that both rated; NaN where chance alone explains everything, or they share none."""
    shared = [item for item in one if item in other]
    if not shared:
        return NAN
    agreed = sum(one[item] == other[item] for item in shared) / len(shared)
    firsts, seconds = Counter(one[item] for item in shared), Counter(other[item] for item in shared)
    chance = sum(count * seconds[rating] for rating, count in firsts.items()) / len(shared) ** 2
    return _beyond(agreed, chance)


def fleiss(ratings: Ratings) -> float:
    """Over the items that every rater rated."""
    shared = _shared(ratings)
    raters = len(ratings)
    if raters < 2 or not shared:
        return NAN
    counts = [Counter(by[item] for by in ratings.values()) for item in shared]
    agreed = sum(count * (count - 1) for found in counts for count in found.values()) / (len(shared) * raters * (raters - 1))
    totals = sum(counts, Counter())
    chance = sum((count / (len(shared) * raters)) ** 2 for count in totals.values())
    return _beyond(agreed, chance)


def krippendorff(ratings: Ratings) -> float:
    """Over all items that two or more rated; raters may have gaps."""
    from krippendorff import alpha

    items = sorted({item for by in ratings.values() for item in by})
    names = sorted({rating for by in ratings.values() for rating in by.values()}, key=str)
    rows = [[names.index(by[item]) if item in by else NAN for item in items] for by in ratings.values()]
    pairable = [column for column in zip(*rows, strict=True) if sum(value == value for value in column) > 1]
    if len(rows) < 2 or not pairable:
        return NAN
    if len({value for column in pairable for value in column if value == value}) == 1:
        return NAN  # everybody always said the same: there is no chance to compare with
    return float(alpha(reliability_data=rows, level_of_measurement="nominal"))


def pairwise(ratings: Ratings) -> dict[tuple[str, str], float]:
    """Cohen's kappa of each two raters."""
    return {(one, other): cohen(ratings[one], ratings[other]) for one, other in combinations(sorted(ratings), 2)}


def _shared(ratings: Ratings) -> Sequence[str]:
    every = [set(by) for by in ratings.values()]
    return sorted(set.intersection(*every)) if every else []


def _beyond(agreed: float, chance: float) -> float:
    return NAN if chance >= 1 else (agreed - chance) / (1 - chance)
