"""A conversation that opens on one product: it is in focus, as if it had been shown alone and pointed at."""

from collections.abc import Sequence
from dataclasses import replace

from ..schema.command import AnyCommand, Open
from ..schema.product import Product
from ..schema.reading import Language, Reading
from ..schema.reference import Shown
from ..understanding.ledger.ledger import apply
from .focus import GROUPS
from .topics import Dialogue, left


def opens_on(commands: Sequence[AnyCommand]) -> str | None:
    """The product that the commands open on; of several the last."""
    return next((one.product for one in reversed(commands) if isinstance(one, Open)), None)


def opened(now: Dialogue, product: Product, turn: int, language: Language) -> Dialogue:
    """The conversation with that product as its new topic; as it was, where it is about it already."""
    if stands_on(now) == product.id:
        return now
    shelf = product.category[-1] if product.category else None
    need = apply(now.need, Reading(intent="search", language=language, topic="new", category=shelf), turn)
    alone = (product.id,)
    shown = Shown(turn=turn, product_ids=alone, category=shelf, opened=True)
    talked = [*(group for group in now.talked if tuple(group) != alone), alone][-GROUPS:]
    return replace(now, need=need, topics=left(now), shown=[*now.shown, shown], focus=alone, talked=talked)


def stands_on(now: Dialogue) -> str | None:
    """The product that the conversation opened on, as long as nothing else was shown or pointed at since."""
    last = now.shown[-1] if now.shown else None
    alone = last is not None and last.opened and tuple(now.focus) in ((), last.product_ids)
    return last.product_ids[0] if alone and last is not None else None
