"""What was judged, as a report: the decision, each judge's worth and biases, agreement, slices."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import isnan

from ..report import Report
from .agreement import cohen, fleiss, krippendorff, pairwise
from .biases import Share, consistency, leanings
from .calibration import Calibration
from .contest import Contest
from .judging import Judged
from .remaining import BASE, NEW, Remaining
from .verdict import RATED, Rated
from .votes import Vote, Winners, winners

CODE = "what code has judged: schema and records"
_JUDGE = ("judge", "may judge", "follows the truth", "pull of length", "pull of numbers", "consistent", "on controls", "decides", "failed calls")
_BIAS = ("judge", "the first wins", "the longer", "the one with more numbers")


def told(judged: Judged, rated: Rated | None = None) -> Report:
    verdict, votes = judged.verdict, _by_judge(judged.votes)
    setting = {"base": judged.base, "new": judged.new, "contests": len(judged.contests), "controls": len(judged.planted), "judges": len(votes)}
    report = Report("judge", f"{judged.new} is {verdict.decision.word} against {judged.base}: {verdict.decision.why}", setting)
    if verdict.seen and verdict.true:
        how = "people's ratings" if rated and len(rated) >= RATED else "planted controls"
        rates = [("as judged", verdict.seen.said), (f"errors and pulls taken out, by {how}", verdict.true.said)]
        report.table(f"how often {judged.new} is the better, ties half (95 % interval)", ("", "win rate"), rates)
    report.table("judges", _JUDGE, [_judge(judged, name, of) for name, of in votes.items()])
    report.table("what wins without merit (of the calls on the contests that chose)", _BIAS, [_bias(name, of, judged) for name, of in votes.items()])
    report.table("wins by slice", ("slice", judged.new, "ties", judged.base), _slices(judged.contests, verdict.winners, judged.base, judged.new))
    report.table("agreement among judges", ("", ""), _agreement(winners(judged.votes)))
    if rated:
        rows = with_people(winners(judged.votes), judged.base, judged.new, rated)
        report.table("agreement with people", ("judge", "Cohen's kappa with most of them", "the same"), rows)
    for name, faults in verdict.faults.items():
        report.table(f"{name} decides nothing", ("why",), [(fault,) for fault in faults])
    report.tables = [table for table in report.tables if table["rows"]]
    return report


def left_over(decided: Remaining) -> Report:
    """Of a comparison in which code has judged every turn."""
    report = Report("judge", decided.nothing, {"contests": 0})
    report.table(CODE, ("", BASE, NEW), decided.rows)
    return report


def best(contests: Sequence[Contest], votes: Sequence[Vote], found: Winners, faults: Mapping[str, tuple[str, ...]]) -> Report:
    """Of more than two systems: how often each was the best to more than half of the rotations and judges."""
    systems, by_judge = contests[0].systems, _by_judge(votes)
    report = Report("judge", "Which is the best, in every rotation", {"systems": len(systems), "contests": len(contests), "judges": len(by_judge)})
    counts = Counter(found.values())
    rows = [(system, Share(counts[system], len(found)).said) for system in systems]
    report.table("the best of all", ("system", "contests (95 % interval)"), [*rows, ("none", Share(counts[None], len(found)).said)])
    worth = [(name, "; ".join(faults.get(name, ())) or "may judge", consistency(of).said) for name, of in by_judge.items()]
    report.table("judges", ("judge", "worth", "consistent"), worth)
    biases = [(name, *(share.said for share in leanings(of, contests).values())) for name, of in by_judge.items()]
    report.table("what wins without merit", _BIAS, biases)
    return report


def _judge(judged: Judged, name: str, votes: Sequence[Vote]) -> tuple[str, ...]:
    calibration = judged.verdict.calibrations.get(name)
    found, planted = winners(votes).get(name, {}), _by_judge(judged.on_controls)[name]
    decided = Share(sum(winner is not None for winner in found.values()), len(judged.contests))
    may = "no" if name in judged.verdict.faults or calibration is None else "yes"
    effects = [_effect(calibration, place) for place in range(3)]
    return (name, may, *effects, consistency(votes).said, consistency(planted).said, decided.said, str(sum(bool(vote.failed) for vote in votes)))


def _effect(calibration: Calibration | None, place: int) -> str:
    return "" if calibration is None or not calibration.count else f"{calibration.effects[place]:.2f} ± {1.96 * calibration.errors[place]:.2f}"


def _bias(name: str, votes: Sequence[Vote], judged: Judged) -> tuple[str, ...]:
    return (name, *(share.said for share in leanings(votes, judged.contests).values()))


def _slices(contests: Sequence[Contest], found: Winners, base: str, new: str) -> list[tuple[str, int, int, int]]:
    counts: dict[str, Counter[str | None]] = defaultdict(Counter)
    for contest in contests:
        if contest.id in found:
            for name in dict.fromkeys(("all", f"language {contest.language}", *([contest.slice] if contest.slice else ()))):
                counts[name][found[contest.id]] += 1
    return [(name, count[new], count[None], count[base]) for name, count in counts.items()]


def _agreement(by_judge: dict[str, Winners]) -> list[tuple[str, str]]:
    rows = [(f"Cohen's kappa, {one} and {other}", kappa) for (one, other), kappa in pairwise(by_judge).items()]
    if len(by_judge) > 2:
        rows.append(("Fleiss' kappa", fleiss(by_judge)))
    if len(by_judge) > 1:
        rows.append(("Krippendorff's alpha", krippendorff(by_judge)))
    return [(name, _kappa(value)) for name, value in rows]


def with_people(by_judge: dict[str, Winners], base: str, new: str, people: Rated) -> list[tuple[str, str, str]]:
    """Of each judge: Cohen's kappa with what most people said, and the share that is the same."""
    most = {contest: new if mean > 0 else base if mean < 0 else None for contest, mean in people.items()}
    rows = []
    for judge, found in by_judge.items():
        shared = [contest for contest in most if contest in found]
        rows.append((judge, _kappa(cohen(most, found)), Share(sum(found[contest] == most[contest] for contest in shared), len(shared)).said))
    return rows


def _kappa(value: float) -> str:
    return "nothing to go by" if isnan(value) else f"{value:.2f}"


def _by_judge(votes: Sequence[Vote]) -> dict[str, list[Vote]]:
    found: dict[str, list[Vote]] = defaultdict(list)
    for vote in votes:
        found[vote.judge].append(vote)
    return found
