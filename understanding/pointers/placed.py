"""References with the list that each counts in: named beside it, else the last one named before it in the message."""

from collections.abc import Sequence

from ...schema.reference import Place, Reference
from ..tokens.cursor import Message
from ..tokens.found import Found

_WEAK = (["it"], ["that"], ["this"], ["它"], ["its"])
_BETWEEN = ("filler", "glue", "inside", "scope")


def placed(spans: Sequence[tuple[int, Found]], message: Message) -> list[Reference]:
    """The references of `spans` (token, what was found there), in order; "them" that only says of what ("of these, the cheapest") is left out."""
    found: list[Reference] = []
    place: Place | None = None
    for number, (_, one) in enumerate(spans):
        place = one.place or place
        own = _behind(spans, number, message)
        for reference in one.references:
            if (
                _owner_of(reference, spans)
                or _scope(reference, spans, number, message)
                or _again(reference, found, spans, number, message)
                or (own and _bare(reference, spans, number))
            ):
                continue
            if reference.place is None and (own or place) is not None and not (own is None and _weak(reference)):
                reference = reference.model_copy(update={"place": own or place})
            place = reference.place or place
            found.append(reference)
    chosen = message.told.question or message.told.intents.keys() & {"compare", "pick", "which"}
    return found if found or place is None or not chosen else [Reference(kind="all", count=0, place=place)]


def _weak(reference: Reference) -> bool:
    """Whether it says "it": what was talked about last, whatever list the message names before."""
    return reference.kind == "focus" and reference.text.lower().split()[-1:] in _WEAK


def _bare(reference: Reference, spans: Sequence[tuple[int, Found]], number: int) -> bool:
    """Whether "the one" stands for the list that is named behind it, of which the next pointer chooses: the one before the mats, the cheapest."""
    after = [each for _, found in spans[number + 1 :] for each in found.references]
    return reference.kind == "focus" and reference.text.lower() == "the one" and bool(after) and after[0].kind in ("extreme", "described", "ordinal")


def _behind(spans: Sequence[tuple[int, Found]], number: int, message: Message) -> Place | None:
    """The list named right behind a pointer: the second one from the first list."""
    if number + 1 == len(spans):
        return None
    (start, one), (_, this) = spans[number + 1], spans[number]
    return one.place if start == this.end and message.tokens[start].text.isascii() else None


def _owner_of(reference: Reference, spans: Sequence[tuple[int, Found]]) -> bool:
    """Whether "the supplier" is that of another product that is pointed at: who is the supplier of the cheapest?"""
    bare = reference.kind in ("supplier", "brand") and reference.ordinal is None and not reference.conditions and not reference.words
    others = [each for _, found in spans for each in found.references if each.kind in ("ordinal", "described", "extreme")]
    return bare and bool(others)


def _scope(reference: Reference, spans: Sequence[tuple[int, Found]], number: int, message: Message) -> bool:
    """Whether "these" only says among which the next pointer chooses: 这几款里最便宜的."""
    if reference.kind != "all" or number + 1 == len(spans):
        return False
    start, after = spans[number + 1]
    between = message.tokens[spans[number][1].end : start]
    closer = after.references and all(each.kind in ("extreme", "described", "ordinal") and not each.excluding for each in after.references)
    return bool(closer) and len(between) < 3 and all(token.has(*_BETWEEN) for token in between)


def _takes_up(spans: Sequence[tuple[int, Found]], number: int, message: Message) -> bool:
    """Whether "that one" begins what is asked of the pointer right before it: the one by Norbranch, is that one certified?"""
    if not number or not spans[number - 1][1].references:
        return False
    (_, before), (start, this) = spans[number - 1], spans[number]
    between, after = message.tokens[before.end : start], message.tokens[this.end : this.end + 1]
    asks = bool(after) and not after[0].has("break") and after[0].text != "呢"
    return (
        asks
        and any(token.has("break") for token in between)
        and all(token.has("break", "filler", "stop") and not token.has("and", "or") for token in between)
    )


def _again(reference: Reference, found: Sequence[Reference], spans: Sequence[tuple[int, Found]], number: int, message: Message) -> bool:
    """Whether "it" takes up the pointer before it: the third one, is it certified?"""
    weak = reference.kind == "focus" and (_weak(reference) or _takes_up(spans, number, message))
    return weak and any(not each.excluding for each in found) and "compare" not in message.told.intents
