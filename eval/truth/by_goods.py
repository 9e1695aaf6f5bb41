"""A reply about several goods in one reply for each of them: each line is held against what was asked of its own."""

import re
from collections.abc import Iterator

from ...catalogue.catalogue import Catalogue
from ...schema.need import Need
from ...schema.reply import Card, Reply

_ITEM = re.compile(r"^(?P<number>\d+)\. (?=\*\*.+?\*\* — (?:[\d,]+ (?:件单价 |pcs at )|[^\d\s]))", re.MULTILINE)


def by_goods(reply: Reply, catalogue: Catalogue) -> tuple[Reply, list[Reply]]:
    """What is said beside the lines, and each line as a list of one."""
    if reply.purchase is None:
        return reply, []
    lines = reply.text.split("\n")
    items = [line for line in lines if _ITEM.match(line)]
    beside = "\n".join(line for line in lines if line not in items)
    cards = tuple(_bare(card, reply.need, catalogue) for card in reply.cards[: len(items)])
    return reply.model_copy(update={"text": beside, "cards": cards, "purchase": None}), list(_alone(reply, items))


def _bare(card: Card, need: Need, catalogue: Catalogue) -> Card:
    """As it would stand in a list for that need: its own line tells what it meets of another."""
    price = next((str(product.price_at(need.quantity)) for product in catalogue.products([card.product_id])), card.price)
    return card.model_copy(update={"price": price, "met": (), "failed": (), "unknown": ()})


def _alone(reply: Reply, lines: list[str]) -> Iterator[Reply]:
    for line in lines:
        found = _ITEM.match(line)
        place = int(found["number"]) - 1 if found else 0
        if place < len(reply.cards):
            card = reply.cards[place]
            need = _need(reply, card.product_id)
            many = re.search(r"— ([\d,]+) (?:件单价|pcs at)", line)
            need = need.model_copy(update={"quantity": int(many[1].replace(",", ""))}) if many else need
            yield reply.model_copy(update={"text": "1. " + line[found.end() if found else 0 :], "cards": (card,), "need": need, "purchase": None})


def _need(reply: Reply, product_id: str) -> Need:
    """Of several lines of the same goods the one that it was taken for."""
    items = reply.purchase.items if reply.purchase is not None else ()
    return next((item.need for item in items if item.pick == product_id), reply.need)
