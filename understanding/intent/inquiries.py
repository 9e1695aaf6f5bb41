"""What a message does with the inquiries: drafts or changes one, says that it was sent, notes a quote, compares quotes, lists them."""

from collections.abc import Sequence

from ...schema.bid import Bid
from ...schema.condition import Condition
from ...schema.pending import Pending
from ...schema.reading import Reading
from ...schema.reference import Reference
from ..language.atom import atoms
from ..language.lexicon import lexicon
from ..tokens.cues import Cues
from ..tokens.found import Gathered, condition, number
from .questions import names_them, to_them
from .subject import Subject

_GOING_ON = ("search", "refine", "supplier", "product_question")
_CHOOSING = {"pick", "compare", "which", "whichever"}
_OURS = ("attr.", "certification", "review", "price", "moq", "supplier", "stock")
_SHORT = 40
"""Characters of an answer by a supplier's name."""


def act_of(told: Cues, gathered: Gathered, about: Subject) -> str | None:
    """ "quote", "sent", "send" (asks whether or that we send), "quotes" or "list"; None where it does none of these."""
    if any(each.kind == "quote" for each in gathered.bids):
        return "quote"
    acts = list(told.acts)
    if not acts or about.category is not None:
        return None
    act = max(acts, key=lambda name: told.acts[name])
    if act in ("quotes", "list"):
        return act
    if gathered.conditions or (about.words and act != "sent"):  # "send it to Germany in blue"
        return None
    if act == "unsent":
        return "list"
    return "send" if told.question else "sent"


def compares(told: Cues) -> bool:
    """Whether it is asked which of the quotes is to be taken."""
    return "quotes" in told.acts or bool(told.intents.keys() & _CHOOSING)


def over(reading: Reading) -> bool:
    """Whether the message is about inquiries that are there already, not about products to write for."""
    return reading.intent == "inquiry" and reading.asked[:1] not in ((), ("draft",))


def written_to(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """ "The supplier of the second one": the product says whose."""
    own = tuple(each for each in references if each.kind != "supplier" or each.ordinal is not None)
    return own or tuple(references)


def pointing(reading: Reading, focus: Sequence[str]) -> tuple[Reference, ...]:
    """The pointers that mean products: none of a message about inquiries; "write them" is to the supplier of the one product talked about."""
    if over(reading):
        return ()
    them = reading.intent == "inquiry" and len(focus) == 1 and all(_them(each) for each in reading.references)
    return () if them else reading.references


def _them(reference: Reference) -> bool:
    return any(meaning.kind == "they" for meaning in lexicon().grammar.get(reference.text))


def of_product(reference: Reference) -> bool:
    """Whether a pointer by number names products (第二款): without a noun it counts the suppliers written to."""
    return any(meaning.kind == "product_word" for piece in atoms(reference.text) for meaning in lexicon().grammar.get(piece.text))


def inquired(reading: Reading, pending: Pending | None, text: str = "") -> Reading:
    """The message as it stands in a talk about inquiries: an answer to "which supplier?" or "was it sent?", or a change to the draft just shown.

    Elsewhere a target price is a wish. `text` is the message.
    """
    if pending is not None and pending.kind == "send":
        answer = None if over(reading) else _answer(reading, pending, text) or _asked_too(reading, pending, text) or _change(reading, pending)
        if answer is not None:
            return answer
    return reading if reading.intent == "inquiry" or not reading.bids else _wished(reading)


def _answer(reading: Reading, pending: Pending, text: str) -> Reading | None:
    """To the question that the last reply asked about inquiries."""
    asked, said = pending.reading, _said(text)
    if said == "done" or (said == "yes" and asked is not None and asked.asked[:1] == ("send",)):
        return Reading(intent="inquiry", language=reading.language, asked=("sent",))
    if asked is None or asked.asked[:1] == ("send",) or reading.category is not None or reading.conditions or len(text) > _SHORT:
        return None
    bids = tuple(each.model_copy(update={"reference": None, "text": "" if reading.references else text}) for each in asked.bids)
    answered = asked.model_copy(update={"references": reading.references, "language": reading.language, "bids": bids})
    return answered if reading.references or bids else None


def _said(text: str) -> str | None:
    """ "yes" or "done", where the whole message says no more."""
    pieces = [piece for piece in atoms(text.lower()) if piece.text[0].isalnum()]
    end, meanings = lexicon().answers.longest(pieces, 0) if pieces else (0, ())
    return str(meanings[0].kind) if meanings and end == len(pieces) else None


def _asked_too(reading: Reading, pending: Pending, text: str) -> Reading | None:
    """再问下交期, "ask them whether …": another question for the draft; what records tell is told by us, unless it is said to be asked of them."""
    fields = to_them(text)
    ours = reading.intent in ("product_question", "supplier") and any(field.startswith(_OURS) for field in reading.asked)
    pointed = any(not _them(each) for each in reading.references)
    if not pending.choices or not fields or pointed or (ours and not names_them(text)):
        return None
    return Reading(intent="inquiry", language=reading.language, quantity=reading.quantity, bids=reading.bids, asked=("change", *fields))


def _change(reading: Reading, pending: Pending) -> Reading | None:
    """Another quantity, target or question for the draft that the last reply showed."""
    if not pending.choices or reading.category is not None or not (reading.quantity or reading.bids or len(reading.asked) > 1):
        return None
    draft = reading.intent == "inquiry"
    others = [each for each in reading.conditions if each.field not in ("price", "moq")]
    if (draft and reading.references) or (not draft and (others or reading.sort or reading.intent not in _GOING_ON)):
        return None
    if not draft and not (reading.quantity or reading.bids):
        return None
    fields = reading.asked[1:] if draft else ()
    conditions = reading.conditions if draft else ()
    return reading.model_copy(
        update={"intent": "inquiry", "topic": "same", "asked": ("change", *fields), "query": "", "conditions": conditions, "notes": ()}
    )


def _wished(reading: Reading) -> Reading:
    """A target price outside an inquiry: a wish for the price."""
    wishes = tuple(_wish(each) for each in reading.bids if each.kind == "target")
    return reading.model_copy(update={"bids": (), "conditions": (*reading.conditions, *wishes)})


def _wish(target: Bid) -> Condition:
    return condition("price", "<=", number(float(target.unit_price)), unit=target.currency or "CNY", hard=False, text=f"{target.unit_price:g}")
