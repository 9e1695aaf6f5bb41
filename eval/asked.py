"""Chorus's judged queries asked for in a buyer's words: `python -m daogou.eval asked --data FOLDER`.

The cards of `ask` are held against what a bare `search` finds, by the grades that people gave; what the catalogue lacks must be said to be lacking.
"""

from collections.abc import Mapping
from pathlib import Path

from ..graphs.opening import Assistant
from ..schema.reply import Reply
from .asking import asker, foreign
from .figure import Figure
from .judgements import Judgements
from .measures import Run, measure
from .report import Report

FRAMES = ("{}", "show me {}", "find me {}", "do you have {}", "i need a {}", "can you get me {} that last")
CHORUS = "chorus-icecat"
CARDS = 10
FALLS_SHORT = 0.02
"""Of condensed nDCG@10, by which `ask` may be behind `search` in any frame."""


def measured(data: Path) -> Report:
    """`data` is the folder of the real data sets."""
    judgements = Judgements.read(data / CHORUS)
    report = Report("asked", "Judged queries asked for in a buyer's words", {"queries": len(judgements.grades), "frames": len(FRAMES)})
    with asker(foreign(data)[CHORUS]) as assistant:
        bare = measure(judgements, _searched(assistant, judgements)).means[0]
        rows: list[tuple[str, str, int, str]] = []
        for frame in FRAMES:
            replies = {query: assistant.ask(frame.format(query)) for query in (*judgements.grades, *judgements.nothing)}
            found = measure(judgements, _run(judgements, replies)).means[0]
            empty = sum(not replies[query].cards for query in judgements.grades)
            told = sum(bool(replies[query].lacking) for query in judgements.nothing)
            rows.append((frame, f"{found:.3f}", empty, f"{told} of {len(judgements.nothing)}"))
            report.figures += [
                Figure(f"{frame}: condensed nDCG@10 behind search", bare - found, FALLS_SHORT, "<=", "", f"{found:.3f}, search {bare:.3f}"),
                Figure(f"{frame}: without a card", empty, 0, "=", ""),
            ]
    report.table("by frame", ("", "condensed nDCG@10", "without a card", "said to be lacking"), [("search", f"{bare:.3f}", 0, ""), *rows])
    return report


def _searched(assistant: Assistant, judgements: Judgements) -> Run:
    return {query: [card.product_id for card in assistant.search(query, k=CARDS, language="en")] for query in judgements.grades}


def _run(judgements: Judgements, replies: Mapping[str, Reply]) -> Run:
    return {query: [card.product_id for card in replies[query].cards[:CARDS]] for query in judgements.grades}
