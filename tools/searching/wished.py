"""Wishes that no field is for: products whose records say what is wished for come first, those that say another thing in its place last."""

from collections.abc import Collection, Iterable, Sequence

from ...catalogue.catalogue import Catalogue
from ...schema.candidate import Candidate
from ...schema.need import Need
from ...understanding.tokens.lacked import unwanted
from .wish import Record, Wish, wish

STATED = 2
"""What a wish counts that a field meets: as much as one that a title has."""
NOTED = ("unread", "unchecked")
"""Kinds of note that quote a wish which no field is for."""


def wishes(need: Need, noted: Iterable[tuple[str, str]] = ()) -> tuple[Wish, ...]:
    """Those that stand, those that the message is noted to say, and for whom it is."""
    said = dict.fromkeys((*need.words, *(text for kind, text in noted if kind in NOTED)))
    return (*map(wish, said), *((wish(need.audience, audience=True),) if need.audience else ()))


def wanted(need: Need) -> Need:
    """The need with what is wanted alone, to rank by: words for what isn't come near to just that."""
    return need.model_copy(update={"words": tuple(text for text in need.words if not unwanted(text))})


def liked_first(
    candidates: Sequence[Candidate], wished: Sequence[Wish], need: Need, catalogue: Catalogue, said: Collection[str] = ()
) -> tuple[Candidate, ...]:
    """In their order, by how far each meets more of what is wished for, in words or of a field, than it says otherwise of."""
    counted = counting(wished, need, said)
    if not counted:
        return tuple(candidates)
    records = {each.id: Record.of(each, need.language) for each in catalogue.products([one.product_id for one in candidates])}
    stated = {one.name for one in need.active if not one.hard}

    def likes(one: Candidate) -> int:
        told = liking(records[one.product_id], counted) if one.product_id in records else 0
        return told + STATED * len(stated.intersection(one.met))

    return tuple(sorted(candidates, key=lambda one: -likes(one)))


def against_last(candidates: Sequence[Candidate], wished: Sequence[Wish], need: Need, catalogue: Catalogue) -> tuple[Candidate, ...]:
    """In their order, those last whose records say more against what is wished for than for it."""
    counted = counting(wished, need)
    if not counted:
        return tuple(candidates)
    records = {each.id: Record.of(each, need.language) for each in catalogue.products([one.product_id for one in candidates])}
    return tuple(sorted(candidates, key=lambda one: one.product_id in records and liking(records[one.product_id], counted) < 0))


def counting(wished: Iterable[Wish], need: Need, said: Collection[str] = ()) -> tuple[Wish, ...]:
    """Those that come before an order that was asked for: what is one of a kind, as in the cheapest grey one, and no word of an occasion; what is
    `said` behind the order too."""
    return tuple(each for each in wished if each.of_a_kind or not need.sort or each.text in said)


def liking(record: Record, wished: Iterable[Wish]) -> int:
    return sum(each.counts(told) for each in wished if (told := each.told(record)) is not None)
