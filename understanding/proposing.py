"""What the rules read, proposed as commands: a thin translation of a `Reading`."""

from collections.abc import Iterator, Sequence

from ..schema.command import (
    LONGEST,
    LONGEST_NAME,
    MOST_BESIDE,
    Act,
    AnyCommand,
    Ask,
    AskParty,
    Chat,
    Choose,
    Compare,
    Decline,
    Detail,
    Drop,
    Forget,
    Go,
    Inquire,
    Keep,
    Learn,
    Seek,
    Sort,
    Tell,
    Vary,
    Want,
)
from ..schema.condition import Condition
from ..schema.need import ASCENDING
from ..schema.proposal import Proposal
from ..schema.reading import Reading
from ..schema.reference import Reference
from .intent.knowledge import KNOWLEDGE


def proposed(reading: Reading, text: str) -> Proposal:
    """`text` is the message, in which each command has its quote where the buyer's own words stand there."""
    told = [command for place, one in enumerate((reading, *reading.also)) for command in _commands(one, further=place > 0)]
    commands = tuple(command.model_copy(update={"by": "rules", "quote": quote(_words(command), text)}) for command in told)
    return Proposal(commands=commands, language=reading.language, notes=reading.notes)


def quote(words: str, text: str) -> tuple[int, int] | None:
    """The span of `words` in `text`, whatever their case; None where they don't stand there."""
    start = text.casefold().find(words.casefold()) if words and len(text.casefold()) == len(text) else -1
    return (start, start + len(words)) if start >= 0 else None


def want(condition: Condition, *, instead: bool = False) -> Want:
    """The command that sets it."""
    return Want(
        field=condition.field,
        op=condition.op,
        value=condition.value,
        unit=condition.unit,
        strength="must" if condition.hard else "wish",
        every=condition.every,
        only=bool(condition.shares),
        shares=condition.shares,
        instead=instead,
        inferred=condition.status == "inferred",
        text=_within(condition.text, LONGEST),
    )


def _commands(reading: Reading, *, further: bool) -> Iterator[AnyCommand]:
    """The details, then the act; a search needs none but its goods."""
    pointers = tuple(each for each in reading.references if not _goes_back(each, aside=False))
    measured = pointers if reading.relative else ()
    yield from (one.model_copy(update={"confidence": reading.confidence}) for one in _details(reading, measured))
    if (goods := _goods(reading, () if reading.relative or _acts(reading) else pointers)) is not None:
        yield goods.model_copy(update={"further": further})
    if (act := _act(reading, () if reading.relative else pointers)) is not None:
        yield act.model_copy(update={"confidence": reading.confidence, "further": further and goods is None})


def _details(reading: Reading, measured: Sequence[Reference]) -> Iterator[Detail]:
    aside = reading.intent in ("chitchat", "out_of_scope")  # which points at nothing, but may go back to a list
    yield from (Go(to="list", place=each.place, text=_within(each.text, LONGEST)) for each in reading.references if _goes_back(each, aside=aside))
    yield from (_drop(name) for name in reading.dropped)
    yield from (want(one, instead=reading.correction) for one in reading.conditions)
    yield from (_sort(key) for key in reading.sort)
    if reading.few is not None:
        yield Sort(count=reading.few)
    for wish in reading.relative:
        pages = wish.kind == "except" and wish.field == "product"
        yield Vary(
            how="page" if pages else wish.kind,
            field="" if pages else wish.field,
            than=tuple(measured),
            by_amount=wish.by,
            share=wish.share,
            unit=wish.unit,
            text=_within(wish.text, LONGEST),
        )
    yield from (Tell(fact=fact.kind, value=fact.value, text=_within(fact.text, LONGEST)) for fact in reading.facts)
    yield from (Tell(fact=name, value=value) for name, value in reading.case.items())
    if reading.stands:
        yield Keep(how=reading.stands)


def _drop(name: str) -> Drop:
    """Of all, of a condition by its id, of those on a field."""
    return Drop(all=True) if name == "*" else Drop(condition=name) if name[:1] == "c" and name[1:].isdecimal() else Drop(field=name)


def _goes_back(reference: Reference, *, aside: bool) -> bool:
    return reference.place is not None and (reference.kind == "list" or (aside and reference.place.again))


def _sort(key: str) -> Sort:
    field, turned = key.lstrip("-"), key.startswith("-")
    return Sort(key=field, direction="lowest" if (field in ASCENDING) != turned else "highest")


def _acts(reading: Reading) -> bool:
    return reading.intent not in ("search", "refine")


def _goods(reading: Reading, pointers: tuple[Reference, ...]) -> Seek | None:
    """What is looked for; None where it is what was looked for before and nothing is said of it anew."""
    fields = () if _acts(reading) else reading.asked
    said = (reading.category, reading.query, reading.audience, reading.quantity, reading.beside, pointers, fields)
    if not any(said) and reading.topic == "same":
        return None
    return Seek(
        goods=reading.category,
        query=_within(reading.query, LONGEST),
        audience=_within(reading.audience, LONGEST_NAME) if reading.audience else None,
        quantity=reading.quantity,
        topic=reading.topic,
        also=tuple(_within(each, LONGEST_NAME) for each in reading.beside[:MOST_BESIDE]),
        of=pointers,
        fields=fields,
        confidence=reading.confidence,
    )


def _within(words: str, most: int) -> str:
    """Words of other words that a message is searched by may be more than it had: whole ones, as many as a command takes."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0]


def _act(reading: Reading, pointers: tuple[Reference, ...]) -> Act | Forget | None:
    fields, suppose = reading.asked, tuple(map(want, reading.supposed))
    if fields[:1] == ("forget",):
        return Forget(what=fields[1:])
    if fields[:1] == (KNOWLEDGE,):
        return Learn(subject=_within(reading.query, LONGEST), fields=fields[1:])
    match reading.intent:
        case "pick":
            return Choose(among=pointers, fields=fields)
        case "compare":
            return Compare(among=pointers, fields=fields)
        case "brand" | "supplier":
            return AskParty(party=reading.intent, of=pointers, fields=fields, suppose=suppose)
        case "product_question":
            return Ask(fields=fields, of=pointers, suppose=suppose)
        case "inquiry":
            act, *rest = fields or ("draft",)
            return Inquire.model_validate({"act": act, "of": pointers, "questions": tuple(rest), "bids": reading.bids, "instead": reading.correction})
        case "chitchat":
            return Chat(about="empty" if any(kind == "empty" for kind, _ in reading.notes) else "")
        case "out_of_scope":
            return Decline()
        case _:
            return None


def _words(command: AnyCommand) -> str:
    """The buyer's own words for it, as far as the reading kept them."""
    if isinstance(command, (Want, Vary, Go, Tell)):
        return command.text
    if isinstance(command, Seek):
        return command.query
    pointers: Sequence[Reference] = getattr(command, "of", ()) or getattr(command, "among", ())
    return pointers[0].text if pointers else ""
