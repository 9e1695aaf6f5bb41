"""The goods of an order, and what the buyer means by "both", "all three", "each": one product of each of them, whatever list was shown last."""

from collections.abc import Callable, Sequence

from ..language.company import whole
from ..schema.command import AnyCommand, Ask, AskParty, HandOver, PurchaseList, Seek
from ..schema.purchase import Item, Purchase
from ..schema.reference import Reference
from .purchases import is_called, names
from .references import looked_at, these
from .sums import TOTAL, patterns
from .topics import Dialogue, named_so

_NAME = 4
"""Letters of a name in Chinese."""
_OF_AN_ORDER = ("terms.", "capability.samples")
"""What is asked of an order rather than of one product."""
_OF_THE_WHOLE = ("terms.payment", "terms.invoice", "terms.freight", "terms.delivery")
"""What holds of the whole order, whichever product was talked about last."""


def named_again(commands: Sequence[AnyCommand], purchase: Purchase, shelf: Callable[[str], str | None]) -> tuple[AnyCommand, ...]:
    """Goods of the list that are named again, and in no number, are gone on with: their line keeps its number, and what was asked of it."""
    commands = [_of_kinds_named(one) if isinstance(one, (Ask, AskParty)) else one for one in commands]
    return tuple(_gone_on_with(one, purchase, shelf) if isinstance(one, Seek) else one for one in commands)


def _of_kinds_named(command: Ask | AskParty) -> Ask | AskParty:
    """Words that only say how many kinds are no description: 两样."""
    of = [_all_of(one) if one.kind == "described" and len(one.words) == 1 else one for one in command.of]
    return command.model_copy(update={"of": tuple(of)})


def _all_of(reference: Reference) -> Reference:
    found = next((match for each in patterns("kinds", "named") if (match := each.fullmatch(reference.words[0]))), None)
    return reference if found is None else Reference(kind="all", count=whole(found["number"]) or 0, text=reference.text)


def _gone_on_with(command: Seek, purchase: Purchase, shelf: Callable[[str], str | None]) -> Seek:
    words = command.goods or ""
    of = shelf(words) if words else None
    lines = [item for item in purchase.items if item.listed and words and names(item, words, of)]
    lines = [item for item in lines if item.need.category == of] or lines
    if len(lines) != 1 or command.quantity is not None or command.also or command.audience or command.of:
        return command
    need = lines[0].need
    return command.model_copy(update={"topic": "same", "goods": words if named_so(need, words) else need.query or need.category})


def of_all(commands: Sequence[AnyCommand], now: Dialogue, turn: int, text: str) -> tuple[AnyCommand, ...]:
    """What is asked of all the goods of an order is asked of one product of each: by kinds ("each of them"), of
    what the last reply told of all of them, and what is asked of an order (samples, payment) and of no product in particular."""
    if len(handed := _handed(commands, now.order)) > 1:  # samples of each are to be sent
        return tuple(_asked_of(one, handed) if isinstance(one, Ask) and one.fields[:1] == ("capability.samples",) else one for one in commands)
    if any(isinstance(one, PurchaseList) or (isinstance(one, Seek) and (one.goods or one.query)) for one in commands):
        return tuple(commands)
    each = _of_kinds(text, now, turn)
    kinds = max((whole(match["number"]) or 0 for one in patterns("kinds", "named") for match in one.finditer(text)), default=0)
    told = now.order.told == turn - 1 and not _list_stands(now)
    return tuple(_of_each(one, now, told, each, kinds) if isinstance(one, (Ask, AskParty)) and TOTAL not in one.fields else one for one in commands)


def _list_stands(now: Dialogue) -> bool:
    """Whether the reply that told of the order told it beneath a list to choose from."""
    last, picks = now.shown[-1] if now.shown else None, {item.pick for item in now.order.items}
    return last is not None and last.turn == now.order.told and not {*last.told} <= picks


def _of_kinds(text: str, now: Dialogue, turn: int) -> bool:
    """Whether the message speaks of kinds of goods; "each" is of the products listed, where a list was shown just before."""
    listed = bool(now.shown) and now.shown[-1].turn == turn - 1
    kinds = (*patterns("kinds", "surely"), *(() if listed else patterns("kinds", "each")))
    return any(one.search(text.lower()) for one in kinds)


def _handed(commands: Sequence[AnyCommand], purchase: Purchase) -> list[Item]:
    """The goods talked about of which something is to be done for the buyer, by their names or the end of these: lamps, of table lamps."""
    parts = [part.strip() for one in commands if isinstance(one, HandOver) for part in patterns("and")[0].split(one.about) if part.strip()]
    words = [word for part in parts for word in (*part.split(), *(part[:end] for end in range(1, _NAME + 1) if not part.isascii()))]
    return [item for item in purchase.items if item.pick is not None and any(is_called(item.need, word) for word in words)]


def _of_each(command: Ask | AskParty, now: Dialogue, told: bool, each: bool, kinds: int) -> Ask | AskParty:
    bare = [one for one in command.of if one.kind == "all" and one.place is None and not (one.words or one.conditions)]
    wanted = [item for item in looked_at(now) if item.wanted or (now.need is not None and item.of(now.need))]
    goods = looked_at(now, kinds) or wanted if len(wanted) < kinds else wanted
    if len(goods) < 2 or len(bare) < len(command.of):
        return command
    if counts := {one.count for one in bare if one.count}:
        return _asked_of(command, goods) if each and counts == {len(goods)} else command
    together = len({at for one in now.focus for at, item in enumerate(goods) if one in item.shown}) > 1
    meant = each or (together and not command.of) or (isinstance(command, Ask) and _of_an_order(command, now, told))
    return _asked_of(command, goods) if meant else command


def _asked_of(command: Ask | AskParty, items: Sequence[Item]) -> Ask | AskParty:
    return command.model_copy(update={"of": (these([item.pick for item in items if item.pick is not None]),)})


def _of_an_order(command: Ask, now: Dialogue, told: bool) -> bool:
    asked = (*command.fields, *(one.field or f"said.{one.value}" for one in command.suppose))
    whole = [
        name
        for name in asked
        if name.startswith(_OF_THE_WHOLE) or (name.startswith("said.") and any(each.search(name) for each in patterns("order")))
    ]
    of = [name for name in asked if name in whole or name.startswith(_OF_AN_ORDER)]
    rest = [name for name in asked if name not in of and not name.startswith("said.")]
    alone = bool(command.of) or len(now.focus) != 1 or len(whole) == len(asked)
    return bool(of or (told and command.fields)) and not rest and alone
