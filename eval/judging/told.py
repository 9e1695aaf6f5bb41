"""What was judged, as a report: the decision, each judge's worth and biases, agreement, slices."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..report import Report
from .biases import Share, agreement, consistency, leanings
from .judging import Judged
from .remaining import BASE, NEW, Remaining
from .verdict import RATED, Rated
from .votes import Vote, winners

CODE = "what code has judged: schema and records"
_JUDGE = ("judge", "may judge", "follows the truth", "pull of length", "pull of numbers", "consistent", "on controls", "decides", "failed calls")
_BIAS = ("judge", "the first wins", "the longer", "the one with more numbers")


def told(judged: Judged, rated: Rated | None = None) -> Report:
    verdict, votes = judged.verdict, _by_judge(judged.votes)
    setting = {"base": judged.base, "new": judged.new, "contests": len(judged.contests), "controls": len(judged.planted), "judges": len(votes)}
    report = Report("judge", f"{judged.new} is {verdict.word} against {judged.base}: {verdict.why}", setting)
    how = "people's ratings" if rated and len(rated) >= RATED else "errors and pulls taken out, by planted controls"
    rates = [(name, one.said) for name, one in (("as judged", verdict.seen), (how, verdict.true)) if one]
    report.table(f"how often {judged.new} is the better, ties half (95 % interval)", ("", "win rate"), rates)
    report.table("judges", _JUDGE, [_judge(judged, name, of) for name, of in votes.items()])
    biases = [(name, *(share.said for share in leanings(of, judged.contests).values())) for name, of in votes.items()]
    report.table("what wins without merit (of the calls on the contests that chose)", _BIAS, biases)
    report.table("wins by slice", ("slice", judged.new, "ties", judged.base), _slices(judged))
    report.table("agreement (Krippendorff's alpha)", ("", ""), _agreement(judged, rated or {}))
    for name, faults in verdict.faults.items():
        report.table(f"{name} decides nothing", ("why",), [(fault,) for fault in faults])
    report.tables = [table for table in report.tables if table["rows"]]
    return report


def left_over(decided: Remaining) -> Report:
    """Of a comparison in which code has judged every turn."""
    report = Report("judge", decided.nothing, {"contests": 0})
    report.table(CODE, ("", BASE, NEW), decided.rows)
    return report


def _judge(judged: Judged, name: str, votes: Sequence[Vote]) -> tuple[str, ...]:
    calibration = judged.verdict.calibrations.get(name)
    planted, count = _by_judge(judged.on_controls)[name], len(judged.contests)
    chosen = Share(sum(winner is not None for winner in winners(votes).get(name, {}).values()), count)
    may = "no" if name in judged.verdict.faults or calibration is None else "yes"
    known = calibration is not None and calibration.count
    effects = [f"{calibration.effects[at]:.2f} ± {1.96 * calibration.errors[at]:.2f}" if calibration and known else "" for at in range(3)]
    return (name, may, *effects, consistency(votes).said, consistency(planted).said, chosen.said, str(sum(bool(vote.failed) for vote in votes)))


def _slices(judged: Judged) -> list[tuple[str, int, int, int]]:
    counts, found = defaultdict[str, Counter[str | None]](Counter), judged.verdict.winners
    for contest in judged.contests:
        if contest.id in found:
            for name in dict.fromkeys(("all", f"language {contest.language}", *([contest.slice] if contest.slice else ()))):
                counts[name][found[contest.id]] += 1
    return [(name, count[judged.new], count[None], count[judged.base]) for name, count in counts.items()]


def _agreement(judged: Judged, people: Rated) -> list[tuple[str, str]]:
    """Of all judges, and of each with what most people said."""
    by_judge = winners(judged.votes)
    most = {contest: judged.new if mean > 0 else judged.base if mean < 0 else None for contest, mean in people.items()}
    wanted = {"the judges": by_judge} if len(by_judge) > 1 else {}
    wanted |= {f"{name} and people": {name: found, "people": most} for name, found in by_judge.items()} if people else {}
    alphas = ((name, agreement(raters)) for name, raters in wanted.items())
    return [(name, "nothing to go by" if alpha is None else f"{alpha:.2f}") for name, alpha in alphas]


def _by_judge(votes: Sequence[Vote]) -> dict[str, list[Vote]]:
    found: dict[str, list[Vote]] = defaultdict(list)
    for vote in votes:
        found[vote.judge].append(vote)
    return found
