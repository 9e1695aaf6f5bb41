"""A language model that writes down when it is asked, in the log of the turn's events."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from ...models.language_model import Answer, Ask, LanguageModel
from ...models.window import Window
from ...schema.reply import Usage

_LET_GO_S, _HOPS = 0.005, 50  # what has left before the model is asked stands in the log first


@dataclass
class Watched:
    """`asked` counts all requests, `ms` is how long those since the last `took` have taken, `spent` what each cost, with its role."""

    model: LanguageModel
    log: list[str]
    asked: int = 0
    ms: float = 0.0
    spent: list[tuple[str, Usage]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.model.name

    async def window(self) -> Window:
        return await self.model.window()

    async def complete(self, ask: Ask) -> Answer:
        await self._note()
        with self._timed():
            answer = await self.model.complete(ask)
        self.spent.append((_role(ask), answer.usage))
        return answer

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        await self._note()
        with self._timed():
            async with aclosing(self.model.stream(ask)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Usage):
                        self.spent.append((_role(ask), piece))
                    yield piece

    def took(self) -> float:
        """Milliseconds since it was last asked so."""
        ms, self.ms = self.ms, 0.0
        return ms

    @contextmanager
    def _timed(self) -> Iterator[None]:
        begin = perf_counter()
        try:
            yield
        finally:
            self.ms += (perf_counter() - begin) * 1000

    async def _note(self) -> None:
        await asyncio.sleep(_LET_GO_S)
        for _ in range(_HOPS):  # on a busy machine no time is long enough
            await asyncio.sleep(0)
        self.asked += 1
        self.log.append("model")


def _role(ask: Ask) -> str:
    return str((ask.shape or {}).get("title", ""))
