"""`daogou train`: adapts the built-in reader to a merchant's own messages."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..schema.errors import InputError

if TYPE_CHECKING:
    from ..eval.commands import Scores

LEAST = 20
"""Least number of rows at which every fifth is held out for evaluation."""
KEPT_BACK = 5


def train(
    rows: Annotated[list[Path], typer.Argument(help="Files or folders of annotated messages (corpus/README.md).", exists=True)],
    out: Annotated[Path, typer.Option("--out", help="Output file of the heads, for DAOGOU_READER_HEADS.")] = Path("heads.npz"),
) -> None:
    """Train the built-in reader on annotated messages of your own: its heads are fitted again, in minutes, without torch.

    Prints scores on your messages and on a part of the corpus before and after; of 20 or more messages a fifth is held out for this.
    """
    from ..eval.commands import scores
    from ..reader.corpus import CORPUS, CorpusError, corpus
    from ..reader.corpus import rows as read
    from ..reader.heads import Heads
    from ..reader.network import WEIGHTS, Network
    from ..reader.reader import Reader
    from ..reader.refit import drawn, features, joined, refit
    from .progress import progress_bar
    from .screen import out as screen

    try:
        own = [row for path in rows for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path]) for row in read(file)]
    except CorpusError as error:
        raise InputError(str(error)) from error
    if not own:
        raise InputError("There is no message in these files; see corpus/README.md for the format.")
    old = drawn(list(corpus(CORPUS)))
    told, seen = own[::KEPT_BACK] if len(own) >= LEAST else own, [row for place, row in enumerate(own) if len(own) < LEAST or place % KEPT_BACK]
    network, heads = Network(), Heads.load(WEIGHTS / "heads.npz")
    with progress_bar() as bars:
        task = bars.add_task("encoding", total=len(old) + len(own), rate="")
        known, mine = features(network, old, lambda number: bars.advance(task)), features(network, seen, lambda number: bars.advance(task))
        rest = features(network, told, lambda number: bars.advance(task)) if len(own) >= LEAST else None
    refit(heads, known, mine).save(out)
    before, after = Reader(), Reader(Network(heads=out))
    for name, messages in (("your messages", told), ("of the corpus", old[:500])):
        first, then = (scores([(one.row(row.text, row.topic, row.question), row) for row in messages]) for one in (before, after))
        screen.print(f"{name} ({len(messages)}): {_line(first)}  ->  {_line(then)}", markup=False, soft_wrap=True)
    if rest is not None:  # finally train on the held-out rows too
        refit(heads, known, joined(mine, rest)).save(out)
    screen.print(f"{out}: set DAOGOU_READER_HEADS={out} and DAOGOU_READER=built-in.", markup=False, soft_wrap=True)


def _line(found: "Scores") -> str:
    return f"acts {found.acts:.2f}, spans F1 {found.spans.f1:.2f}, commands exact {found.exact:.2f}"
