"""Checks of a replayed turn against records: each one that is broken is a fault that nobody need believe the buyer for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from ...catalogue.conditions import Judge
from ...schema.condition import Condition
from ...schema.need import Need
from ...tools.shop import Shop
from ..broken import broken
from ..compare.form import malformed
from ..truth.checker import faults
from .gold import Gold
from .replaying import Played
from .traces import Trace

LISTING = ("search", "refine")


@dataclass(frozen=True)
class Broken:
    """`check`: need, conditions, offered, records, text, form, or nothing there."""

    check: str
    what: str


def checked(played: Played, gold: Gold, shop: Shop, today: date) -> list[Broken]:
    return list(_checked(played, gold, shop, today))


def checked_as_answered(trace: Trace, gold: Gold, shop: Shop, today: date) -> list[Broken]:
    """The reply that the buyer saw; by the records only where they are still those that it was made from."""
    turn = trace.turns[-1]
    reply, found = turn.reply, list[Broken]()
    if lacking := gold.lacking(reply.need, shop, today):
        found.append(Broken("need", f"not understood: {', '.join(lacking)}"))
    if turn.store == shop.catalogue.manifest.version and (wrong := broken(reply, shop.catalogue, today)):
        found.append(Broken("conditions", "; ".join(f"{product} breaks {name}" for product, name in wrong[:5])))
    if wrong_form := malformed({"reply": reply.model_dump(mode="json")}):
        found.append(Broken("form", "; ".join(wrong_form)))
    return found


def _checked(played: Played, gold: Gold, shop: Shop, today: date) -> Iterator[Broken]:
    reply = played.reply
    if lacking := gold.lacking(reply.need, shop, today):
        yield Broken("need", f"not understood: {', '.join(lacking)}")
    need = gold.laid_over(reply.need, shop, today)
    if wrong := broken(reply.model_copy(update={"need": need}), shop.catalogue, today):
        yield Broken("conditions", "; ".join(f"{product} breaks {name}" for product, name in wrong[:5]))
    yield from _offered(played, need, shop, today)
    if wrong_cards := [card.product_id for card in reply.cards if not _as_recorded(card.product_id, card.price, need, shop)]:
        yield Broken("records", f"the price isn't the record's: {', '.join(wrong_cards)}")
    said = [str(answer["said"]) for answer in played.answers]
    strange = [fault.why for fault in faults(reply, shop.catalogue, today, said) if fault.kind in ("price", "number", "unit", "date")]
    if strange:
        yield Broken("text", f"from nowhere: {', '.join(strange[:5])}")
    if wrong_form := malformed(played.answers[-1]):
        yield Broken("form", "; ".join(wrong_form))


def _offered(played: Played, need: Need, shop: Shop, today: date) -> Iterator[Broken]:
    """Where something is looked for: what is offered is of the goods asked for, and something is wherever a record meets all."""
    reply = played.reply
    if reply.intent not in LISTING or not (need.category or need.query):
        return
    if not need.category:
        yield from _of_no_shelf(played, need, shop, today)
        return
    meeting = meeting_ids(need, shop, today)
    hard = {one.name for one in need.hard}
    offered = [card.product_id for card in reply.cards if not hard & {*card.failed, *card.unknown}]
    if not meeting and not offered:
        yield Broken("nothing there", f"no record is {need.category} with {', '.join(sorted(hard)) or 'nothing else asked'}")
    elif meeting and not set(offered) & set(meeting):
        yield Broken("offered", f"nothing that meets all is offered, and {len(meeting)} records do")


def _of_no_shelf(played: Played, need: Need, shop: Shop, today: date) -> Iterator[Broken]:
    """Goods that no category is called by: there the records are asked by the words alone."""
    count = shop.retriever.count(need, today=today)
    if not count and not played.reply.cards:
        yield Broken("nothing there", f"no record is {need.query}")
    elif count and not played.reply.cards:
        yield Broken("offered", f"nothing is offered, and {count} records are {need.query}")


def meeting_ids(need: Need, shop: Shop, today: date) -> list[str]:
    """Of the records, exhaustively: what is of the category and meets every hard condition."""
    columns = shop.catalogue.columns
    wanted = [*need.hard, *([Condition(id="category", field="category", op="=", value=need.category)] if need.category else [])]
    return [str(columns.ids[row]) for row in np.flatnonzero(Judge(columns, today, need.quantity).mask(wanted))]


def _as_recorded(product_id: str, price: str | None, need: Need, shop: Shop) -> bool:
    product = shop.catalogue.product(product_id)
    recorded = product.price_at(need.quantity) if product is not None else None
    return product is not None and price == (None if recorded is None else str(recorded))
