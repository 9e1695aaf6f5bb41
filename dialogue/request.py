"""What commands ask of one turn, in the nouns that decisions and replies take: a `Reading`, with the further requests behind it."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..schema.asked import FORGET, KNOWLEDGE
from ..schema.command import (
    AnyCommand,
    Approve,
    Ask,
    AskParty,
    Chat,
    Choose,
    Compare,
    Decline,
    Drop,
    Forget,
    Go,
    HandOver,
    Inquire,
    Keep,
    Learn,
    PurchaseList,
    Relax,
    Seek,
    Sort,
    Tell,
    Vary,
    Want,
)
from ..schema.condition import Condition
from ..schema.fact import Fact
from ..schema.need import ASCENDING
from ..schema.proposal import Proposal
from ..schema.reading import Intent, Reading
from ..schema.reference import Reference
from ..schema.relative import Relative
from ..understanding.ledger.united import united
from ..understanding.slots import values
from .linking import LACKS
from .sums import TOTAL

_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)\s*(?:-|–|~|to|到|至)\s*(-?\d+(?:\.\d+)?)")
FACTS = ("market", "trade", "audience")
_ACTS = (Ask, AskParty, Compare, Choose, Learn, Inquire)
_INTENTS: dict[str, Intent] = {
    "choose": "pick", "compare": "compare", "ask": "product_question", "learn": "product_question", "forget": "product_question",
    "inquire": "inquiry", "approve": "inquiry", "chat": "chitchat", "decline": "out_of_scope", "hand_over": "out_of_scope",
}  # fmt: skip


def request(proposal: Proposal) -> Reading:
    """The first request with all details, the further ones in `also`."""
    commands, noted = _apart_from_the_rest(_forgetting(proposal.commands))
    commands = _of_the_found(_of_sellers(_of_brands(_of_the_first(commands))))
    proposal = proposal.model_copy(update={"commands": commands, "notes": (*proposal.notes, *noted)})
    turn = len(commands) if narrows(commands) else next((at for at, one in enumerate(commands) if turns(one)), 0)
    first, *others = (_placed(_reading(part, proposal), part, commands[:turn]) for part in _requests(commands))
    return first.model_copy(update={"also": tuple(one.model_copy(update={"notes": ()}) for one in others)}) if others else first


def _placed(reading: Reading, part: Sequence[AnyCommand], before: Sequence[AnyCommand]) -> Reading:
    """As answered before the list, where it was said before the goods."""
    return reading.model_copy(update={"ahead": True}) if any(one is each for one in part for each in before) else reading


def _apart_from_the_rest(commands: Sequence[AnyCommand]) -> tuple[tuple[AnyCommand, ...], tuple[tuple[str, str], ...]]:
    """Without what no shop does, where something else is asked beside it, and a note of it."""
    commands = _set_side_by_side(commands)
    left, noted = set_aside(commands)
    if not any(isinstance(one, (*_ACTS, Seek, Want, Vary, Drop, Relax, Sort, PurchaseList)) for one in left):
        return commands, ()
    return left, noted


def set_aside(commands: Sequence[AnyCommand]) -> tuple[tuple[AnyCommand, ...], tuple[tuple[str, str], ...]]:
    """The commands without what no shop does, and a note of each kind of that."""
    left = tuple(one for one in commands if not isinstance(one, (HandOver, Decline, Chat)))
    kinds = dict.fromkeys("handed_over" if isinstance(one, HandOver) else "declined" for one in commands if isinstance(one, (HandOver, Decline)))
    return left, tuple((kind, "") for kind in kinds)


def _forgetting(commands: tuple[AnyCommand, ...]) -> tuple[AnyCommand, ...]:
    """What is said beside words of forgetting is what is to be forgotten."""
    told = next((one for one in commands if isinstance(one, Forget)), None)
    if told is None:
        return commands
    fields = [one.field if isinstance(one, Want) else f"{one.fact}.{one.value}" for one in commands if isinstance(one, (Want, Tell))]
    return (told.model_copy(update={"what": tuple(dict.fromkeys((*told.what, *filter(None, fields))))}),)


def _of_brands(commands: tuple[AnyCommand, ...]) -> tuple[AnyCommand, ...]:
    """Without the brand as a fact of products whose brands are asked about beside it."""
    told = [one.of for one in commands if isinstance(one, AskParty) and one.party == "brand" and not one.name]
    left: list[AnyCommand] = []
    for one in commands:
        if isinstance(one, Ask) and "brand" in one.fields and one.of in told:
            one = one.model_copy(update={"fields": tuple(name for name in one.fields if name != "brand")})
            if not one.fields and not one.suppose:
                continue
        left.append(one)
    return tuple(left)


def _of_sellers(commands: Sequence[AnyCommand]) -> tuple[AnyCommand, ...]:
    """Words about a seller that no field has ("do you take trade-ins?") as a question about the products, after the fields; a verdict ("is it
    reliable?") asks for the whole record."""
    told: list[AnyCommand] = []
    for one in commands:
        words = [name for name in one.fields if name.startswith("said.")] if isinstance(one, AskParty) and one.party == "supplier" else []
        if not words or not isinstance(one, AskParty):
            told.append(one)
            continue
        left = tuple(name for name in words if not _verdicts().search(name))
        kept = one.model_copy(update={"fields": tuple(name for name in one.fields if name not in words)})
        told += [kept] if kept.fields or kept.name or kept.suppose or len(left) < len(words) else []
        told += [Ask(fields=left, of=one.of, by=one.by, quote=one.quote)] if left else []
    return tuple(told)


@cache
def _verdicts() -> re.Pattern[str]:
    """Words that ask for a verdict on a seller, of `verdicts.yaml`."""
    words: dict[str, list[str]] = yaml.safe_load(files(__package__).joinpath("verdicts.yaml").read_text("utf-8"))
    return re.compile("|".join((*words["zh"], *(rf"\b{word}\b" for word in words["en"]))), re.I)


def _of_the_first(commands: Sequence[AnyCommand]) -> tuple[AnyCommand, ...]:
    """As many as an order asks for ("the cheapest two, side by side") are the first in that order, and not those shown before."""
    count = next((one.count for one in commands if isinstance(one, Sort) and one.key and (one.count or 0) > 1), 0)
    return tuple(
        one.model_copy(update={"among": ()})
        if count
        and isinstance(one, (Compare, Choose))
        and all(each.kind == "all" and each.count in (0, count) and each.place is None for each in one.among)
        else one
        for one in commands
    )


def _of_the_found(commands: Sequence[AnyCommand]) -> tuple[AnyCommand, ...]:
    """Behind goods looked for anew, what points at all of them means those found, and no list before."""
    found: list[AnyCommand] = []
    for one in commands:
        name = "among" if isinstance(one, Choose) else "of"
        pointers = one.among if isinstance(one, Choose) else one.of if isinstance(one, (Ask, AskParty)) else ()
        whole = bool(pointers) and all(each.kind == "all" and not (each.count or each.calls or each.excluding or each.place) for each in pointers)
        found.append(one.model_copy(update={name: ()}) if whole and any(map(turns, found)) else one)
    return tuple(found)


def _set_side_by_side(commands: Sequence[AnyCommand]) -> tuple[AnyCommand, ...]:
    """One comparison of the same products, whatever fields are named; and of those that are compared one is chosen, which tells what differs, too."""
    compared: list[Compare] = []
    for told in (each for each in commands if isinstance(each, Compare)):
        same = next((place for place, known in enumerate(compared) if known.among == told.among), None)
        if same is None:
            compared.append(told)
        else:
            compared[same] = compared[same].model_copy(update={"fields": tuple(dict.fromkeys((*compared[same].fields, *told.fields)))})
    kept: list[AnyCommand] = []
    for one in commands:
        if isinstance(one, Compare):
            kept += [each for each in compared if each.among == one.among and each not in kept]
        elif isinstance(one, Choose) and (of := next((each for each in compared if _are_all(one, each)), None)) is not None:
            kept = [each for each in kept if each != of]
            compared.remove(of)
            kept.append(one.model_copy(update={"among": of.among, "fields": tuple(dict.fromkeys((*of.fields, *one.fields)))}))
        else:
            kept.append(one)
    return tuple(kept)


def _are_all(choose: Choose, compare: Compare) -> bool:
    """Whether the choice is among those compared: by the same pointers, or all of them."""
    places = [one.place for one in compare.among]
    all_of_them = [
        one for one in choose.among if one.kind == "all" and one.count in (0, len(compare.among)) and (one.place is None or one.place in places)
    ]
    return choose.among == compare.among or (bool(compare.among) and len(all_of_them) == len(choose.among))


def condition(want: Want) -> Condition:
    """The condition that it sets; the ledger gives it its id and turn."""
    return Condition(
        id="c0",
        field=want.field or "",
        op=want.op,
        value=want.value,
        unit=want.unit,
        hard=want.strength != "wish",
        every=want.every,
        shares=want.shares,
        about=want.about,
        status="inferred" if want.inferred else "current",
        text=want.text,
    )


def _requests(commands: Sequence[AnyCommand]) -> list[list[AnyCommand]]:
    """Each begins at a command that says so; a message of details alone is one. What is to be learnt beside goods looked for is a request of its own,
    behind their list."""
    parts: list[list[AnyCommand]] = [[]]
    if narrows(commands):
        asked = [one for one in commands if isinstance(one, Ask)]
        apart: list[list[AnyCommand]] = [[one] for one in asked]
        return [[one for one in commands if one not in asked], *apart]
    behind = [one for one in commands if _of_others(one, commands)]
    commands = [one for one in commands if one not in behind]
    looks = any(isinstance(one, (Seek, Want, Vary, Go)) for one in commands) and any(isinstance(one, Learn) for one in commands)
    for command in commands:
        if looks and isinstance(command, Learn):
            continue
        if parts[-1] and (command.further or _apart(command, parts[-1])):
            parts.append([])
        parts[-1].append(command)
    for one in commands:
        parts += [[one]] if looks and isinstance(one, Learn) else []
    return [*parts, *([one] for one in behind)]


def _of_others(command: AnyCommand, commands: Sequence[AnyCommand]) -> bool:
    """Whether it asks of other products than the goods that the message turns to, or before them of none: those are looked for first, and it is
    answered apart."""
    if isinstance(command, Ask) and not command.of and command.fields and all(name.startswith("terms.") for name in command.fields):
        at = next((at for at, one in enumerate(commands) if turns(one)), 0)
        return any(command is one for one in commands[:at])
    pointers = command.of if isinstance(command, (Ask, AskParty)) else command.among if isinstance(command, (Compare, Choose)) else ()
    again = [one.goods for one in commands if isinstance(one, Seek) and one.topic == "same" and one.goods]
    elsewhere = [each.place for each in pointers if each.place is not None and not (again and each.place.about in again)]
    return bool(elsewhere if again else any(map(turns, commands)) and (elsewhere or any(each.calls for each in pointers)))


def turns(command: AnyCommand) -> bool:
    """Whether a list is shown for it: of other goods, or of others than those shown."""
    sought = isinstance(command, Seek) and command.topic == "new" and bool(command.goods or command.query)
    return sought or (isinstance(command, Vary) and command.how in ("less", "more", "like", "other"))


def narrows(commands: Sequence[AnyCommand]) -> bool:
    """Whether new wishes stand beside what is asked of all that was shown ("is any of them shielded? not the black ones"): that is answered, and
    behind it the list comes under these wishes."""
    asks, others = [one for one in commands if isinstance(one, Ask)], [one for one in commands if not isinstance(one, Ask)]
    of_all = all(one.of and TOTAL not in one.fields and all(map(_of_all_shown, one.of)) for one in asks)
    asked = {name for one in asks for name in one.fields}
    new = any(isinstance(one, Want) and (one.field is None or one.field not in asked) for one in others)
    return bool(asks) and of_all and new and all(isinstance(one, (Want, Tell, Chat, Go)) for one in others)


def _of_all_shown(pointer: Reference) -> bool:
    """By kind, or as the ids that it was found to mean."""
    named = next((one.value for one in pointer.conditions if one.field == "product"), None)
    if pointer.kind == "described" and isinstance(named, tuple):
        return len(named) > 1
    return pointer.kind == "all" and not (pointer.count or pointer.calls or pointer.excluding or pointer.place or pointer.words)


def with_fallbacks(commands: Sequence[AnyCommand]) -> list[AnyCommand]:
    """With what will do made one with what is wanted first: either must be, and the first is wished for. A fallback alone is what must be."""
    wants, done = [one for one in commands if isinstance(one, Want) and isinstance(one.value, (str, tuple))], list(commands)
    for other in (one for one in wants if one.strength == "fallback"):
        first = next((one for one in wants if one.field == other.field and one is not other and {one.op, other.op} <= {"=", "in"}), None)
        if first is None or other not in done or first not in done:
            continue
        either = first.model_copy(
            update={"op": "in", "value": tuple(dict.fromkeys((*_texts(first), *_texts(other)))), "strength": "must", "text": _either(first, other)}
        )
        at = done.index(first)
        done[at : at + 1] = [either, first.model_copy(update={"strength": "wish"})]
        done.remove(other)
    return done


def _either(first: Want, other: Want) -> str:
    """As the buyer calls them, where he does."""
    return "/".join(dict.fromkeys((first.text, other.text))) if first.text and other.text else ""


def _texts(want: Want) -> tuple[str, ...]:
    return want.value if isinstance(want.value, tuple) else (str(want.value),)


def _apart(command: AnyCommand, before: Sequence[AnyCommand]) -> bool:
    """Whether it asks for another thing than an act before it: a comparison, and then whether both are cotton. More facts of the same products are no
    other request. A reader says itself where another one begins."""
    acts = [one for one in before if isinstance(one, _ACTS)]
    if isinstance(command, Seek):  # "price for 40? and for 100?"
        numbers = [one.quantity for one in before if isinstance(one, Seek) and one.quantity]
        return bool(acts and numbers and command.quantity) and not (command.goods or command.query) and command.quantity not in numbers
    if isinstance(command, Ask) and not command.of and not acts:  # what is asked of goods not seen yet comes behind them
        return any(isinstance(one, Seek) and one.topic == "new" and (one.goods or one.query) for one in before)
    if not isinstance(command, _ACTS) or not acts:
        return False
    if isinstance(command, Compare) and isinstance(acts[-1], Compare):
        return command.among != acts[-1].among
    return not (isinstance(command, Ask) and isinstance(acts[-1], Ask) and (command.of, command.pieces) == (acts[-1].of, acts[-1].pieces))


def _reading(commands: Sequence[AnyCommand], proposal: Proposal) -> Reading:
    said: dict[str, Any] = {"intent": "refine", "language": proposal.language, "notes": proposal.notes, "currency": proposal.currency}
    said |= {"confidence": commands[0].confidence} if commands else {}
    lists: dict[str, list[Any]] = {name: [] for name in ("conditions", "words", "dropped", "references", "sort", "relative", "facts", "supposed")}
    case: dict[str, float] = {}
    for command in commands:
        match command:
            case Seek():
                said |= _sought(command, said)
                _point(command.of, lists)
            case Want(field=str()):
                lists["conditions"].append(condition(command))
                said["correction"] = said.get("correction", False) or command.instead
            case Want(value=str(words)):
                lists["words"].append(words)
            case Drop():
                name = command.condition or command.field or (str(command.value) if command.value is not None else None)
                lists["dropped"] += ["*"] if command.all else [name] if name else []
            case Sort():
                lists["sort"] += [order(command)] if command.key else []
                said["few"] = command.count or said.get("few")
            case Vary():
                kind, field = ("except", "product") if command.how == "page" else (command.how, command.field)
                amount = {"by": command.by_amount, "share": command.share, "unit": command.unit}
                lists["relative"].append(Relative.model_validate({"kind": kind, "field": field, "text": command.text, **amount}))
                _point(command.than, lists)
            case Go(to="list", place=place) if place is not None:
                lists["references"].append(Reference(kind="list", text=command.text, place=place))
            case Tell():
                if command.fact in FACTS:
                    lists["facts"].append(
                        Fact.model_validate({"kind": command.fact, "value": str(command.value), "text": command.text or str(command.value)})
                    )
                elif (number := measured(command.value)) is not None:
                    case[command.fact] = number
            case Keep():
                said["stands"] = command.how
    acts = [one for one in commands if not (isinstance(one, Approve) and len(commands) > 1)]  # that he agrees changes nothing that he says beside it
    for command in acts:  # the act names the intent, wherever its goods stand
        asked = _asked(command, lists)
        said |= {**asked, "asked": tuple(dict.fromkeys((*said.get("asked", ()), *asked["asked"])))} if isinstance(command, (Ask, Compare)) else asked
    beside = _beside_a_lack(lists["conditions"])
    lists["words"] += [one.text or "/".join(map(str, values(one))) for one in beside]
    lists["conditions"] = [one for one in lists["conditions"] if one not in beside]
    if not said.get("correction"):
        lists["conditions"] = list(united(lists["conditions"], apart=True))
    return Reading.model_validate({**said, **{name: tuple(values) for name, values in lists.items()}, "case": case})


def _beside_a_lack(conditions: Sequence[Condition]) -> list[Condition]:
    """What is wanted on a field of which a thing must not be there, and can be met only otherwise: no coating, and nonstick."""
    choices = [one for one in conditions if one.op in ("=", "in") and isinstance(one.value, (str, tuple))]
    lacks = [one for one in choices if one.op == "=" and one.hard and LACKS.match(str(one.value).casefold())]
    return [one for one in choices if one not in lacks and any(one.field == lack.field for lack in lacks)]


def measured(value: str | float) -> float | None:
    """A number, or the middle of the range that the words are ("22-23")."""
    if not isinstance(value, str):
        return float(value)
    ends = _RANGE.fullmatch(value.strip())
    return (float(ends[1]) + float(ends[2])) / 2 if ends else None


def _sought(command: Seek, said: dict[str, Any]) -> dict[str, Any]:
    """With what was sought before it in the same request: wishes that stay words come as more words for the same goods."""
    query = " ".join(dict.fromkeys(f"{said.get('query', '')} {command.query}".split())) if said.get("query") else command.query
    new = "new" in (command.topic, said.get("topic"))
    return {
        "intent": "search" if new else "refine",
        "topic": "new" if new else "same",
        "category": command.goods or said.get("category"),
        "query": query,
        "audience": command.audience or said.get("audience"),
        "quantity": command.quantity or said.get("quantity"),
        "beside": (*said.get("beside", ()), *command.also),
        "asked": (*said.get("asked", ()), *command.fields),
    }


def _asked(command: AnyCommand, lists: dict[str, list[Any]]) -> dict[str, Any]:
    """What an act asks; nothing of a detail."""
    intent = command.party if isinstance(command, AskParty) else _INTENTS.get(command.command)
    if intent is None:
        return {}
    said: dict[str, Any] = {"intent": intent, "confidence": command.confidence}
    match command:
        case Choose() | Compare():
            _point(command.among, lists)
            said["asked"] = command.fields
        case Ask() | AskParty():
            _point(command.of, lists)
            said["asked"] = command.fields
            said |= {"pieces": command.pieces} if isinstance(command, Ask) and command.pieces else {}
            lists["supposed"] += [condition(one) for one in command.suppose]
        case Learn():
            said |= {"asked": (KNOWLEDGE, *command.fields), "query": command.subject, "alternatives": command.alternatives}
        case Forget():
            said["asked"] = (FORGET, *(command.what or ("*",)))
        case Inquire():
            _point(command.of, lists)
            said |= {"asked": (command.act, *command.questions), "bids": command.bids, "correction": command.instead}
            said |= {"quantity": command.quantity} if command.quantity is not None else {}
        case Approve():
            said["asked"] = ("sent",) if command.answer == "yes" else ("list",)
        case Chat(about="empty"):
            said["notes"] = (("empty", ""),)
    return said


def _point(pointers: Iterable[Reference], lists: dict[str, list[Any]]) -> None:
    """Each pointer once: several wishes may be measured against the same products."""
    lists["references"] += [each for each in pointers if each not in lists["references"]]


def order(sort: Sort) -> str:
    """As `Need.sort` has it."""
    field = sort.key or ""
    lowest = sort.direction == "lowest" or (sort.direction is None and field in ASCENDING)
    return field if lowest == (field in ASCENDING) else f"-{field}"
