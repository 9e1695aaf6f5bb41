"""Writes what the reader could not do with a message, so that nothing the buyer said is dropped in silence."""

from collections.abc import Iterable

from ..decisions.offer import Offer
from ..wording.plain import plain
from .draft import Draft

SAID = ("slip", "currency", "cut", "market", "purpose", "unchecked", "unread", "unseen")
"""Kinds of note that a buyer must hear of; the others are for the ranking."""


def notes(noted: Iterable[tuple[str, str]], offers: tuple[Offer, ...], draft: Draft) -> None:
    currency = offers[0].product.currency if offers else ""
    for kind, text in noted:
        if kind == "purpose":
            said, certificates, source = map(plain, text.split("\t"))
            draft.say("note.purpose", text=said, certificates=certificates, source=source)
        elif kind in SAID:
            draft.say(f"note.{kind}", text=plain(text), currency=currency)
