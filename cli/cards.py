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
TIERS = 2  # price tiers after the first; --json has all
TITLE = 24
"""Characters of a title below the table; Latin titles get twice as many."""
SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
MARKS = (("met", "✓", "green"), ("failed", "✗", "red"), ("unknown", "?", "yellow"))
SHADOWING = (MARKS[0], MARKS[2], MARKS[1])
"""For a wish of several conditions, the last matching mark counts."""


def card_table(cards: Sequence[Card], language: Language, wishes: Mapping[str, str], limit: int = SHOWN) -> Table:
    """Table of the first `limit` cards. `wishes`: the buyer's words by condition name."""
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
    """The cards after the first five, by title; "" if there are none."""
    if len(cards) <= SHOWN:
        return ""
    titles = ("；" if language == "zh" else "; ").join(_cut(printable(card.title)) for card in cards[SHOWN:])
    return LABELS[language]["more"].format(count=len(cards) - SHOWN, titles=titles)


def _cut(title: str) -> str:
    """Shorten the title, a Latin one at a word boundary."""
    limit = TITLE * 2 if title.isascii() else TITLE
    if len(title) <= limit:
        return title
    cut = title[:limit]
    return (cut.rsplit(" ", 1)[0] if title.isascii() and " " in cut else cut) + "…"


def wishes(need: Need, glossary: "Glossary | None" = None, criteria: Sequence[Criterion] = ()) -> dict[str, str]:
    """Words to show by condition name: the buyer's own, ours for an inferred condition, "" for hidden ones. Values are translated by `glossary`,
    without one by the reply's `criteria`."""
    from ..tools.wording.wording import Wording  # loads more than a command's help needs

    wording = Wording(need.language, glossary=glossary)
    told = {name: each.text for each in criteria if each.kind == "inferred" for name in each.conditions} if glossary is None else {}
    return {condition.name: told.get(condition.name) or _words(condition, wording) for condition in need.conditions}


def _words(condition: Condition, wording: "Wording") -> str:
    from ..tools.wording.wording import understood

    if condition.field == "product" and not condition.text:
        return ""  # paging, or excluding the reference product of "others like it"
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
    """One mark per wish: both bounds of "around 200" share one."""
    by_words = {words: (sign, style) for field, sign, style in SHADOWING for name in getattr(card, field) if (words := wishes.get(name, name))}
    marks = Text()
    for _, sign, style in MARKS:
        for words in (words for words, mark in by_words.items() if mark == (sign, style)):
            marks.append(f"{sign} {printable(words)}\n", style=style)
    marks.rstrip()
    return marks


def _or_dash(value: float | None) -> str:
    return "–" if value is None else str(value)
