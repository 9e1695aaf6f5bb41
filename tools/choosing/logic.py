"""The logic of a recommendation, worked out before anything is looked for: what must be met, then what ranks, with how much weight and why.

Retrieval ranks by the same shares (`retrievers/leanings.py`), so that what a reply states of its order is what made it.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from ...dialogue.grounding import COLD, OUTSIDE
from ...dialogue.linking import SEASON
from ...retrievers.leanings import shares
from ...schema.condition import Condition
from ...schema.guide import Criterion, Guide
from ...schema.need import Need
from ..claims.weighing import disagree
from ..decisions.logic import CriterionKind, Weighed
from ..decisions.offer import Offer
from ..wording.plain import citable
from ..wording.wording import understood
from .meeting import conditions_of, unmeasured
from .wishes import meets

Case = dict[str, tuple[Any, ...]]
WINTER = ("冬", "winter")
_MOST = 3
"""Sentences of guides that rank."""


def logic(need: Need, guides: Sequence[Guide], currencies: Collection[str] = ()) -> tuple[Weighed, ...]:
    """Musts first, then what ranks, the weightiest first; conditions of one wording ("around 15 yuan") are one criterion. `currencies` are the
    catalogue's."""
    said = list(recommended(need, guides))
    from_guide = {each.name: pair for pair in said for each in conditions_of(pair[0])}
    ranking = shares(need, [each for pair in said for each in conditions_of(pair[0])], currencies)
    found = [*_together([(one, None) for one in need.hard if not one.pages], need, {}), *_together(ranking, need, from_guide)]
    return tuple(sorted(found, key=lambda one: -1.0 if one.share is None else 1.0 - one.share))


def stated_by(weighed: Sequence[Weighed], offers: Sequence[Offer]) -> tuple[Weighed, ...]:
    """Without what was understood of the buyer's words and none of the offers states: "ranked by it" would say that one has it."""
    return tuple(one for one in weighed if not all(map(understood, one.conditions)) or any(meets(offer, one.conditions) for offer in offers))


def recommended(need: Need, guides: Sequence[Guide]) -> Iterator[tuple[Criterion, Guide]]:
    """What guides for these goods recommend in the buyer's case, of what he has said nothing of himself; nothing where they contradict each other."""
    own = [guide for guide in guides if need.category in guide.category and guide.lang in (None, need.language)]
    case, spoken = case_of(need), {one.field for one in need.active}
    fit = [(one, guide) for guide in own for one in guide.criteria if one.when and in_case(one, case)]
    fit = [
        pair
        for pair in fit
        if f"attr.{pair[0].attribute}" not in spoken and pair[0].attribute != "brand" and _measures(pair[0]) and citable(pair[0].statement)
    ]
    of: dict[str, tuple[Criterion, Guide]] = {}
    for one, guide in fit:
        if not any(other.attribute == one.attribute and disagree(one, other) for other, _ in fit):
            of.setdefault(one.attribute, (one, guide))
    yield from list(of.values())[:_MOST]


def guided(need: Need, guides: Sequence[Guide]) -> tuple[Condition, ...]:
    """The same as conditions, for retrieval."""
    return tuple(each for one, _ in recommended(need, guides) for each in conditions_of(one))


def _measures(criterion: Criterion) -> bool:
    return criterion.op is not None and criterion.value is not None and not unmeasured(criterion)


def case_of(need: Need) -> Case:
    """What the buyer has said of his case, by the names that guides have for it."""
    said: Case = {
        "audience": (need.audience,) if need.audience else (),
        **{name: (value,) for name, value in need.case.items()},
    }
    for fact in need.facts:
        said[fact.kind] = (*said.get(fact.kind, ()), fact.value)
    if SEASON in measured(need):
        said[SEASON] = (*said.get(SEASON, ()), *WINTER)
    for one in need.active:
        if one.field.startswith("attr.") and one.op in ("=", "contains", "in"):
            values = one.value if isinstance(one.value, tuple) else (one.value,)
            said[one.field.removeprefix("attr.")] = (*said.get(one.field.removeprefix("attr."), ()), *values)
    return said


def measured(need: Need) -> frozenset[str]:
    """What is measured of the buyer's case, and what that tells: that it is winter."""
    return frozenset(need.case) | ({SEASON} if need.case.get(OUTSIDE, COLD + 1) <= COLD else set())


def in_case(criterion: Criterion, case: Case) -> bool:
    """Whether what it holds for is the buyer's case, or everybody's."""
    return all(fits(key, value, case) for key, value in criterion.when.items())


def fits(key: str, value: Any, case: Case) -> bool:
    """Two numbers are a range; of several words one must be said."""
    for said in case.get(key, ()):
        if isinstance(said, (int, float)) and not isinstance(said, bool):
            low, high = (value[0], value[-1]) if isinstance(value, list) and value else (value, value)
            if isinstance(low, (int, float)) and isinstance(high, (int, float)) and low <= said <= high:
                return True
        elif any(str(each).casefold() == str(said).casefold() for each in (value if isinstance(value, list) else [value])):
            return True
    return False


def _together(weighed: Sequence[tuple[Condition, float | None]], need: Need, from_guide: dict[str, tuple[Criterion, Guide]]) -> Iterator[Weighed]:
    groups: dict[tuple[str, bool], list[tuple[Condition, float | None]]] = {}
    for one, share in weighed:
        groups.setdefault((one.text or f"{one.id} {one.field}", one.status == "inferred"), []).append((one, share))
    for group in groups.values():
        first = group[0][0]
        said = from_guide.get(first.name) if first.id in ("criterion", "upto") else None
        kind: CriterionKind = "guide" if said else "must" if first.hard else "inferred" if first.status == "inferred" else "wish"
        known = [share for _, share in group if share is not None]
        yield Weighed(kind, tuple(one for one, _ in group), sum(known) if known else None, said)
