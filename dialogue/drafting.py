"""What a message says right after a draft: another quantity, another price, another product are changes of it, though no letter is named."""

from collections.abc import Sequence
from decimal import Decimal

from ..schema.bid import Bid
from ..schema.command import AnyCommand, Approve, Ask, Inquire, Seek, Want
from ..schema.pending import Pending


def redrafted(commands: Sequence[AnyCommand], pending: Pending | None) -> tuple[AnyCommand, ...]:
    """The commands, as a change of the draft that the last reply showed where they say nothing else."""
    if pending is None or pending.kind != "send" or not pending.choices or not commands:
        return tuple(commands)
    wanted = [_change(one) for one in commands if not isinstance(one, Approve)]
    if not wanted or None in wanted:
        return tuple(commands)
    quantities = [one.quantity for one in wanted if one is not None and one.quantity is not None]
    bids = tuple(bid for one in wanted if one is not None for bid in one.bids)
    of = tuple(pointer for one in wanted if one is not None for pointer in one.of)
    said = {"of": of, "quantity": quantities[-1] if quantities else None, "bids": bids, "by": commands[0].by, "quote": commands[0].quote}
    return (Inquire.model_validate({"act": "draft" if of else "change", "instead": bool(of), **said}),)


def _change(command: AnyCommand) -> Inquire | None:
    """What it changes of a draft; None where it does anything else."""
    match command:
        case Seek(goods=None, query="", quantity=int(quantity)) if not (command.of or command.fields):
            return Inquire(act="change", quantity=quantity)
        case Want(field="price", value=int() | float() as price) if not isinstance(price, bool):
            return Inquire(act="change", bids=(Bid(kind="target", unit_price=Decimal(str(price)), currency=command.unit),))
        case Ask(fields=(), suppose=()) if command.of:
            return Inquire(act="draft", of=command.of)
        case _:
            return None
