"""What answers the last reply's question in the buyer's words: which of the products it asked about, which of two conditions, which shelf."""

from collections.abc import Iterable, Sequence

from ..reader.pointing import pointers
from ..schema.command import Answer, AnyCommand, Approve, Ask, Seek, Want
from ..schema.condition import Condition
from ..schema.pending import Pending
from ..schema.reference import Reference


def settled(commands: Sequence[AnyCommand], pending: Pending | None, text: str) -> tuple[AnyCommand, ...]:
    """The commands as an `Answer`, where they say nothing that isn't one."""
    if pending is None or not commands or any(isinstance(one, Answer) and one.choice in (*pending.choices, "old", "new", "yes") for one in commands):
        return tuple(commands)
    choice = None
    if pending.kind == "which":
        choice = _which(commands, pending)
    elif pending.kind == "contradiction" and all(isinstance(one, (Want, Answer, Approve)) for one in commands):
        choice = _side(pending, text)
    elif pending.kind == "shelf":
        choice = next((one.goods for one in commands if isinstance(one, Seek) and one.goods in pending.choices), None)
    return (Answer(choice=choice, by=commands[0].by, quote=commands[0].quote),) if choice is not None else tuple(commands)


def _which(commands: Sequence[AnyCommand], pending: Pending) -> str | None:
    """By its number among the choices."""
    if len(commands) != 1:
        return None
    (one,) = commands
    said: Sequence[Reference] = ()
    if isinstance(one, Answer):
        said = pointers(one.choice)
    elif isinstance(one, Ask) and not (one.fields or one.suppose) or isinstance(one, Seek) and not (one.goods or one.query or one.quantity):
        said = one.of
    numbers = [each.ordinal for each in said if each.kind == "ordinal" and each.ordinal is not None]
    if len(numbers) != 1 or len(said) != 1:
        return None
    place = numbers[0] - 1 if numbers[0] > 0 else numbers[0]
    return pending.choices[place] if -len(pending.choices) <= place < len(pending.choices) else None


def _side(pending: Pending, text: str) -> str | None:
    """The one whose value is said, where the other's isn't."""
    old, new = (any(_says(text, one) for one in side) for side in (pending.old, pending.new))
    return None if old == new else "old" if old else "new"


def _says(text: str, one: Condition) -> bool:
    values: Iterable[object] = one.value if isinstance(one.value, tuple) else (one.value,)
    words = (f"{each:g}" if isinstance(each, (int, float)) and not isinstance(each, bool) else str(each) for each in values)
    return any(word.casefold() in text.casefold() for word in (*words, *([one.text] if one.text else [])))
