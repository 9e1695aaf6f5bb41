"""New conditions that can't be met together with older ones: the buyer is asked, unless the message is a correction."""

from collections.abc import Iterable, Sequence

from ...schema.base import Noun
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reading import Reading
from ..slots import leave_nothing, narrows, slot


class Contradiction(Noun):
    """The `new` conditions can't be met together with the `old` ones. `within`: both are in the same message."""

    old: tuple[Condition, ...]
    new: tuple[Condition, ...]
    within: bool = False


def contradiction(need: Need | None, reading: Reading) -> Contradiction | None:
    """The first contradiction within the message, else between it and the ledger; None for a correction. A condition on the same slot replaces the
    old one, so it contradicts nothing; of an older and a new one of which one is soft, the older yields."""
    if reading.correction:
        return None
    said = [each for each in reading.conditions if not _is_relative(each, reading)]
    for place, new in enumerate(said):
        if against := _against(new, said[:place]):
            return Contradiction(old=against, new=_of_the_same_words(new, said), within=True)
    for new in (each for each in said if each.hard):
        if against := _against(new, _standing(need, reading)):
            also = [each for each in said if any(leave_nothing(each, old) for old in against)]
            return Contradiction(old=against, new=tuple(dict.fromkeys((new, *_of_the_same_words(new, said), *also))))
    return None


def _against(new: Condition, others: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(each for each in others if each.hard and leave_nothing(new, each))


def _standing(need: Need | None, reading: Reading) -> Sequence[Condition]:
    """The hard conditions of the ledger that the message neither drops nor replaces."""
    if need is None or reading.topic == "new" or "*" in reading.dropped:
        return ()
    left = [each for each in need.hard if each.field not in reading.dropped and each.id not in reading.dropped]
    return [each for each in left if not any(_is_replaced(each, new) for new in reading.conditions)]


def _is_replaced(old: Condition, new: Condition) -> bool:
    """True if `new` replaces `old`: same slot, or a bound beside a number that it allows ("at most 5" replaces "5"). Exclusions are kept."""
    if slot(old) == slot(new) and slot(new)[1] != "not":
        return not narrows(new, old)
    ours, theirs = slot(new)[1], slot(old)[1]
    bounded = {"upper", "lower"} & {ours, theirs} != set() and "is" in (ours, theirs)
    return old.field == new.field and bounded and isinstance(new.value, (int, float)) and not leave_nothing(new, old)


def _of_the_same_words(new: Condition, said: Sequence[Condition]) -> tuple[Condition, ...]:
    """`new` with the conditions of the same words: both ends of a range."""
    return tuple(each for each in said if each is new or (each.field == new.field and each.text == new.text and new.text))


def _is_relative(condition: Condition, reading: Reading) -> bool:
    """True if the condition was measured against shown products; such a one always replaces."""
    return any(condition.text == wish.text for wish in reading.relative)
