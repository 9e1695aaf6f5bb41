"""Commands written in the line form, as a language model should; line_form.py parses them back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..language.amounts import amount, amounts
from ..schema.command import Answer as Answered
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
from ..schema.reference import Reference
from .compose import Countries
from .line_form import POINTING, parsed

_LETTERS = {"sent": "sent", "quote": "quote", "quotes": "quotes", "list": "letters"}
_UNSAID = {"quote", "confidence", "by", "text", "further"}
"""Fields that no line expresses."""


def written(commands: Iterable[AnyCommand], message: str, listed: int = 0, market: Countries = lambda words: None) -> str | None:
    """The commands in one line; None if the line form can't express them, since it would parse to others."""
    said = tuple(commands)
    try:
        text = "; ".join(_Writer(message).lines(said))
    except _UnsayableError:
        return None
    found = parsed(text, message, listed, market)
    return text if not found.ungrounded and alike(found.commands, said) else None


def alike(one: Iterable[AnyCommand], other: Iterable[AnyCommand]) -> bool:
    """True if both say the same, whoever proposed them."""
    return list(map(_bare, one)) == list(map(_bare, other))


def _bare(command: AnyCommand) -> Any:
    unsaid = {"about"} if isinstance(command, (Chat, Decline, HandOver)) else {"currency"} if isinstance(command, PurchaseList) else set()
    if isinstance(command, Learn) and command.alternatives:
        unsaid = {"subject"}
    return _without(command.model_dump(exclude=unsaid))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(each) for name, each in value.items() if name not in _UNSAID}
    return [_without(each) for each in value] if isinstance(value, (list, tuple)) else value


class _UnsayableError(Exception):
    """The line form can't express the command."""


class _Writer:
    """Writes goods, values and numbers in the words of one message."""

    def __init__(self, message: str) -> None:
        self._message = message
        self._numbers = [(message[found.start : found.end], found) for found in amounts(message)]

    def lines(self, commands: Sequence[AnyCommand]) -> Iterator[str]:
        last = [f"seek {goods}" for one in commands if isinstance(one, Seek) for goods in one.also]
        for one in commands:
            yield from self._of(one)
        yield from last

    def _of(self, command: AnyCommand) -> Iterator[str]:
        match command:
            case Seek():
                if command.goods:
                    yield f"{'seek' if command.topic == 'new' else 'still'} {command.goods}"
                yield from self._slots(command.audience, command.quantity)
            case Want():
                yield self._want(command)
            case Drop():
                yield f"drop {'all' if command.all else self._some(command.field or command.value)}"
            case Relax():
                yield f"relax {self._some(command.field)}" + (f" to {self._number(command.to)}" if command.to is not None else "")
            case Sort(key=None):
                yield f"show {self._some(command.count)}"
            case Sort():
                yield " ".join(filter(None, ("sort", command.key, self._some(command.direction), f"{command.count}" if command.count else "")))
            case Vary():
                yield " ".join(filter(None, (command.how, command.field, self._all(command.than))))
            case Go():
                yield f"back {command.about or ''}".strip()
            case Compare() | Choose():
                by = f"by {', '.join(command.fields)}" if command.fields else ""
                yield " ".join(filter(None, (command.command, self._all(command.among), by)))
            case Ask():
                yield from self._ask(command)
            case Learn():
                yield f"learn {' | '.join(command.alternatives) or (command.subject if command.subject != self._message else '')}".strip()
            case AskParty():
                said = command.name if command.party == "brand" else ", ".join(command.fields)
                yield " ".join(filter(None, (command.party, said, self._of_these(command.of))))
            case Inquire(act="draft"):
                yield " ".join(filter(None, ("letter", ", ".join(command.questions), self._of_these(command.of))))
                yield from self._slots(None, command.quantity)
            case Inquire():
                yield self._some(_LETTERS.get(command.act))
            case PurchaseList():
                for line in command.lines:
                    yield f"seek {line.goods}"
                    yield from self._slots(None, line.quantity)
                    yield from map(self._want, line.musts)
                if command.budget is not None:
                    yield f"want total <= {self._number(command.budget)}"
            case Approve():
                yield command.answer
            case Answered():
                yield f"answer {command.choice}"
            case Tell():
                yield f"tell {command.text or command.value}"
            case Keep(how="once"):
                yield "once"
            case Keep() | Forget() | Chat() | Decline() | HandOver():
                yield command.command
            case _:
                raise _UnsayableError

    def _slots(self, audience: str | None, quantity: int | None) -> Iterator[str]:
        if audience:
            yield f"who {audience}"
        if quantity is not None:
            yield f"qty {self._number(quantity)}"

    def _want(self, want: Want) -> str:
        values = want.value if isinstance(want.value, tuple) else (want.value,)
        number = len(values) == 1 and isinstance(want.value, (int, float)) and not isinstance(want.value, bool)
        sign = "!" if want.op in ("!=", "not_in") else ""
        sign += "~" if want.strength in ("wish", "around") else "="
        if number and want.op in ("<", "<=", ">", ">="):
            sign = want.op
        said = self._quoted(want) if number else (" & " if want.every else " | ").join(map(str, values))
        verb = "rather" if want.instead else "else" if want.strength == "fallback" else "want"
        return f"{verb} {want.field or 'words'} {sign} {said}"

    def _quoted(self, want: Want) -> str:
        """The number as the message writes it, without the words beside it."""
        said = self._message[slice(*want.quote)] if want.quote else ""
        found = amount(said)
        return said if found is not None and want.value in (found.low, found.high, found.value) else self._number(want.value)

    def _number(self, value: Any) -> str:
        return next((words for words, found in self._numbers if value in (found.value, found.low, found.high)), f"{value}")

    def _ask(self, ask: Ask) -> Iterator[str]:
        of = self._of_these(ask.of)
        if ask.fields or not ask.suppose:
            yield " ".join(filter(None, ("ask", ", ".join(ask.fields), of)))
        for one in ask.suppose:
            plain = one.field is None and one.op == "=" and one.strength == "must" and isinstance(one.value, str)
            said = f"{one.value}" if plain else self._want(one).partition(" ")[2]
            yield " ".join(filter(None, ("check", said, of)))

    def _of_these(self, pointers: Sequence[Reference]) -> str:
        return f"of {self._all(pointers)}" if pointers else ""

    def _all(self, pointers: Sequence[Reference]) -> str:
        """Ordinals separated by blanks, other references by "|", joined."""
        said = [self._pointer(one) for one in pointers]
        return (" " if all(each.startswith("#") for each in said) else " | ").join(said)

    def _pointer(self, pointer: Reference) -> str:
        bare = pointer.model_copy(update={"text": ""})
        if bare == Reference(kind="ordinal", ordinal=pointer.ordinal):
            return f"#{pointer.ordinal}"
        return next((name for name, one in POINTING.items() if one.model_copy(update={"text": ""}) == bare), self._some(pointer.text))

    def _some(self, value: Any) -> str:
        if value is None or value == "":
            raise _UnsayableError
        return f"{value}"
