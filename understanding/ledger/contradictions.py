"""New conditions that leave an older one nothing: asked about, where the buyer doesn't say that he changed his mind."""

from collections.abc import Iterable, Sequence

from ...schema.base import Noun
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reading import Reading
from ..slots import leave_nothing, narrows, slot


class Contradiction(Noun):
    """`old` stand in the ledger (or earlier in the same message: `within`), `new` can't be met together with them."""

    old: tuple[Condition, ...]
    new: tuple[Condition, ...]
    within: bool = False


def contradiction(need: Need | None, reading: Reading) -> Contradiction | None:
    """The first contradiction within the message, else between it and the ledger; None where it says that it corrects.

    What is said again of the same slot replaces what was said, and so contradicts nothing; an older wish gives way.
    """
    if reading.correction:
        return None
    said = [each for each in reading.conditions if not _measured(each, reading)]
    for place, new in enumerate(said):
        if against := _against(new, said[:place]):
            return Contradiction(old=against, new=_together(new, said), within=True)
    for new in said:
        if against := _against(new, _standing(need, reading)):
            also = [each for each in said if any(leave_nothing(each, old) for old in against)]
            return Contradiction(old=against, new=tuple(dict.fromkeys((new, *_together(new, said), *also))))
    return None


def _against(new: Condition, others: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(each for each in others if each.hard and leave_nothing(new, each))


def _standing(need: Need | None, reading: Reading) -> Sequence[Condition]:
    """What of the ledger would stand beside the message: not what it takes back or replaces."""
    if need is None or reading.topic == "new" or "*" in reading.dropped:
        return ()
    left = [each for each in need.hard if each.field not in reading.dropped and each.id not in reading.dropped]
    return [each for each in left if not any(_gives_way(each, new) for new in reading.conditions)]


def _gives_way(old: Condition, new: Condition) -> bool:
    """What is said again, and a number beside a bound that allows it: "at most 5" takes the place of "5". What is not wanted stays unwanted."""
    if slot(old) == slot(new) and slot(new)[1] != "not":
        return not narrows(new, old)
    ours, theirs = slot(new)[1], slot(old)[1]
    bounded = {"upper", "lower"} & {ours, theirs} != set() and "is" in (ours, theirs)
    return old.field == new.field and bounded and isinstance(new.value, (int, float)) and not leave_nothing(new, old)


def _together(new: Condition, said: Sequence[Condition]) -> tuple[Condition, ...]:
    """The condition with what was said in the same words: both ends of a range."""
    return tuple(each for each in said if each is new or (each.field == new.field and each.text == new.text and new.text))


def _measured(condition: Condition, reading: Reading) -> bool:
    """What is measured against the products shown replaces by its nature."""
    return any(condition.text == wish.text for wish in reading.relative)
