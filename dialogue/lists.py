"""A purchase list: the goods of its lines wait, each with its own number and what it must be."""

from collections.abc import Sequence

from ..schema.command import AnyCommand, Line, PurchaseList
from ..schema.need import Need, Waiting
from .request import condition


def waiting(need: Need, commands: Sequence[AnyCommand]) -> Need:
    """`need` with the lines behind the first as goods that wait; as it is where no list is said."""
    said = next((one for one in commands if isinstance(one, PurchaseList)), None)
    if said is None:
        return need
    return need.model_copy(update={"waiting": tuple(map(_waiting, said.lines[1:]))})


def _waiting(line: Line) -> Waiting:
    musts = tuple(condition(each).model_copy(update={"id": f"c{number}"}) for number, each in enumerate(line.musts, 1))
    return Waiting(category=line.goods, quantity=line.quantity, conditions=musts)
