"""What answers the last reply's question in the buyer's words: which of two conditions counts, on which shelf to look."""

import re
from collections.abc import Iterable, Sequence

from ..schema.command import Answer, AnyCommand, Approve, Seek, Want
from ..schema.condition import Condition
from ..schema.pending import Pending

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


def settled(commands: Sequence[AnyCommand], pending: Pending | None, text: str) -> tuple[AnyCommand, ...]:
    """The commands as an `Answer`, where they say nothing that isn't one."""
    if pending is None or not commands or any(isinstance(one, Answer) and one.choice in (*pending.choices, "old", "new", "yes") for one in commands):
        return tuple(commands)
    choice = None
    if pending.kind == "contradiction" and all(isinstance(one, (Want, Answer, Approve)) for one in commands):
        choice = _side(pending, text)
    elif pending.kind == "shelf":
        choice = next((one.goods for one in commands if isinstance(one, Seek) and one.goods in pending.choices), None)
    return (Answer(choice=choice, by=commands[0].by, quote=commands[0].quote),) if choice is not None else tuple(commands)


def _side(pending: Pending, text: str) -> str | None:
    """The one whose value is said, where the other's isn't."""
    old, new = (any(_says(text, one) for one in side) for side in (pending.old, pending.new))
    return None if old == new else "old" if old else "new"


def _says(text: str, one: Condition) -> bool:
    values: Iterable[object] = one.value if isinstance(one.value, tuple) else (one.value,)
    words = (f"{each:.15g}" if isinstance(each, (int, float)) and not isinstance(each, bool) else str(each) for each in values)
    plain = _THOUSANDS.sub("", text)
    return any(_whole(word).search(plain) for word in (*words, one.text) if word)


def _whole(word: str) -> re.Pattern[str]:
    """Where it stands by itself: 50 is not said in 150, nor "red" in "colored"; Chinese words have no such ends."""
    before = r"(?<![\d.])" if word[0].isdecimal() else r"(?<![A-Za-z0-9])" if word[0].isascii() else ""
    behind = r"(?!\d|\.\d)" if word[-1].isdecimal() else r"(?![A-Za-z0-9])" if word[-1].isascii() else ""
    return re.compile(before + re.escape(word) + behind, re.IGNORECASE)
