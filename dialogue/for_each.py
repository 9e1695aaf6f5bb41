"""Numbers said for one room, table or person, where it is known how many of those there are: as many as all of them take."""

import re
from collections.abc import Iterator, Sequence

from ..language.company import NUMBER, whole
from ..schema.command import AnyCommand, Ask, PurchaseList, Seek, Want
from .sums import patterns

_END = re.compile(r"[，,。;；!！?？\n]|(?<=[㐀-鿿])\s")
_DOUBLE = 2


def for_each(commands: Sequence[AnyCommand], text: str, before: Sequence[str]) -> tuple[tuple[AnyCommand, ...], tuple[str, ...]]:
    """The commands of a reader with such numbers multiplied, and how each was worked out, "12 × 4 = 48". `before` are the messages before this."""
    said = text.lower()
    numbers, unit = _numbers(said)
    units = _units(unit, (said, *reversed([one.lower() for one in before]))) if unit else None
    if units is None:
        return tuple(commands), ()
    commands = _with_number(commands, numbers, units)
    spare = _DOUBLE if any(each.search(said) for each in patterns("spare")) else 1
    every = {number: units * number * spare for one in commands for number in _wanted(one) if number in numbers}
    if every:
        commands = [each for one in commands for each in ((_else_asked(one),) if isinstance(one, Ask) and one.fields else (one,)) if each is not None]
    worked = (f"{units} × {number}{f' × {spare}' if spare > 1 else ''} = {total}" for number, total in every.items())
    return tuple(_multiplied(one, every) for one in commands), tuple(worked)


def _else_asked(command: Ask) -> Ask | None:
    """What is asked beside how many that is, which was worked out."""
    fields = tuple(name for name in command.fields if not any(each.search(name) for each in patterns("many")))
    return command.model_copy(update={"fields": fields}) if fields or command.suppose else None


def _with_number(commands: Sequence[AnyCommand], numbers: set[int], units: int) -> Sequence[AnyCommand]:
    """With the one number as that of the one kind of goods, where the reader took it for a price, or left it for how many units there are."""
    seeks = [one for one in commands if isinstance(one, Seek) and one.goods]
    if len(numbers) != 1 or len(seeks) != 1 or seeks[0].also or any(number != units for one in commands for number in _wanted(one)):
        return commands
    number = next(iter(numbers))
    left = (one for one in commands if not (isinstance(one, Want) and one.value == number and one.unit is None))
    return [one.model_copy(update={"quantity": number}) if one is seeks[0] else one for one in left]


def _numbers(text: str) -> tuple[set[int], str]:
    """Those that are said for one of some unit, and the unit."""
    found, unit = set[int](), ""
    for match in _found("for_one", text):
        unit = match["unit"]
        counted = [match] if "number" in match.re.groupindex else _found("counted", _END.split(text[match.end() :])[0])
        found |= {number for number in (whole(one["number"]) for one in counted) if number is not None}
    return found, unit


def _found(name: str, text: str) -> Iterator[re.Match[str]]:
    return (match for each in patterns(name) for match in re.finditer(each.pattern.replace("NUMBER", NUMBER), text))


def _units(unit: str, texts: Sequence[str]) -> int | None:
    """How many of the unit there are, as the latest of the texts says."""
    plural = rf"\s+(?:[a-z]+\s+)?{unit}s\b" if unit.isascii() else rf"\s*{unit}"
    found = (whole(match["number"]) for text in texts for match in re.finditer(rf"(?<![\d.]){NUMBER}{plural}", text))
    return next((number for number in found if number is not None and number > 1), None)


def _wanted(command: AnyCommand) -> tuple[int, ...]:
    lines = command.lines if isinstance(command, PurchaseList) else (command,) if isinstance(command, Seek) else ()
    return tuple(one.quantity for one in lines if one.quantity is not None)


def _multiplied(command: AnyCommand, every: dict[int, int]) -> AnyCommand:
    if isinstance(command, PurchaseList):
        lines = (one.model_copy(update={"quantity": every.get(one.quantity or 0, one.quantity)}) for one in command.lines)
        return command.model_copy(update={"lines": tuple(lines)})
    return command.model_copy(update={"quantity": every.get(command.quantity or 0, command.quantity)}) if isinstance(command, Seek) else command
