"""What a reply showed besides its text, as far as a person wants to read it beside another."""

from collections.abc import Sequence
from typing import Any

from ...catalogue.catalogue import Catalogue

CARDS = 5
"""As many as a buyer sees at first."""


def shown(reply: dict[str, Any] | None) -> dict[str, Any]:
    """Conditions in force, cards, a question, what was missing."""
    if reply is None:
        return {}
    found = {
        "intent": reply["intent"],
        "category": reply["need"].get("category"),
        "conditions": [_condition(one) for one in reply["need"]["conditions"] if one["status"] in ("current", "inherited", "inferred")],
        "cards": [_card(card) for card in reply["cards"][:CARDS]],
        "suggestions": [one["text"] for one in reply["suggestions"]],
        "degraded": list(reply["degraded"]),
    }
    return {name: value for name, value in found.items() if value}


def ranked(ids: Sequence[str], graded: dict[str, int], catalogue: Catalogue) -> dict[str, Any]:
    """A ranking as cards."""
    cards = [{"id": one.id, "title": one.title, "note": f"grade {graded.get(one.id, 0)}"} for one in catalogue.products(ids)]
    return {"cards": cards} if cards else {}


def _condition(one: dict[str, Any]) -> str:
    return f"{'' if one['hard'] else '~'}{one['field']}{one['op']}{one['value']}{'' if one['status'] == 'current' else ' (' + one['status'] + ')'}"


def _card(card: dict[str, Any]) -> dict[str, Any]:
    price = f"{card['price']} {card['currency']}, MOQ {card['moq']}"
    notes = [f"{name}: {', '.join(card[name])}" for name in ("failed", "unknown") if card.get(name)]
    return {"id": card["product_id"], "title": card["title"], "note": "; ".join((price, *notes))}
