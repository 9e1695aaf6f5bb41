"""Claims against each other: what is said twice counts once, what is said otherwise is told."""

from collections.abc import Sequence
from typing import Any, Protocol

from ...retrievers.web.page import same_words
from ...schema.claim import Claim

_LETTERS = 4
_ALIKE = 0.7
_INSIDE = 0.85


class Asking(Protocol):
    """A criterion of a guide, or a claim that is one."""

    @property
    def attribute(self) -> Any: ...
    @property
    def op(self) -> Any: ...
    @property
    def value(self) -> Any: ...
    @property
    def upto(self) -> Any: ...
    @property
    def when(self) -> dict[str, Any]: ...


def weighed(claims: Sequence[Claim]) -> list[Claim]:
    """Each thing said once, by whom it is best said (trust, then the newer), in the order of the claims; with who says the same or otherwise."""
    kept: dict[int, Claim] = {}
    pieces: dict[int, frozenset[str]] = {}
    ranked = sorted(range(len(claims)), key=lambda place: (-claims[place].trust, _age(claims[place]), place))
    for place in ranked:
        claim, mine = claims[place], letters(claims[place].text)
        twin = next((other for other in kept if _one_ask(kept[other], claim) and same(mine, pieces[other])), None)
        if twin is None:
            kept[place], pieces[place] = claim, mine
            continue
        first = kept[twin]
        voice = claim.source or claim.ref
        if claim.ref != first.ref and voice not in (first.source, *first.also):
            kept[twin] = first.model_copy(update={"also": (*first.also, voice)})
    found = [kept[place] for place in sorted(kept)]
    asking = [claim for claim in found if claim.says == "criterion"]
    against = {id(one): tuple(dict.fromkeys(other.ref for other in asking if other is not one and disagree(one, other))) for one in asking}
    return [claim.model_copy(update={"against": against[id(claim)]}) if against.get(id(claim)) else claim for claim in found]


def disagree(one: Asking, other: Asking) -> bool:
    """Both name a number for the same attribute under the same circumstances, and no product can meet both."""
    if one.attribute != other.attribute or not (_is_number(one.value) and _is_number(other.value)):
        return False
    return _together(one.when, other.when) and not _compatible(one, other)


def agree(one: Asking, other: Asking) -> bool:
    """Both ask for the same number, in a case that both name."""
    return same_ask(one, other) and _is_number(one.value) and _together(one.when, other.when)


def same_ask(one: Asking, other: Asking) -> bool:
    """Both ask for the same values, in whatever case."""
    return (one.attribute, one.op, one.value, one.upto) == (other.attribute, other.op, other.value, other.upto)


def _compatible(one: Asking, other: Asking) -> bool:
    """Whether some value meets both: bounds that overlap, or the same number."""
    lows = [each.value if each.op in ("=", ">=", ">") else float("-inf") for each in (one, other)]
    highs = [each.upto or (each.value if each.op in ("=", "<=", "<") else float("inf")) for each in (one, other)]
    return bool(max(lows) <= min(highs))


def _together(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether both speak of the same case: every circumstance that both name overlaps by half of the narrower, and one at least is named by both,
    or neither names any."""
    common = [name for name in one if name in other]
    if not common:
        return not one and not other
    return all(_overlap(one[name], other[name]) for name in common)


def _overlap(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list) and all(map(_is_number, (*one, *other))) and len(one) == len(other) == 2:
        narrow, wide = sorted((one, other), key=lambda each: each[1] - each[0])
        if narrow[0] == narrow[1]:
            return bool(wide[0] < narrow[0] < wide[1] or narrow == wide)
        return bool(min(one[1], other[1]) - max(one[0], other[0]) >= (narrow[1] - narrow[0]) / 2)
    ones, others = (set(each) if isinstance(each, list) else {each} for each in (one, other))
    return bool(ones & others)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _one_ask(one: Claim, other: Claim) -> bool:
    """In one language, and asking for the same: alike words may ask for 2.5 TOG and for 1.0."""
    return (one.lang, one.attribute, one.op, one.value, one.upto) == (other.lang, other.attribute, other.op, other.value, other.upto)


def letters(text: str) -> frozenset[str]:
    plain = same_words(text)
    return frozenset(plain[start : start + _LETTERS] for start in range(max(1, len(plain) - _LETTERS + 1)))


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Most of their pieces are common, or one stands inside the other."""
    common = len(one & other)
    return common >= _ALIKE * len(one | other) or common >= _INSIDE * min(len(one), len(other)) > 12


def _age(claim: Claim) -> int:
    """The newest first, the undated last."""
    return -int(claim.published[:10].replace("-", "")) if claim.published else 0
