"""A reply's follow-ups in a language model's words: code chose them, and a wording that would do anything else when it is tapped isn't taken."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..schema.reply import Reply, Suggestion
from ..tools.phrasing.faults import faults
from ..tools.phrasing.filled import filled
from ..tools.phrasing.line import Line, line_of
from ..tools.phrasing.worded import WordedLine
from ..tools.suggestions.suggest import LONGEST


@dataclass
class WordedFollowUps:
    """`open` are those that may be worded, as lines named f1, f2, …; `said` what a model made of them that says the same, word for word; `refused`
    counts what it made of others. A second wording of one isn't looked at: a follow-up is worth no other request."""

    own: tuple[Suggestion, ...] = ()
    open: dict[str, Line] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    refused: int = 0

    @classmethod
    def of(cls, reply: Reply) -> "WordedFollowUps":
        found = {f"f{number}": line_of(one.text, reply.language, asked=True) for number, one in enumerate(reply.suggestions, 1)}
        return cls(reply.suggestions, {id: line for id, line in found.items() if line is not None})

    def take(self, worded: WordedLine) -> bool:
        """Whether it is one of these; it is then open no more."""
        line = self.open.pop(worded.id, None)
        if line is None:
            return False
        if not faults(line, worded.text) and len(text := filled(line, worded.text)) <= LONGEST:
            self.said[worded.id] = text
        else:
            self.refused += 1
        return True

    def now(self, outcome: Callable[[str], Any]) -> tuple[Suggestion, ...]:
        """All of them, each in the model's words where what comes of it by `outcome` is what comes of code's."""
        return tuple(self._now(one, self.said.get(f"f{number}", one.text), outcome) for number, one in enumerate(self.own, 1))

    def _now(self, one: Suggestion, said: str, outcome: Callable[[str], Any]) -> Suggestion:
        return one if said == one.text or outcome(said) != outcome(one.text) else one.model_copy(update={"text": said})
