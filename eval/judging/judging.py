"""Contests judged from beginning to end: heard, with the controls that tell what the judges are worth, and told."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from .ballot import Judge
from .contest import Contest
from .controls import COUNT, Control, controls
from .hearing import Heard, hear, heard_out
from .verdict import Rated, Verdict, judge_comparison
from .votes import Vote

VOTES, PLANTED = "votes.jsonl", "controls.jsonl"
Bar = Callable[[str, int], Heard]


@dataclass(frozen=True)
class Judged:
    """`votes` on the contests, `on_controls` on the planted ones."""

    contests: Sequence[Contest]
    planted: Sequence[Control]
    votes: Sequence[Vote]
    on_controls: Sequence[Vote]
    base: str
    new: str
    verdict: Verdict

    def keep(self, folder: Path) -> None:
        """Every vote, so that a figure can be reckoned again."""
        folder.mkdir(parents=True, exist_ok=True)
        _write(map(asdict, self.votes), folder / VOTES)
        planted = {one.id: {"better": one.better, "longer": one.longer, "numbers": one.numbers} for one in self.planted}
        _write(({**asdict(vote), **planted[vote.contest]} for vote in self.on_controls), folder / PLANTED)


def judge(
    contests: Sequence[Contest],
    judges: Sequence[Judge],
    base: str,
    new: str,
    *,
    rated: Rated | None = None,
    count: int = COUNT,
    seed: int = 0,
    workers: int = 1,
    bar: Bar = lambda what, count: lambda: None,
) -> Judged:
    """`base` against `new`, whatever other systems the contests have. `bar` is told of each kind of work and how much of it there is."""
    two = [between(contest, base, new) for contest in contests]
    planted = controls(two, count, seed)
    on_controls = heard_out(hear([one.contest for one in planted], judges, seed, workers, bar("controls", 2 * len(planted) * len(judges))))
    votes = heard_out(hear(two, judges, seed, workers, bar("contests", 2 * len(two) * len(judges))))
    return Judged(two, planted, votes, on_controls, base, new, judge_comparison(two, planted, votes, on_controls, base, new, rated))


def between(contest: Contest, *systems: str) -> Contest:
    return contest.model_copy(update={"replies": {system: contest.replies[system] for system in systems}})


def _write(rows: Iterable[Mapping[str, object]], path: Path) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
