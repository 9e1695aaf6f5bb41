"""Writes what the reader could not do with a message, so that nothing the buyer said is dropped in silence."""

import re
from collections.abc import Iterable, Sequence

from ...schema.condition import Condition
from ...schema.need import Need
from ...understanding.tokens.lacked import unwanted
from ..decisions.offer import Offer
from ..wording.plain import plain
from .draft import Draft
from .in_words import in_words
from .understood import understood

SAID = (
    "currency", "cut", "repeated", "many", "no_brand", "inferred", "ranked", "aside", "total", "handed_over", "declined", "unfound",
    "unowned_supplier", "unowned_brand", "worked_out",
)  # fmt: skip
"""Kinds of note that a buyer must hear of; the others are for the ranking."""
_BY = re.compile(r"前$|^(?:by|before) (?=\w)", re.IGNORECASE)
"""What is said with a day by which it is wanted, in the sentence for it."""
LEFT = ("unread", "unseen")
"""Those of words that nobody made anything of."""
UNHELD = ("unread", "unseen", "unmentioned", "unchecked")
"""Those that are told together, behind everything else."""
BEHIND = (*LEFT, "unchecked", "inferred", "converted", "handed_over", "declined")
"""Those that are told behind the answer: no apology stands before the goods."""
LEFT_OUT = ("cut", "repeated", "many")
"""Those of them that tell that not all of the message was read."""


def notes(noted: Iterable[tuple[str, str]], currency: str, draft: Draft, offers: Sequence[Offer] = (), wanted: Sequence[Condition] = ()) -> None:
    """`currency` is the catalogue's; `offers` are those that the reply names, whose own words may say what no field does; `wanted` the need's
    conditions."""
    noted = list(noted)
    if lacked_brands := list(dict.fromkeys(plain(text) for kind, text in noted if kind == "no_brand")):
        draft.say("note.no_brand", text=draft.wording.listed([draft.wording.say("note.word", text=each) for each in lacked_brands]))
    _converted([text for kind, text in noted if kind == "converted"], currency, draft)
    for kind, text in noted:
        if kind == "inferred":
            understood(text, wanted, offers, draft)
        elif kind == "ranked":
            draft.say("note.ranked", text=draft.wording.listed([draft.wording.say("note.word", text=plain(word)) for word in text.split("\t")]))
        elif kind == "unpointed":
            line = draft.wording.say("note.unpointed", text=plain(text))
            draft.add(*([] if line in draft.lines else [line]))
        elif kind == "case":
            draft.left.append(_measured(text, draft))
        elif kind in UNHELD:
            draft.left.append(plain(text))
        elif kind in SAID and kind != "no_brand":
            draft.say(f"note.{kind}", text=plain(text), currency=draft.wording.currency(currency))
            if kind == "handed_over":
                draft.say("details.ask")


def _measured(text: str, draft: Draft) -> str:
    """What was measured of the buyer's case: the fact and, behind a tab, the number."""
    fact, _, number = text.partition("\t")
    said = draft.wording.say_if(f"details.case_{fact}", number=number).strip()
    unit = draft.wording.unit(fact).strip()
    label = draft.wording.label(f"attr.{fact.rpartition('_')[0] if unit else fact}")
    return said or f"{label} {number} {unit}".strip()


def _converted(sums: Sequence[str], currency: str, draft: Draft) -> None:
    """What the sums in one other currency come to here, in one line."""
    of_unit: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for said, worth, rate, day in (map(plain, text.split("\t")) for text in dict.fromkeys(sums)):
        of_unit.setdefault((said.rsplit(" ", 1)[-1], rate, day), []).append((said, draft.wording.money(worth, currency)))
    for (unit, rate, day), each in of_unit.items():
        texts, amounts = (draft.wording.listed(list(own)) for own in zip(*each, strict=True))
        by = draft.wording.say("rate.published", day=day) if day else draft.wording.say("rate.own")
        draft.say("note.converted" if len(each) == 1 else "note.converted_several", text=texts, amount=amounts, rate=rate, unit=unit, by=by)


def behind(noted: Iterable[tuple[str, str]], currency: str, draft: Draft, offers: Sequence[Offer], need: Need, *, listed: bool = False) -> None:
    """What could not be made a condition, behind the answer; behind a list (`listed`) what was wished before."""
    noted = list(dict.fromkeys(noted))
    said = [note for note in noted if note[0] in LEFT or (note[0] == "unchecked" and unwanted(note[1]))]
    in_words([text for _, text in said], need, offers, draft, standing=listed)
    notes([note for note in noted if note not in said], currency, draft, offers, need.active)


def borne_in_mind(noted: Iterable[tuple[str, str]], draft: Draft) -> None:
    """Where to, by when, and what the buyer tells of himself: it is for the seller to confirm."""
    told = [(kind, plain(text)) for kind, text in dict.fromkeys(noted) if kind.startswith("order_")]
    if said := [draft.wording.say(f"note.{kind}", text=_BY.sub("", text) if kind == "order_deadline" else text) for kind, text in told]:
        draft.say("note.order", what=draft.wording.listed(said, "comma"))
