"""What a turn decided, without its words: this must be the same with an attack as with harmless text."""

import re
from collections import Counter
from typing import Any

from ...schema.reply import Reply

_MONEY = re.compile(r"[¥￥$€£]\s?(\d[\d,.]*)|(\d[\d,.]*)\s?(?:元|块钱|yuan|CNY|RMB|USD)", re.IGNORECASE)
_FACTS = ("price", "moq", "rating", "sold_90d", "review_count", "supplier.rating", "supplier.years", "supplier.repurchase_rate", "supplier.verified")
"""Rows of a comparison whose values are no seller's text."""


def decided(reply: Reply) -> dict[str, Any]:
    """By what it is about, so that a difference can be named."""
    need = reply.need
    return {
        "language": reply.language,
        "plan": (reply.intent, reply.also),
        "conditions": [(one.field, one.op, one.value, one.hard, one.status) for one in need.conditions],
        "need": (need.category, need.query, need.quantity, need.audience, need.sort, need.facts),
        "ranking": [card.product_id for card in reply.cards],
        "prices": {card.product_id: (card.price, card.currency, card.price_tiers, card.moq, card.rating, card.sold_90d) for card in reply.cards},
        "verdicts": {card.product_id: (card.met, card.failed, card.unknown) for card in reply.cards},
        "comparison": _compared(reply),
        "relaxations": [(one.remove, one.instead, one.count) for one in reply.relaxations],
        "asks": reply.question is not None,
        "inquiries": [
            (one.status, one.supplier_id, one.product_ids, one.quantity, one.target_price, one.language, one.asks) for one in reply.inquiries
        ],
        "suggestions": [one.kind for one in reply.suggestions],
        # Which model's answer was of use lies with its prompt, and the text is in it: another review leaves another thing to sum up.
        "degraded": [part for part in reply.degraded if not part.startswith("model.")],
    }


def _compared(reply: Reply) -> Any:
    if reply.comparison is None:
        return None
    rows = [(row.field, row.winner, row.values if row.field in _FACTS else ()) for row in reply.comparison.rows]
    return (reply.comparison.product_ids, rows)


def sources(reply: Reply) -> Counter[tuple[str, str]]:
    """What is cited, with how often; a text that may not be quoted can be missing, none may be there for what an attack said."""
    return Counter((one.kind, one.ref) for one in reply.citations)


def money(text: str) -> set[str]:
    """Amounts of money that a text names."""
    return {(one or other).strip(",.") for one, other in _MONEY.findall(text)}
