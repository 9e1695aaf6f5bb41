"""Writes what the reader could not do with a message, so that nothing the buyer said is dropped in silence."""

from collections.abc import Iterable, Sequence

from ...schema.condition import Condition
from ...understanding.tokens.lacked import lacked, says_lack, unwanted
from ..decisions.offer import Offer
from ..facts.worded import has_words, worded, writes
from ..searching.unwanted import has
from ..wording.plain import plain
from .draft import Draft
from .understood import understood

SAID = (
    "slip", "currency", "cut", "repeated", "many", "market", "purpose", "unchecked", "capability", "unread", "unseen", "unmentioned",
    "no_brand", "no_firm", "inferred", "ranked", "aside", "total", "handed_over", "declined",
)  # fmt: skip
"""Kinds of note that a buyer must hear of; the others are for the ranking."""
LEFT = ("unread", "unseen")
"""Those of words that nobody made anything of."""
BEHIND = (*LEFT, "unchecked", "handed_over", "declined")
"""Those that are told behind the answer: no apology stands before the goods."""
LEFT_OUT = ("cut", "repeated", "many")
"""Those of them that tell that not all of the message was read."""


def notes(noted: Iterable[tuple[str, str]], currency: str, draft: Draft, offers: Sequence[Offer] = (), wanted: Sequence[Condition] = ()) -> None:
    """`currency` is the catalogue's; `offers` are those that the reply names, whose own words may say what no field does; `wanted` the need's
    conditions."""
    for kind, text in noted:
        if kind == "unchecked" and (who := _saying(text, offers, draft)):
            key = "note.lacking_all" if len(who) == len(offers) else "note.lacking"
            draft.say(key, text=plain(text), who=draft.wording.positions(who))
        elif kind == "unchecked" and (thing := unwanted(text)) and (who := [at for at, offer in enumerate(offers) if has(offer.product, thing)]):
            key = "note.having_all" if len(who) == len(offers) else "note.having"
            draft.say(key, text=plain(text), thing=plain(thing), who=draft.wording.positions(who))
        elif kind == "purpose":
            said, certificates, source = map(plain, text.split("\t"))
            draft.say("note.purpose", text=said, certificates=draft.wording.listed(certificates.split(", "), "or"), source=source)
        elif kind == "inferred":
            understood(text, wanted, offers, draft)
        elif kind == "converted":
            said, worth, rate = map(plain, text.split("\t"))
            draft.say("note.converted", text=said, amount=draft.wording.money(worth, currency), rate=rate, unit=said.rsplit(" ", 1)[-1])
        elif kind == "stand_in":
            said, field = text.split("\t")
            draft.say("note.stand_in", text=plain(said), field=draft.wording.label(field))
        elif kind == "either":
            first, second = map(plain, text.split("	"))
            draft.say("note.either", first=first, second=second)
        elif kind == "ranked":
            draft.say("note.ranked", text=draft.wording.listed([draft.wording.say("note.word", text=plain(word)) for word in text.split("\t")]))
        elif kind in SAID:
            draft.say(f"note.{kind}", text=plain(text), currency=draft.wording.currency(currency))


def behind(noted: Iterable[tuple[str, str]], currency: str, draft: Draft, offers: Sequence[Offer], wanted: Sequence[Condition]) -> None:
    """What could not be made a condition, behind the answer; a question still comes last."""
    noted = list(dict.fromkeys(noted))
    asked = draft.question is not None and draft.lines[-1:] == [draft.question]
    last = [draft.lines.pop()] if asked else []
    _left([text for kind, text in noted if kind in LEFT], draft, offers)
    notes([note for note in noted if note[0] not in LEFT], currency, draft, offers, wanted)
    draft.lines += last


def _left(texts: Sequence[str], draft: Draft, offers: Sequence[Offer]) -> None:
    """Words that no field is for: whose own words have them, of the goods shown; where none has them, all at once."""
    silent, dumb = list[str](), list[str]()
    for text in texts:
        told = draft.wording.say("note.word", text=plain(text))
        read = [place for place, offer in enumerate(offers) if any(writes(each, text) for each in worded(offer.product, draft.wording.language))]
        who = [place for place in read if has_words(offers[place].product, text, draft.wording.language)]
        whole = len(read) == len(offers)  # of a record in another language nobody can say that it is silent
        if who:
            draft.say("note.left_in_all" if len(who) == len(offers) else "note.left_in", text=told, who=draft.wording.positions(who))
        else:
            (silent if read and whole else dumb).append(told)
    if silent:
        draft.say("note.left_silent", text=draft.wording.listed(silent))
    if dumb:
        draft.say("note.left_unread" if draft.cards else "note.left_alone", text=draft.wording.listed(dumb))


def _saying(text: str, offers: Sequence[Offer], draft: Draft) -> list[int]:
    """Whose title or description says that it is without what is not wanted."""
    if not (thing := lacked(text)):
        return []
    said = [(offer.product.title, offer.product.description, *_translated(offer, draft)) for offer in offers]
    return [place for place, texts in enumerate(said) if any(one and says_lack(one, thing) for one in texts)]


def _translated(offer: Offer, draft: Draft) -> tuple[str | None, ...]:
    words = offer.product.text(draft.wording.language)
    return words.title, words.description
