"""Writes what the reader could not do with a message, so that nothing the buyer said is dropped in silence."""

from collections.abc import Iterable

from ..wording.plain import plain
from .draft import Draft

SAID = (
    "beside", "slip", "currency", "cut", "market", "purpose", "unchecked", "capability", "unread", "unseen", "no_brand", "goods", "inferred",
    "ranked",
)  # fmt: skip
"""Kinds of note that a buyer must hear of; the others are for the ranking."""


def notes(noted: Iterable[tuple[str, str]], currency: str, draft: Draft) -> None:
    """`currency` is the catalogue's."""
    for kind, text in noted:
        if kind == "purpose":
            said, certificates, source = map(plain, text.split("\t"))
            draft.say("note.purpose", text=said, certificates=draft.wording.listed(certificates.split(", "), "or"), source=source)
        elif kind in ("inferred", "goods"):
            said, understood = map(plain, text.split("\t"))
            draft.say(f"note.{kind}", text=said, wishes=understood)
        elif kind == "either":
            first, second = map(plain, text.split("	"))
            draft.say("note.either", first=first, second=second)
        elif kind == "ranked":
            draft.say("note.ranked", text=draft.wording.listed([draft.wording.say("note.word", text=plain(word)) for word in text.split("\t")]))
        elif kind in SAID:
            draft.say(f"note.{kind}", text=plain(text), currency=draft.wording.currency(currency))
