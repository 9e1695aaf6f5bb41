"""What judges of known kinds make of comparisons of known truth: `python -m daogou.eval judges`, about twenty minutes.

`python -m daogou.eval.judging.judges --repeats 50` for a first look.
"""

from typing import Annotated

import typer
from rich.progress import track

from ..figure import Figure
from ..report import Report
from . import ratings
from .controls import COUNT
from .simulation import CONTESTS, REPEATS, Tally, panels, simulate
from .verdict import RATED
from .world import WORLDS

BLIND = ("always the first", "always the longer", "always the shorter", "always more numbers", "at random")
RIGHT = "right, errs 10 %"
LEANINGS = (0.0, 0.2, 0.4, 1.0)
_RATED = ("leans in", "rated of 200", "95 % covers", "±", "± of the ratings alone")
_COLUMNS = ("judge", "better", "worse", "no difference shown", "undecided", "95 % covers", "±")


def measure(repeats: int = REPEATS, contests: int = CONTESTS, seed: int = 0) -> Report:
    """Every panel in every world, `repeats` comparisons each."""
    found = [simulate(world, repeats, contests, seed) for world in track(WORLDS, "worlds", transient=True)]
    report = Report("judges", "Judges", {"comparisons": repeats, "contests": contests, "controls": COUNT, "seed": seed})
    for world, tallies in zip(WORLDS, found, strict=True):
        report.table(f"{world.name}: true win rate {100 * (0.5 + world.preference / 2):.1f} %", _COLUMNS, [_row(tallies[name]) for name in panels(0)])
    put_right = [ratings.simulate(leaning, rated, repeats, seed) for leaning in LEANINGS for rated in (RATED, 2 * RATED)]
    rows = [(f"{100 * one.leaning:.0f} %", one.rated, f"{100 * one.coverage:.1f} %", f"{one.width:.1f}", f"{one.alone:.1f}") for one in put_right]
    report.table("leaning to the new one, put right by people's ratings: true win rate 60 %", _RATED, rows)
    report.figures = [*_figures(found, repeats), *_rated_figures([one.coverage for one in put_right], repeats)]
    return report


def _rated_figures(coverages: list[float], repeats: int) -> list[Figure]:
    said = "with people's ratings the interval covers the truth, the"
    count = f"of {repeats} comparisons, judges that lean in {', '.join(f'{100 * one:.0f}' for one in LEANINGS)} % of verdicts"
    return [
        Figure(f"{said} least", 100 * min(coverages), 93, ">=", " %", count),
        Figure(f"{said} most", 100 * max(coverages), 97, "<=", " %", count),
    ]


def _row(tally: Tally) -> tuple[str, ...]:
    words = (str(tally.words[word]) for word in ("better", "worse", "no difference shown", "undecided"))
    interval = (f"{100 * tally.coverage:.1f} %", f"{50 * sum(tally.widths) / len(tally.widths):.1f}") if tally.covered else ("", "")
    return (tally.judge, *words, *interval)


def _figures(found: list[dict[str, Tally]], repeats: int) -> list[Figure]:
    decided = sum(tallies[name].decided for tallies in found for name in BLIND)
    right = [tallies[RIGHT] for tallies in found]
    unequal = [tally for tally in right if tally.world.preference]
    worst = max(tally.wrong / repeats for tallies in found for tally in tallies.values())
    least, most = min(tally.coverage for tally in right), max(tally.coverage for tally in right)
    count = f"of {repeats} comparisons in each world"
    return [
        Figure(
            "comparisons decided by who can't judge", decided, 0, "=", "", f"{len(BLIND)} judges, {len(found)} worlds, {repeats} comparisons each"
        ),
        Figure("decided wrongly, the worst of all panels and worlds", 100 * worst, 5, "<=", " %", count),
        Figure("the right one's verdict comes through, the worst world", 100 * min(one.comes_through for one in unequal), 95, ">=", " %", count),
        Figure("its 95 % interval covers the truth, the least", 100 * least, 93, ">=", " %", count),
        Figure("its 95 % interval covers the truth, the most", 100 * most, 97, "<=", " %", count),
    ]


def main(
    repeats: Annotated[int, typer.Option(min=1, help="Comparisons in each world.")] = REPEATS,
    contests: Annotated[int, typer.Option(min=20, help="Contests in each comparison.")] = CONTESTS,
    seed: Annotated[int, typer.Option(help="Of everything that is drawn.")] = 0,
) -> None:
    """Simulate, print, write reports/judges.json."""
    measure(repeats, contests, seed).publish()


if __name__ == "__main__":
    typer.run(main)
