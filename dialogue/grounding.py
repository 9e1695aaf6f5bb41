"""Grounding: what of the proposed commands the store can hold, whoever proposed them. A wish that can't hold stays words, which rank."""

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from ..schema.command import Answer, AnyCommand, Ask, AskParty, Choose, Compare, Drop, Line, PurchaseList, Relax, Seek, Sort, Vary, Want
from ..schema.condition import Condition
from ..schema.need import Need, RecordKey
from ..schema.proposal import Proposal
from ..schema.reference import Reference
from ..understanding.proposing import want as wanted
from .linking import NUMBERS, Linker, negated
from .request import condition

_CODE = re.compile(r"[a-z_]+\.[^.]|(?:ordered|again|same|history|due|sample|case|carried|which_must)$")
"""Names that are ours already: `terms.delivery`, `attr.size_in`."""
_MONEY = ("price",)
_OUTRIGHT = ("brand", "certification", "supplier.location")
"""Fields whose value is meant though nothing in the store has it: it is said to be lacking."""
_NEGATED = ("!=", "not_in", "not_contains")


def grounded(proposal: Proposal, need: Need | None, linker: Linker, currency: str) -> Proposal:
    """The same commands with goods, fields and values as the store spells them. `need` is the ledger before the turn, `currency` the store's.

    What today's reader proposes is linked already: it read the message by the store's own words. An `Answer` is taken up where the question is known.
    """
    notes: list[tuple[str, str]] = []
    category = need.category if need else None
    opening = next((one for one in proposal.commands if isinstance(one, Seek) and one.by != "reader"), None)
    found: list[AnyCommand] = []
    if opening is not None and opening.goods:
        known = opening.goods if linker.sells(opening.goods) else linker.goods(opening.goods, opening.audience or "")[0]
        category = known or (None if opening.topic == "new" else category)
    for command in proposal.commands:
        held = [command] if command.by == "reader" else _held(_pointing(command, category, linker), need, category, linker, currency, notes)
        found += held
    return proposal.model_copy(update={"commands": tuple(found), "notes": (*proposal.notes, *notes)})


def _held(
    command: AnyCommand, need: Need | None, category: str | None, linker: Linker, currency: str, notes: list[tuple[str, str]]
) -> Iterator[AnyCommand]:
    match command:
        case Seek(goods=str(words)):
            found, query = (words, words if not command.query else "") if linker.sells(words) else linker.goods(words, command.audience or "")
            more = " ".join(dict.fromkeys(f"{query} {command.query}".split()))
            also = tuple(each if linker.sells(each) else linker.goods(each)[0] or each for each in command.also)
            notes += [("beside", each) for each in also]
            yield command.model_copy(update={"goods": found, "query": more, "also": also})
        case Want():
            yield from _want(command, category, linker, currency, notes)
        case Drop() | Relax():
            yield from _standing(command, need, category, linker, notes)
        case Sort(key=str(key)) | Vary(field=str(key)) if key:
            name = "key" if isinstance(command, Sort) else "field"
            field = linker.field(key, category)
            if field is None or (isinstance(command, Sort) and not _orders(field)):
                notes.append(("unread", key))
            else:
                yield command.model_copy(update={name: field})
        case Ask() | AskParty() | Compare() | Choose():
            yield _asked(command, category, linker)
        case PurchaseList():
            yield from _listed(command, linker, currency, notes)
        case Answer():
            pass
        case _:
            yield command


def _orders(field: str) -> bool:
    """Whether goods can be put in order by it."""
    return field.startswith("attr.") or field in get_args(RecordKey)


def _want(command: Want, category: str | None, linker: Linker, currency: str, notes: list[tuple[str, str]]) -> Iterator[AnyCommand]:
    field = linker.field(command.field, category) if command.field else None
    named = command.model_copy(update={"field": field or command.field})
    if field in NUMBERS and isinstance(command.value, (int, float)) and not isinstance(command.value, bool):
        unit = (command.unit or currency) if field in _MONEY else None
        yield from _around(named.model_copy(update={"unit": unit.upper() if unit else None}))
        return
    if linker.holds(named):
        yield from _around(named)
        return
    held = linker.values(named, category)
    if not held and field in _OUTRIGHT and isinstance(command.value, (str, tuple)):
        yield named
        return
    if not held:
        words = " ".join(command.value) if isinstance(command.value, tuple) else str(command.value)
        said = f"{command.field} {words}" if command.field and field is None else words
        notes.append(("unread", command.text or said))
        yield Seek(topic="same", query=words if isinstance(command.value, (str, tuple)) else "", by=command.by, quote=command.quote)
        return
    for one in held:
        number = isinstance(one.value, (int, float)) and not isinstance(one.value, bool)
        op = command.op if number else (negated(one).op if command.op in _NEGATED else one.op)
        same = {"op": op, "hard": command.strength == "must", "every": command.every, "text": command.text or one.text}
        yield from _around(_proposed(one.model_copy(update=same), command))


def _proposed(condition: Condition, command: Want) -> Want:
    own = {"by": command.by, "quote": command.quote, "strength": command.strength, "instead": command.instead}
    return wanted(condition).model_copy(update=own)


def _around(command: Want) -> Iterator[Want]:
    """About a number: between four fifths and six fifths of it, as a wish."""
    if command.strength != "around" or not isinstance(command.value, (int, float)):
        yield command
        return
    for op, share in ((">=", 0.8), ("<=", 1.2)):
        yield command.model_copy(update={"op": op, "value": round(command.value * share, 4), "strength": "wish"})


def _standing(command: Drop | Relax, need: Need | None, category: str | None, linker: Linker, notes: list[tuple[str, str]]) -> Iterator[AnyCommand]:
    """The conditions meant, of those that stand."""
    if isinstance(command, Drop) and command.all:
        yield command
        return
    field = linker.field(command.field, category) if command.field else None
    if isinstance(command, Drop) and field is not None and command.value is None:
        yield command.model_copy(update={"field": field})
        return
    meant = list(_meant(command, need, category, linker))
    if not meant:
        notes.append(("which_condition", ""))
    for each in meant:
        if isinstance(command, Drop):
            yield Drop(condition=each.id, by=command.by, quote=command.quote)
        else:
            value = each.value if command.to is None else command.to
            strength = "wish" if command.to is None else "must" if each.hard else "wish"
            own = {"value": value, "strength": strength, "instead": True, "text": "", "by": command.by, "quote": command.quote}
            yield wanted(each).model_copy(update=own)


def _meant(command: Drop | Relax, need: Need | None, category: str | None, linker: Linker) -> Iterable[Condition]:
    standing = [each for each in (need.active if need else ()) if not each.pages]
    if command.condition is not None:
        return [each for each in standing if each.id == command.condition]
    value = command.value if isinstance(command, Drop) else None
    field = linker.field(command.field, category) if command.field else None
    if field is not None and (found := [each for each in standing if each.field == field]):
        return found
    said = str(value or command.field or "").casefold()
    if not said:
        return standing if len(standing) == 1 else []
    held = linker.values(Want(value=said), category)
    return [each for each in standing if any(each.field == one.field for one in held) or said in f"{each.text} {each.value}".casefold()]


def _asked(command: Ask | AskParty | Compare | Choose, category: str | None, linker: Linker) -> AnyCommand:
    """With fields as the store calls them; what no field is called stays in words, for descriptions, reviews and the seller."""
    fields = [name if _CODE.match(name) else linker.field(name, category) or f"said.{name}" for name in command.fields]
    update: dict[str, object] = {}
    if isinstance(command, (Ask, AskParty)):
        named = (Want(field=command.party, value=command.name, by=command.by),) if isinstance(command, AskParty) and command.name else ()
        supposed: list[Want] = []
        for each in (*named, *command.suppose):
            field = linker.field(each.field, category) if each.field else None
            asked = each.model_copy(update={"field": field or each.field})
            held = (condition(asked),) if linker.holds(asked) else linker.values(asked, category)
            supposed += [_proposed(one, each) for one in held]
            fields += [one.field for one in held] if held else [field or f"said.{each.text or each.value}"]
        update["suppose"] = tuple(supposed)
    fields += [f"said.{command.text}"] if isinstance(command, Ask) and command.text and not fields else []
    return command.model_copy(
        update={**update, "fields": tuple(dict.fromkeys(fields)) if isinstance(command, Ask) else tuple(fields[: len(command.fields)])}
    )


def _pointing(command: AnyCommand, category: str | None, linker: Linker) -> AnyCommand:
    """With its pointers' orders as the store calls them, and words by which one that can't be followed is told."""
    slot = next((name for name in ("of", "among", "than") if getattr(command, name, None)), None)
    if slot is None:
        return command
    return command.model_copy(update={slot: tuple(_pointer(each, category, linker) for each in getattr(command, slot))})


def _pointer(reference: Reference, category: str | None, linker: Linker) -> Reference:
    said = reference.sort or ""
    field = linker.field(said.lstrip("-"), category) if said else None
    words = reference.text or " ".join(reference.words) or (f"{reference.ordinal}" if reference.ordinal else said or reference.kind)
    turned = "-" if said.startswith("-") else ""
    return reference.model_copy(update={"sort": f"{turned}{field}" if field else reference.sort, "text": words})


def _listed(command: PurchaseList, linker: Linker, currency: str, notes: list[tuple[str, str]]) -> Iterator[AnyCommand]:
    """The first line is looked for, the others wait, each with its number and musts (`lists.waiting`)."""
    lines = tuple(_line(each, linker, currency) for each in command.lines)
    yield command.model_copy(update={"lines": lines})
    first, *rest = lines
    yield Seek(goods=first.goods, query=linker.goods(command.lines[0].goods)[1], quantity=first.quantity, also=tuple(each.goods for each in rest))
    yield from first.musts
    notes += [("beside", each.goods) for each in rest]
    notes += [("unchecked", f"{command.budget:g}")] if command.budget else []


def _line(line: Line, linker: Linker, currency: str) -> Line:
    goods = line.goods if linker.sells(line.goods) else linker.goods(line.goods)[0] or line.goods
    musts = tuple(each for want in line.musts for each in _want(want, goods, linker, currency, []) if isinstance(each, Want))
    return line.model_copy(update={"goods": goods, "musts": musts})
