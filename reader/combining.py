"""Two readers' proposals for one message, combined (docs/decisions/model-reader.md). The built-in reader's commands win if it is confident. The model
adds wishes that the network missed and the fields of numbers; if the network isn't confident, the model's acts win if the network thinks them
possible. Commands that remove, forget, keep or record come from the built-in reader alone."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, get_args

from ..schema.command import (
    MOST,
    Act,
    AnyCommand,
    Approve,
    Ask,
    AskParty,
    Choose,
    Command,
    Compare,
    Drop,
    Forget,
    Go,
    Inquire,
    Keep,
    Relax,
    Seek,
    Tell,
    Want,
)
from ..schema.reference import Reference
from .labels import ACTS

SURE = 0.8
"""Confidence of the built-in reader below which the model's acts win: of 750 fresh messages, its acts were right for 0.52 of the 71 below it and for
0.95 of the others."""
OF_ONE = 0.6
"""Confidence of what only the model proposes."""
_ACTS = get_args(Act)
_GUARDED = (Drop, Relax, Forget, Keep, Tell, Approve)
_RECORDS = ("sent", "send", "quote", "change")
_NAMES: dict[str, tuple[str, ...]] = {
    "seek": ("seek", "list"),
    **dict.fromkeys(("brand", "supplier"), ("ask_party",)),
    **dict.fromkeys(("sent", "quote", "quotes", "letters"), ("inquire",)),
    **dict.fromkeys(("yes", "no"), ("approve",)),
}
"""Act of the network -> its commands, where the names differ."""
_POINTERS = {Ask: "of", AskParty: "of", Inquire: "of", Compare: "among", Choose: "among"}


class Links(Protocol):
    """What the store knows about a proposer's words."""

    def goods(self, words: str) -> bool: ...
    def values(self, want: Want) -> bool: ...
    def field(self, name: str) -> bool: ...


class Unlinked:
    """A store that knows nothing, so that the built-in reader's words win."""

    def goods(self, words: str) -> bool:
        return False

    def values(self, want: Want) -> bool:
        return False

    def field(self, name: str) -> bool:
        return False


_UNLINKED = Unlinked()


def confidence(commands: Sequence[AnyCommand]) -> float:
    """The lowest confidence; 0 for no commands."""
    return min((one.confidence for one in commands), default=0.0)


def guarded(command: Command) -> bool:
    """True if the command removes, forgets, keeps, records or approves."""
    return isinstance(command, _GUARDED) or (isinstance(command, Inquire) and command.act in _RECORDS)


def combined(
    own: Sequence[AnyCommand], theirs: Sequence[AnyCommand], links: Links = _UNLINKED, likely: Iterable[str] = ACTS
) -> tuple[AnyCommand, ...]:
    """`own`: the built-in reader's commands; `theirs`: the model's; `likely`: the acts that the built-in reader thinks possible (labels.ACTS)."""
    theirs = [one for one in theirs if not guarded(one)]
    if not theirs:
        return tuple(own)
    possible = _kinds(theirs) <= {name for act in likely for name in _NAMES.get(act, (act,))}
    stands = confidence(own) >= SURE or not _acts(theirs) or not possible or _kinds(own) == _kinds(theirs)
    base = list(own) if stands else list(_model_first(own, theirs))
    agreed = _kinds(own) == _kinds(theirs)
    found = [_refined(one, theirs, links, agreed) for one in base]
    return (*found, *_missed(found, theirs))[:MOST]


def _acts(commands: Sequence[AnyCommand]) -> list[AnyCommand]:
    """The acts among the commands, without goods that are only named again."""
    return [one for one in commands if isinstance(one, _ACTS) and not (isinstance(one, Seek) and one.topic == "same")]


def _kinds(commands: Sequence[AnyCommand]) -> frozenset[str]:
    return frozenset(one.command for one in _acts(commands))


def _model_first(own: Sequence[AnyCommand], theirs: Sequence[AnyCommand]) -> Iterator[AnyCommand]:
    """The model's acts (in the built-in reader's version if both name one), and the built-in reader's conditions if goods are sought; a question sets
    none."""
    for one in theirs:
        same = next((each for each in own if type(each) is type(one)), None)
        if isinstance(one, _ACTS):
            yield same if same is not None else one.model_copy(update={"confidence": OF_ONE})
        elif not isinstance(one, Want):
            yield one.model_copy(update={"confidence": OF_ONE})
    if "seek" in _kinds(theirs):
        yield from (one for one in own if isinstance(one, (Want, Tell)))


def _refined(command: AnyCommand, theirs: Sequence[AnyCommand], links: Links, agreed: bool) -> AnyCommand:
    """`command` completed by the model's command about the same words."""
    if guarded(command):
        return command
    other = next((one for one in theirs if type(one) is type(command) and _meets(command, one)), None)
    update: dict[str, object] = {"confidence": 1.0} if other is not None or (agreed and isinstance(command, _ACTS)) else {}
    match command, other:
        case Want(), Want() if _number(command):
            update["field"] = command.field or other.field
        case Want(), Want() if not links.values(command) and links.values(one := command.model_copy(update={"value": other.value, "op": other.op})):
            update |= {"value": one.value, "op": one.op}
        case Seek(goods=str(ours)), Seek(goods=str(named)) if not links.goods(ours) and links.goods(named):
            update["goods"] = named
        case Ask(), Ask() if not any(map(links.field, command.fields)) and any(map(links.field, other.fields)) and not command.suppose:
            update["fields"] = other.fields
        case Ask(), Ask() if not (command.fields or command.suppose):
            update |= {"fields": other.fields, "suppose": other.suppose}
    slot = next((name for kind, name in _POINTERS.items() if isinstance(command, kind)), None)
    if slot is not None and other is not None and not getattr(command, slot):
        update[slot] = _numbered(getattr(other, slot))
    return command.model_copy(update=update)


def _numbered(pointers: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The ordinals; other references are resolved by the exact grammar."""
    return tuple(one for one in pointers if one.kind == "ordinal")


def _meets(one: AnyCommand, other: AnyCommand) -> bool:
    """True if both are about the same words; acts match by kind."""
    if not isinstance(one, Want) or not isinstance(other, Want):
        return True
    return _overlap(one.quote, other.quote) and _same_way(one, other)


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _same_way(one: Want, other: Want) -> bool:
    return (one.op in ("!=", "not_in")) == (other.op in ("!=", "not_in"))


def _missed(found: Sequence[AnyCommand], theirs: Sequence[AnyCommand]) -> Iterator[AnyCommand]:
    """The model's conditions on words that nothing else covers, if both name the same acts: numeric bounds, and words as soft wishes without a field,
    which the store finds. A question sets none."""
    if not _kinds(found) == _kinds(theirs) <= {"seek"} or any(isinstance(one, (Drop, Forget, Keep, Go)) for one in found):
        return
    used = " ".join(_named(found)).casefold()
    for one in theirs:
        if not isinstance(one, Want) or any(_overlap(one.quote, each.quote) for each in found) or str(one.value).casefold() in used:
            continue
        soft = {} if _number(one) and one.op != "=" else {"strength": "wish"}
        field = one.field if _number(one) else None
        yield one.model_copy(update={"field": field, "instead": False, "confidence": OF_ONE, **soft})


def _number(want: Want) -> bool:
    return isinstance(want.value, (int, float)) and not isinstance(want.value, bool)


def _named(commands: Sequence[AnyCommand]) -> Iterator[str]:
    """Names of goods and people, which become no condition."""
    for one in commands:
        if isinstance(one, Seek):
            yield from filter(None, (one.goods, one.audience, *one.also))
