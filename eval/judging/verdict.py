"""What was judged, as a report: the decision, each judge's worth and biases, agreement, slices."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from math import sqrt
from pathlib import Path
from typing import Literal, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from ...schema.errors import InputError
from ...schema.reading import Language
from ..compare.cases import Pair
from ..compare.manifest import pairs_of
from ..report import Report
from .ballots import Contest, Judge, Message, Vote, Winners, by_judge, hear, heard_out, panel, shown, winners
from .controls import COUNT, Calibration, Control, Share, Z, agreement, calibrate, consistency, controls, digits, leanings, signed, worth

BASE, NEW = "base", "new"
RATED = 50
"""From so many contests rated by people on, these decide."""
WINNERS = "winners.jsonl"
Rated = Mapping[str, float]
"""By contest: what people said, 1 for the new system, -1 for the base, 0 for a tie; a mean where several rated it."""
Verdicts = NDArray[np.float64]
"""By contest: 1 for the one, -1 for the other, 0 for a tie."""
Word = Literal["better", "worse", "no difference shown", "undecided"]
_WORDS: dict[int, Word] = {1: "better", -1: "worse", 0: "no difference shown"}
CODE = "what code has judged: schema and records"
_JUDGE = ("judge", "may judge", "follows the truth", "pull of length", "pull of numbers", "consistent", "on controls", "decides", "failed calls")
_BIAS = ("judge", "the first wins", "the longer", "the one with more numbers")


class Remaining(NamedTuple):
    """`contests` for judges; of the rest, how many the records decided for each side, and in how many both said the same."""

    contests: Sequence[Contest]
    for_base: int = 0
    for_new: int = 0
    same: int = 0
    formed: tuple[Share, Share] = (Share(0, 0), Share(0, 0))
    right: tuple[Share, Share] = (Share(0, 0), Share(0, 0))

    @property
    def nothing(self) -> str:
        """What is said where nothing is left."""
        return f"Nothing is left for a judge: the records decide {self.for_base + self.for_new} turns, {self.same} are alike."

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        return [
            ("of the shape it must have", self.formed[0].said, self.formed[1].said),
            ("all that was expected holds, by the records", self.right[0].said, self.right[1].said),
            ("the records decide for it", str(self.for_base), str(self.for_new)),
            ("left for the judges; the same words", str(len(self.contests)), str(self.same)),
        ]


def remaining(pairs: Iterable[Pair]) -> Remaining:
    """Of every turn that both sides answered."""
    answered = [pair for pair in pairs if pair.base.form is not None and pair.new.form is not None]
    before: dict[tuple[str, str], list[Pair]] = {}
    contests, for_base, for_new, same = [], 0, 0, 0
    for pair in answered:
        earlier = before.setdefault((pair.base.suite, pair.base.case), [])
        worth = [(row.form or 0.0, row.content) for row in (pair.base, pair.new)]
        if worth[0] != worth[1]:
            for_base, for_new = for_base + (worth[0] > worth[1]), for_new + (worth[1] > worth[0])
        elif pair.base.text == pair.new.text:
            same += 1
        else:
            contests.append(contest_of(pair, earlier))
        earlier.append(pair)
    sides = ([pair.base for pair in answered], [pair.new for pair in answered])
    formed = [Share(sum(row.form == 1 for row in rows), len(rows)) for rows in sides]
    right = [Share(sum(row.content == 1 for row in rows), len(rows)) for rows in sides]
    return Remaining(contests, for_base, for_new, same, (formed[0], formed[1]), (right[0], right[1]))


def of_folder(folder: Path) -> Remaining:
    """Of a folder that `eval compare` wrote. Raises InputError where it is none."""
    try:
        return remaining(pairs_of(folder))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{folder} is no folder of `daogou eval compare`; name one, or a file of contests.") from error


def contest_of(pair: Pair, earlier: Sequence[Pair]) -> Contest:
    """What an assistant said before is told only where both sides said it: neither may profit from its own history."""
    said = []
    for one in earlier:
        said.append(Message(role="user", content=one.base.said))
        if one.base.text == one.new.text:
            said.append(Message(role="assistant", content=one.base.text))
    return Contest(
        id=pair.unit, language=cast(Language, pair.base.slices.get("language", ("zh",))[0]),
        conversation=(*said, Message(role="user", content=pair.base.said)),
        replies={BASE: pair.base.text, NEW: pair.new.text}, source=pair.base.source, slice=pair.base.owner,
    )  # fmt: skip


class Estimate(NamedTuple):
    """`preference` is (wins - losses) / contests, between -1 and 1."""

    preference: float
    error: float

    @property
    def interval(self) -> tuple[float, float]:
        return max(-1.0, self.preference - Z * self.error), min(1.0, self.preference + Z * self.error)

    @property
    def sign(self) -> int:
        """1 or -1 where the interval leaves out no difference."""
        low, high = self.interval
        return 1 if low > 0 else -1 if high < 0 else 0

    @property
    def said(self) -> str:
        """As a win rate."""
        rate, low, high = (50 + 50 * min(1.0, max(-1.0, value)) for value in (self.preference, *self.interval))
        return f"{rate:.1f} % ({low:.1f} to {high:.1f})"


class Verdict(NamedTuple):
    """`faults` by judge that decides nothing; the estimates are of those that remain: as judged, and corrected or by people."""

    word: Word
    why: str
    calibrations: Mapping[str, Calibration]
    faults: Mapping[str, tuple[str, ...]]
    winners: Winners
    seen: Estimate | None = None
    true: Estimate | None = None


class Judged(NamedTuple):
    """`votes` on the contests, `on_controls` on the planted ones."""

    contests: Sequence[Contest]
    planted: Sequence[Control]
    votes: Sequence[Vote]
    on_controls: Sequence[Vote]
    base: str
    new: str
    verdict: Verdict

    def keep(self, folder: Path) -> None:
        """Every vote, so that a figure can be reckoned again, and who won to the judges that may judge, in whose words."""
        folder.mkdir(parents=True, exist_ok=True)
        planted = {one.id: {"better": one.better, "longer": one.longer, "numbers": one.numbers} for one in self.planted}
        found = self.verdict.winners
        why = {
            vote.contest: f"{vote.judge}: {vote.why}"
            for vote in self.votes
            if vote.why and vote.judge not in self.verdict.faults and vote.choice == found.get(vote.contest)
        }
        _write(map(asdict, self.votes), folder / "votes.jsonl")
        _write(({**asdict(vote), **planted[vote.contest]} for vote in self.on_controls), folder / "controls.jsonl")
        _write(({"contest": contest, "winner": winner, "why": why.get(contest, "")} for contest, winner in found.items()), folder / WINNERS)


def kept_winners(folder: Path) -> tuple[Winners, dict[str, str]]:
    """By contest its winner (None: a tie), and in whose words. Raises InputError for a folder that `eval judge` didn't write."""
    try:
        rows = [json.loads(line) for line in (folder / WINNERS).read_text("utf-8").splitlines()]
        return {row["contest"]: row["winner"] for row in rows}, {row["contest"]: row["why"] for row in rows if row["why"]}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{folder / WINNERS} can't be read ({error}); name a folder that `daogou eval judge` wrote.") from error


def judge(
    contests: Sequence[Contest], judges: Sequence[Judge], base: str, new: str, *,
    rated: Rated | None = None, count: int = COUNT, seed: int = 0, workers: int = 1,
    bar: Callable[[str, int], Callable[[], None]] = lambda what, count: lambda: None,
) -> Judged:  # fmt: skip
    """`base` against `new`, whatever other systems the contests have. `bar` is told of each kind of work and how much of it there is."""
    two = [one.model_copy(update={"replies": {system: one.replies[system] for system in (base, new)}}) for one in contests]
    planted = controls(two, count, seed)
    on_controls = heard_out(hear([one.contest for one in planted], judges, seed, workers, bar("controls", 2 * len(planted) * len(judges))))
    votes = heard_out(hear(two, judges, seed, workers, bar("contests", 2 * len(two) * len(judges))))
    return Judged(two, planted, votes, on_controls, base, new, judge_comparison(two, planted, votes, on_controls, base, new, rated))


def judge_comparison(
    contests: Sequence[Contest], controls: Sequence[Control], votes: Sequence[Vote], planted: Sequence[Vote], base: str, new: str,
    rated: Rated | None = None,
) -> Verdict:  # fmt: skip
    """`votes` are on the contests, `planted` on the controls, of the same judges."""
    on_controls, on_contests, calibrations = winners(planted), winners(votes), worth(controls, planted)
    faults = {judge: calibration.faults for judge, calibration in calibrations.items() if calibration.faults}
    sound = [judge for judge in on_contests if judge in calibrations and judge not in faults]
    together = panel({judge: on_contests[judge] for judge in sound})
    judged = [contest for contest in contests if contest.id in together]
    seen, true, why = None, None, [f"{judge} decides nothing: {'; '.join(found)}" for judge, found in faults.items()]
    if len(judged) > 1:
        verdicts = np.array([signed(together[contest.id], new, base) for contest in judged], np.float64)
        calibration = calibrations[sound[0]] if len(sound) == 1 else calibrate(controls, panel({judge: on_controls[judge] for judge in sound}))
        seen, why = raw(verdicts), list(calibration.faults)
        if not why:
            texts = [shown(contest) for contest in judged]
            longer, numbers = (np.sign([float(of(one[new]) - of(one[base])) for one in texts]) for of in (len, digits))
            true = corrected(verdicts, longer, numbers, calibration)
    if rated and len(people := np.array([rated[contest.id] for contest in contests if contest.id in rated])) >= RATED:
        said = raw(people)
        told = f"win rate {said.said}, ties half, by {len(people)} contests that people rated"
        return Verdict(_WORDS[said.sign], told, calibrations, faults, together, seen, said)
    return Verdict(*decided(seen, true, why), calibrations, faults, together, seen if true else None, true)


def decided(seen: Estimate | None, true: Estimate | None, faults: Sequence[str] = ()) -> tuple[Word, str]:
    """`seen` are the verdicts as they came, `true` with the judges' errors and pulls taken out; both must say the same, or nothing is decided."""
    if seen is None or true is None:
        return "undecided", "; ".join(faults) or "no judge gave a verdict"
    if true.sign == seen.sign:
        return _WORDS[true.sign], f"win rate {true.said}, ties half"
    if seen.sign and not true.sign:
        return "undecided", f"the verdicts ({seen.said}) are no more than what the judges' pulls and errors explain ({true.said})"
    if not seen.sign:
        return "no difference shown", f"win rate {seen.said} as judged; a difference appears only in the correction ({true.said})"
    return "undecided", f"the verdicts ({seen.said}) turn round when the judges' pulls are taken out ({true.said})"


def raw(verdicts: Verdicts) -> Estimate:
    some = len(verdicts) + 2
    mean = float(verdicts.sum()) / some
    square = (float((verdicts**2).sum()) + 1) / some
    return Estimate(mean, sqrt(max(square - mean**2, 0.0) / some))


def corrected(verdicts: Verdicts, longer: Verdicts, numbers: Verdicts, calibration: Calibration) -> Estimate:
    """`longer` and `numbers` say by contest whose reply is the longer and has more digits, in the sense of `verdicts`."""
    seen, effect = raw(verdicts), calibration.effects
    means = np.array([longer.mean(), numbers.mean()])
    preference = (seen.preference - float(effect[1:] @ means)) / float(effect[0])
    slope = np.array([-preference, *-means]) / effect[0]
    return Estimate(preference, sqrt((seen.error / float(effect[0])) ** 2 + float(slope @ calibration.covariance @ slope)))


def _write(rows: Iterable[Mapping[str, object]], path: Path) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def told(judged: Judged, rated: Rated | None = None) -> Report:
    verdict, votes = judged.verdict, by_judge(judged.votes)
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
    return report


def left_over(decided: Remaining) -> Report:
    """Of a comparison in which code has judged every turn."""
    report = Report("judge", decided.nothing, {"contests": 0})
    report.table(CODE, ("", BASE, NEW), decided.rows)
    return report


def _judge(judged: Judged, name: str, votes: Sequence[Vote]) -> tuple[str, ...]:
    calibration = judged.verdict.calibrations.get(name)
    planted, count = by_judge(judged.on_controls)[name], len(judged.contests)
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
    by = winners(judged.votes)
    most = {contest: judged.new if mean > 0 else judged.base if mean < 0 else None for contest, mean in people.items()}
    wanted = {"the judges": by} if len(by) > 1 else {}
    wanted |= {f"{name} and people": {name: found, "people": most} for name, found in by.items()} if people else {}
    alphas = ((name, agreement(raters)) for name, raters in wanted.items())
    return [(name, "nothing to go by" if alpha is None else f"{alpha:.2f}") for name, alpha in alphas]
