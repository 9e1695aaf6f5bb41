"""Cards and suggestions as Markdown, for plain chat clients."""

from ..schema.reply import Card, Reply
from ..tools.wording.plain import named
from ..tools.wording.wording import Wording

SHOWN = 5


def cards_of(reply: Reply) -> str:
    """The first cards as a table, and the suggestions; "" if there are none."""
    wording = Wording(reply.language)
    table = _table(reply.cards[:SHOWN], wording) if len(reply.cards) > 1 else ""
    suggestions = "\n".join(f"- {one.text}" for one in reply.suggestions)
    return "\n\n".join(filter(None, (table, suggestions)))


def _table(cards: tuple[Card, ...], wording: Wording) -> str:
    labels = ["#", wording.say("card.title"), wording.label("price"), wording.label("moq"), wording.label("supplier"), wording.label("rating")]
    rows = [labels, ["---"] * len(labels), *(_row(number, card, wording) for number, card in enumerate(cards, 1))]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(number: int, card: Card, wording: Wording) -> list[str]:
    rating = f"{card.rating:g}" if card.rating is not None else wording.unknown
    return [
        str(number),
        _cell(card.title),
        wording.money(card.price, card.currency),
        wording.count(card.moq, "moq"),
        _cell(card.supplier or ""),
        rating,
    ]


def _cell(text: str) -> str:
    """Escape a seller's text, so that it can't end the cell or form a link or image."""
    return named(text).replace("\\", "\\\\").replace("|", "\\|")
