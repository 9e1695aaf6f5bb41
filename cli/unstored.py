"""Reports in the terminal when a command ends with turns that Redis hasn't stored."""

from collections.abc import Sequence

from ..memory.conversations import Parting, Unkept
from .labels import LABELS
from .screen import err


class TerminalParting(Parting):
    """Reports in the language of each conversation."""

    def waiting(self, left: Sequence[Unkept], seconds: float) -> None:
        for each in left:
            _say("waiting", each, seconds)

    def lost(self, left: Sequence[Unkept], why: str) -> None:
        err.print(why, markup=False, soft_wrap=True)
        for each in left:
            _say("unkept", each)


def _say(what: str, of: Unkept, seconds: float = 0.0) -> None:
    words = LABELS[of.language]
    last = words["last_turn" if of.turns == 1 else "last_turns"].format(count=of.turns)
    err.print(words[what].format(last=last, thread=of.thread, seconds=round(seconds)), markup=False, style="yellow", soft_wrap=True)
