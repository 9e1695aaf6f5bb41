"""What a round of talks came to: good, right and wrong by store and language, with an interval by conversation, and how far two judges agree:
`python -m daogou.eval.talks.rates TALKS.jsonl VERDICTS.jsonl [SECOND.jsonl]`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from .talk import Judged, Talk, judged_of, talks_of

Kind = Callable[[Judged], bool]
KINDS: dict[str, Kind] = {
    "good": lambda one: one.verdict == "GOOD",
    "right": lambda one: one.right,
    "partly": lambda one: one.verdict == "PARTLY",
    "wrong": lambda one: one.wrong,
    "false": lambda one: one.verdict == "FALSE",
}
_DRAWS = 4000


def rates(talks: Path, verdicts: Path, second: Annotated[Path | None, typer.Argument(help="A second judge's, of some of the turns.")] = None) -> None:
    """Prints a line for each store and language: shares of turns in percent, with the 95 % interval of a bootstrap over conversations."""
    known, judged = {talk.id: talk for talk in talks_of(talks)}, judged_of(verdicts)
    for name, part in _parts(known, judged).items():
        print(f"{name:<16} {len(part):>4} turns  " + "  ".join(f"{kind} {_told(part, of)}" for kind, of in KINDS.items()))
    if second is not None:
        print(agreement(judged, judged_of(second)))


def share(part: Sequence[Judged], of: Kind) -> tuple[float, float, float]:
    """The share of turns, and its interval: conversations are drawn, not turns, since those of one depend on each other."""
    groups: dict[str, list[bool]] = {}
    for one in part:
        groups.setdefault(one.id, []).append(of(one))
    hits, turns = np.array([sum(group) for group in groups.values()]), np.array([len(group) for group in groups.values()])
    drawn = np.random.default_rng(1).integers(0, len(groups), (_DRAWS, len(groups)))
    shares = hits[drawn].sum(axis=1) / turns[drawn].sum(axis=1)
    low, high = np.quantile(shares, (0.025, 0.975))
    return float(hits.sum() / turns.sum()), float(low), float(high)


def agreement(judged: Sequence[Judged], others: Sequence[Judged]) -> str:
    """Of the turns that both judged: the share with the same verdict, and with the same word on wrong or not."""
    first = {(one.id, one.turn): one for one in judged}
    pairs = [(first[key], one) for one in others if (key := (one.id, one.turn)) in first]
    if not pairs:
        return "no turn was judged twice"
    same = sum(one.verdict == other.verdict for one, other in pairs) / len(pairs)
    wrong = sum(one.wrong == other.wrong for one, other in pairs) / len(pairs)
    return f"two judges, {len(pairs)} turns: same verdict {same:.2f}, same on wrong {wrong:.2f}"


def _parts(known: dict[str, Talk], judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """All, the demo's and the foreign stores', each store's, each language's."""
    parts: dict[str, list[Judged]] = {"all": list(judged)}
    for one in judged:
        talk = known[one.id]
        for name in ("demo" if talk.store == "demo" else "foreign", f"store {talk.store}", talk.language):
            parts.setdefault(name, []).append(one)
    return parts


def _told(part: Sequence[Judged], of: Kind) -> str:
    found, low, high = share(part, of)
    return f"{100 * found:.0f} ({100 * low:.0f}-{100 * high:.0f})"


if __name__ == "__main__":
    typer.run(rates)
