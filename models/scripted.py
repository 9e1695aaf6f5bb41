"""A language model that answers from a script: for tests, for use without a server, for evaluation without cost."""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field

from ..schema.errors import OutsideError
from ..schema.reply import Usage
from .language_model import Answer, Ask
from .tokens import counter
from .window import Window

Script = Callable[[Ask], str]


@dataclass
class ScriptedModel:
    """`script` returns the answer to a request, or raises like a failing server. `asked`: the requests so far. `reads`: its window."""

    script: Script
    name: str = "scripted"
    piece: int = 12
    asked: list[Ask] = field(default_factory=list)
    reads: Window = Window()

    @classmethod
    def saying(cls, *answers: str) -> "ScriptedModel":
        """Give `answers` one by one, then raise OutsideError."""
        return cls(_in_turn(answers))

    async def window(self) -> Window:
        return self.reads

    async def complete(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        text = self.script(ask)
        ask.spent.add(usage := self._usage(ask, text))
        return Answer(text, usage)

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        self.asked.append(ask)
        text = self.script(ask)
        for start in range(0, len(text), self.piece):
            yield text[start : start + self.piece]
        ask.spent.add(usage := self._usage(ask, text))
        yield usage

    def _usage(self, ask: Ask, text: str) -> Usage:
        count = counter()
        return Usage(prompt_tokens=sum(count(message.text) for message in ask.messages), completion_tokens=count(text))


def _in_turn(answers: Sequence[str]) -> Script:
    left = list(answers)

    def script(ask: Ask) -> str:
        if not left:
            raise OutsideError("The script has ended.")
        return left.pop(0)

    return script
