"""What a message says right after a draft: another quantity, another price, another product are changes of it, though no letter is named."""

from collections.abc import Sequence
from decimal import Decimal
from math import inf, log

from ..schema.bid import Bid
from ..schema.command import AnyCommand, Approve, Ask, Inquire, Seek, Want
from ..schema.inquiry import Inquiry
from ..schema.pending import Pending


def redrafted(
    commands: Sequence[AnyCommand], pending: Pending | None, drafts: Sequence[Inquiry] = (), numbers: Sequence[float] = ()
) -> tuple[AnyCommand, ...]:
    """The commands, as a change of the draft that the last reply showed where they say nothing else. A "no" with one of the `numbers` of the message
    puts right what of the `drafts` is nearest to it."""
    if pending is None or pending.kind != "send" or not pending.choices or not commands:
        return tuple(commands)
    if all(isinstance(one, Approve) and one.answer == "no" for one in commands) and len(numbers) == 1:
        hand = next((each for each in drafts if each.id in pending.choices), None)
        put_right = _nearest(numbers[0], hand) if hand is not None else None
        return (put_right.model_copy(update={"by": commands[0].by}),) if put_right is not None else tuple(commands)
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
        case Inquire(act="draft" | "change", questions=()) if command.quantity is not None or command.bids:
            return command.model_copy(update={"act": "change"}) if not command.of else None
        case Ask(fields=(), suppose=()) if command.of:
            return Inquire(act="draft", of=command.of)
        case _:
            return None


def _nearest(number: float, draft: Inquiry) -> Inquire | None:
    """The quantity or the price, whichever is nearer by its share; only a price has cents."""
    whole = float(number).is_integer() and draft.quantity is not None
    apart = {
        "quantity": abs(log(number / draft.quantity)) if whole and draft.quantity else inf,
        "price": abs(log(number / float(draft.target_price))) if draft.target_price else (inf if whole else 0.0),
    }
    if number <= 0 or min(apart.values()) == inf:
        return None
    if apart["quantity"] <= apart["price"]:
        return Inquire(act="change", quantity=int(number))
    return Inquire(act="change", bids=(Bid(kind="target", unit_price=Decimal(str(number)), currency=draft.currency),))
