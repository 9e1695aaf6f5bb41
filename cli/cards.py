"""Cards as a table: price, MOQ, supplier, rating, and each condition as met, failed or unknown."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ..schema.condition import Condition
from ..schema.need import Need
from ..schema.reading import Language
from ..schema.reply import Card, Criterion
from .labels import LABELS
from .screen import printable

if TYPE_CHECKING:
    from ..tools.wording.glossary import Glossary
    from ..tools.wording.wording import Wording

SHOWN = 5
TIERS = 2  # price tiers beside the first; the rest stands in --json
TITLE = 24
"""Characters of a title below the table, of a Latin one twice as many."""
SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
MARKS = (("met", "✓", "green"), ("failed", "✗", "red"), ("unknown", "?", "yellow"))
SHADOWING = (MARKS[0], MARKS[2], MARKS[1])
"""Of a wish that is several conditions the later mark counts."""


def card_table(cards: Sequence[Card], language: Language, wishes: Mapping[str, str], limit: int = SHOWN) -> Table:
    """`wishes` are the buyer's own words by condition name."""
    label = LABELS[language]
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("#", justify="right")
    table.add_column(label["product"], ratio=3)
    table.add_column(label["price"], justify="right", no_wrap=True)
    table.add_column(label["moq"], justify="right", no_wrap=True)
    table.add_column(label["supplier"], ratio=2)
    table.add_column(label["rating"], justify="right", no_wrap=True)
    table.add_column(label["conditions"], ratio=2)
    for number, card in enumerate(cards[:limit], start=1):
        supplier = Text(printable(card.supplier or "–"))
        table.add_row(str(number), _title(card), _price(card), _or_dash(card.moq), supplier, _or_dash(card.rating), _marks(card, wishes))
    return table


def rest(cards: Sequence[Card], language: Language) -> str:
    """The cards after the first five, by title; "" where there are none."""
    if len(cards) <= SHOWN:
        return ""
    titles = ("；" if language == "zh" else "; ").join(_cut(printable(card.title)) for card in cards[SHOWN:])
    return LABELS[language]["more"].format(count=len(cards) - SHOWN, titles=titles)


def _cut(title: str) -> str:
    """A Latin title at a word's end."""
    limit = TITLE * 2 if title.isascii() else TITLE
    if len(title) <= limit:
        return title
    cut = title[:limit]
    return (cut.rsplit(" ", 1)[0] if title.isascii() and " " in cut else cut) + "…"


def wishes(need: Need, glossary: "Glossary | None" = None, criteria: Sequence[Criterion] = ()) -> dict[str, str]:
    """Each condition's name with the words in which the buyer set it, ours for what was inferred, "" for what he needn't see. Values are in his
    language by the store's `glossary`, or where there is none by the `criteria` of the reply that it was said with."""
    from ..tools.wording.wording import Wording  # it loads more than a command's help needs

    wording = Wording(need.language, glossary=glossary)
    told = {name: each.text for each in criteria if each.kind == "inferred" for name in each.conditions} if glossary is None else {}
    return {condition.name: told.get(condition.name) or _words(condition, wording) for condition in need.conditions}


def _words(condition: Condition, wording: "Wording") -> str:
    from ..tools.wording.wording import understood

    if condition.field == "product" and not condition.text:
        return ""  # that the page was turned, or the product itself left out where others like it are asked for
    if understood(condition):
        return wording.condition(condition)
    said = condition.text if condition.status != "inferred" else ""
    return said or wording.condition(condition.model_copy(update={"text": ""}))


def _title(card: Card) -> Text:
    title = Text(printable(card.title))
    if card.brand and card.brand.casefold() not in card.title.casefold():
        title.append(f"  {printable(card.brand)}", style="dim")
    return title


def _price(card: Card) -> Text:
    if card.price is None:
        return Text("–", style="dim")
    price = Text(SIGNS.get(card.currency, f"{card.currency} ") + card.price)
    for tier in card.price_tiers[1 : 1 + TIERS]:
        price.append(f"\n≥{tier.min_qty}: {tier.unit_price}", style="dim")
    return price


def _marks(card: Card, wishes: Mapping[str, str]) -> Text:
    """One a wish: the two bounds of "around 200" are met together or not at all."""
    by_words = {words: (sign, style) for field, sign, style in SHADOWING for name in getattr(card, field) if (words := wishes.get(name, name))}
    marks = Text()
    for _, sign, style in MARKS:
        for words in (words for words, mark in by_words.items() if mark == (sign, style)):
            marks.append(f"{sign} {printable(words)}\n", style=style)
    marks.rstrip()
    return marks


def _or_dash(value: float | None) -> str:
    return "–" if value is None else str(value)
