"""A reply that a language model words line by line, as it leaves, and its follow-ups behind it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..models.spent import Spent
from ..schema.reply import Reply
from ..tools.phrasing.courtesies import is_courtesy, without
from ..tools.phrasing.faults import faults, told
from ..tools.phrasing.filled import filled
from ..tools.phrasing.line import Line, line_of
from ..tools.phrasing.worded import WordedLine
from .worded_follow_ups import WordedFollowUps

_FIXED = ("> ", "| ", "#")
"""What a line begins with that is never worded anew: letters to suppliers, tables, headings. Numbered products neither."""


@dataclass
class WordedReply:
    """A reply on its way: which lines may be worded, which of them a model was `asked` for last, what became of each, how far it has left, and what
    it has `spent`. `wrong` has wordings that were refused, each with why. `heard` counts the lines that a model gave, whatever became of them;
    `again`: the first answer is over."""

    lines: list[str]
    open: dict[str, Line]
    send: Callable[[str], None]
    follow_ups: WordedFollowUps = field(default_factory=WordedFollowUps)
    asked: frozenset[str] = frozenset()
    done: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, tuple[str, str]] = field(default_factory=dict)
    left: int = 0
    heard: int = 0
    again: bool = False
    spent: Spent = field(default_factory=Spent)

    @classmethod
    def of(cls, reply: Reply, send: Callable[[str], None]) -> "WordedReply":
        lines = reply.text.split("\n")
        found = {
            str(number): line_of(text, reply.language)
            for number, text in enumerate(lines, 1)
            if text not in reply.private and _may_be_worded(text, reply.language)
        }
        return cls(lines, {id: line for id, line in found.items() if line is not None}, send, WordedFollowUps.of(reply))

    def take(self, worded: WordedLine) -> None:
        """Checks one line, if it hasn't left."""
        if self.follow_ups.take(worded):
            return
        self.heard += 1
        line = self.open.get(worded.id)
        if line is None or worded.id in self.done or int(worded.id) <= self.left:
            return
        text = without(line, worded.text)
        if faults(line, text):
            self.wrong[worded.id] = (text, told(line, text))
            return
        self.wrong.pop(worded.id, None)
        self.done[worded.id] = filled(line, text)

    def ready(self, id: str) -> int:
        """How many lines may leave once `id` was taken: those up to the next that was asked for. A line that was refused leaves as code has it: what
        the buyer waits for comes first. Only where nothing of the answer was taken yet it waits, since it may be asked for once more; the first is
        asked for once."""
        settled = id in self.done or (id in self.wrong and (self.again or self.done or id == min(self.asked, key=int, default=None)))
        return min((int(each) - 1 for each in self.asked if int(each) > int(id)), default=len(self.lines)) if settled else 0

    def begin_again(self) -> None:
        """Before a second answer: the text begins, in code's words where nothing of the first answer was taken."""
        self.again = True
        if self.heard and not self.done:
            self.leave(min(map(int, self.open), default=0))

    def leave(self, up_to: int) -> None:
        """Sends the lines before number `up_to` that have not left yet, as they are now."""
        if up_to > self.left:
            self.send("".join(f"{self._now(number)}\n" for number in range(self.left, up_to)))
            self.left = up_to

    @property
    def useless(self) -> bool:
        """Whether no line that a model gave could be taken, be it one or many, in one answer or two. A follow-up that was taken is no line."""
        return bool(self.heard) and not self.done

    @property
    def failed(self) -> bool:
        """Whether none could, or all that it gave were follow-ups of which none could."""
        return self.useless or (not self.heard and bool(self.follow_ups.refused) and not self.follow_ups.said)

    @property
    def whole(self) -> dict[str, Line]:
        """All that is left to be worded, the follow-ups last."""
        return {**self.undone, **self.follow_ups.open}

    @property
    def undone(self) -> dict[str, Line]:
        return {id: line for id, line in self.open.items() if id not in self.done and int(id) > self.left}

    @property
    def text(self) -> str:
        return "\n".join(self._now(number) for number in range(len(self.lines)))

    def _now(self, number: int) -> str:
        return self.done.get(str(number + 1), self.lines[number])


def _may_be_worded(text: str, language: str) -> bool:
    said = text.strip()
    return bool(said) and not said.startswith(_FIXED) and not said[0].isdecimal() and not is_courtesy(said, language)
