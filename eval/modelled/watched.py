"""A language model that writes down when it is asked, in the log of the turn's events."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import NamedTuple

from ...models.language_model import Answer, Ask, LanguageModel
from ...models.window import Window
from ...schema.reply import Usage

_LET_GO_S, _HOPS = 0.005, 50  # what has left before the model is asked stands in the log first


class Took(NamedTuple):
    """Of some requests: how long they have taken, and how many failed."""

    ms: float = 0.0
    failed: int = 0


@dataclass
class Watched:
    """`asked` counts all requests, `spent` is what each cost, with its role. `say` is what a model that works says: a request has failed that ended
    by an error, late or not, or with anything else; half a line of commands is a line."""

    model: LanguageModel
    log: list[str]
    say: Callable[[Ask], str] | None = None
    asked: int = 0
    spent: list[tuple[str, Usage]] = field(default_factory=list)
    _took: Took = Took()

    @property
    def name(self) -> str:
        return self.model.name

    async def window(self) -> Window:
        return await self.model.window()

    async def complete(self, ask: Ask) -> Answer:
        await self._note(ask)
        with self._watching(ask) as said:
            answer = await self.model.complete(ask)
            said.append(answer.text)
        self.spent.append((_role(ask), answer.usage))
        return answer

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        await self._note(ask)
        with self._watching(ask) as said:
            async with aclosing(self.model.stream(ask)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Usage):
                        self.spent.append((_role(ask), piece))
                    else:
                        said.append(piece)
                    yield piece

    def took(self) -> Took:
        """What was asked since it was last asked so."""
        took, self._took = self._took, Took()
        return took

    @contextmanager
    def _watching(self, ask: Ask) -> Iterator[list[str]]:
        begin, said, failed = perf_counter(), list[str](), True
        try:
            yield said
            failed = self.say is not None and not ask.line and "".join(said) != self.say(ask)
        finally:
            self._took = Took(self._took.ms + (perf_counter() - begin) * 1000, self._took.failed + failed)

    async def _note(self, ask: Ask) -> None:
        await asyncio.sleep(_LET_GO_S)
        for _ in range(_HOPS):  # on a busy machine no time is long enough
            await asyncio.sleep(0)
        self.asked += 1
        self.log.append("read" if ask.line else "model")


def _role(ask: Ask) -> str:
    return str((ask.shape or {}).get("title", ""))
