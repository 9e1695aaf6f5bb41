"""What one message may cost: `python -m daogou.eval.floods` sends floods (eval/flood.py) through whole turns, alone and after a search.

CPU seconds of the process, so that other programs count little. What isn't read must be said: a reply that says nothing of it is counted too.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

import numpy as np

from ..graphs.opening import Assistant
from ..ingest.demo import demo_store
from ..schema.settings import Settings
from ..tools.shop import Shop
from ..tools.wording.wording import Wording
from ..tools.writing.notes import LEFT_OUT
from ..understanding.language.text import clean
from .figure import Figure
from .flood import Flood, floods
from .opened import catalogue_of, opened
from .report import Report
from .turns import Turn, Turns

MOST_S = 0.5
_DEAREST = 15
BEFORE = {
    "": "",
    "after a search, zh": "给宝宝找一款秋冬睡袋,100元以内",
    "after a search, en": "Find a baby sleeping bag for autumn and winter, under 100 yuan",
}
"""What was said before."""


class Played(NamedTuple):
    """A flood behind `before`; `told`: the reply says what of it was not read, or all of it was."""

    flood: Flood
    before: str
    cpu_s: float
    told: bool


class Player:
    """Sends messages into conversations of one assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._turns, self._shop = Turns(assistant), assistant.shopfront.current()

    async def begin(self) -> None:
        """The searches that floods stand behind, and what else loads at first use."""
        for name, text in BEFORE.items():
            for said in (text, "这几款怎么选？", "which is the cheapest?") if text else ():
                await self._turns.take(said, f"warm {name}")
            if text:
                await self._turns.take(text, name)

    async def play(self, flood: Flood, before: str) -> Played:
        thread = (
            self._turns.fork(before) if before else f"{flood.kind} {flood.name}".encode("utf-8", "replace").decode()
        )  # one is half a surrogate pair
        begun = process_time()
        turn = await self._turns.take(flood.text, thread)
        return Played(flood, before, process_time() - begun, told(turn, self._shop))


def told(turn: Turn, shop: Shop) -> bool:
    """Whether the reply says what of the message was not read, each once; or all was read, or there was no word to read."""
    cleaned, wording = clean(turn.text), Wording(turn.reply.language, turn.reply.turn, shop.glossary)
    if not any(sign.isalnum() for sign in cleaned.text):
        return True
    left = [wording.say(f"note.{kind}", text=text) for kind, text in turn.reading.notes if kind in LEFT_OUT]
    return bool(left) >= bool(cleaned.cut or cleaned.repeated) and all(turn.reply.text.count(each) == 1 for each in left)


def play(assistant: Assistant, every: Sequence[Flood]) -> list[Played]:
    async def all_of_them() -> list[Played]:
        player = Player(assistant)
        await player.begin()
        return [await player.play(flood, before) for flood in every for before in BEFORE]

    return asyncio.run(all_of_them())


def measure(store: Path | None = None, most: int | None = None) -> Report:
    """`store` None is the demo store; `most` of the floods, all where it is None."""
    settings = Settings()
    with opened(store or demo_store(settings), settings) as assistant:
        vocabulary = assistant.shopfront.current().reader.vocabulary
        every = [each for each in floods(vocabulary, catalogue_of(assistant)) if each.text.strip()][:most]
        played = sorted(play(assistant, every), key=lambda each: -each.cpu_s)
    report = Report("floods", "What one message may cost", {"messages": len(every), "turns": len(played)})
    kinds = {kind: [each.cpu_s for each in played if each.flood.kind == kind] for kind in dict.fromkeys(flood.kind for flood in every)}
    columns = ("", "turns", "p50 CPU s", "p95", "worst")
    report.table("by kind", columns, [(kind, len(some), *_summed(some)) for kind, some in kinds.items()])
    dearest = [(f"{each.cpu_s:.2f}", *_named(each)) for each in played[:_DEAREST]]
    report.table("the dearest", ("CPU s", "", "of", ""), dearest)
    untold = [_named(each) for each in played if not each.told]
    if untold:
        report.table("left out without a word", ("", "of", ""), untold)
    median, high, worst = _summed([each.cpu_s for each in played])
    report.figures += [
        Figure("CPU seconds of a turn, median", median, unit=" s"),
        Figure("p95", high, unit=" s"),
        Figure("worst", worst, MOST_S, "<=", " s", " ".join(_named(played[0])).strip()),
        Figure("left out without a word", len(untold), 0, "=", "", f"of {len(played)} turns"),
    ]
    return report


def _named(played: Played) -> tuple[str, str, str]:
    """Unseen letters as escapes."""
    return played.flood.kind, repr(played.flood.name)[1:-1], played.before


def _summed(seconds: Sequence[float]) -> tuple[float, float, float]:
    return float(np.quantile(seconds, 0.5)), float(np.quantile(seconds, 0.95)), max(seconds)


if __name__ == "__main__":
    measure().publish()
