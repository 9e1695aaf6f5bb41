"""A verdict in two sentences: what changed for whom; where it comes from, what it costs, and which gates say no."""

from collections.abc import Iterable

from ..compare.comparison import Comparison
from ..compare.figures import figures
from ..compare.slicing import named
from ..compare.timing import TURN


def headline(found: Comparison) -> tuple[str, str]:
    return _what(found), _why(found)


def _what(found: Comparison) -> str:
    one = found.overall
    if not one.wins and not one.losses:
        return f"NEW does as well as BASE: no difference in content over {_count(one.pairs, 'unit')}."
    word = "better than" if one.difference > 0 else "worse than" if one.difference < 0 else "even with"
    sure = "" if one.low > 0 or one.high < 0 else ", though not surely"
    whom = listed(each.title for each in named(found.slices))
    return (
        f"NEW is {word} BASE{sure}: {_count(one.wins, 'win')}, {_count(one.ties, 'tie')}, {_count(one.losses, 'loss')} "
        f"(mean {one.difference:+.4f}, 95 % {one.low:+.4f} to {one.high:+.4f}){f', worse above all for {whom}' if whom else ''}."
    )


def _why(found: Comparison) -> str:
    said = [*_stage(found), *_cost(found), _gates(found)]
    return "; ".join(said)[:1].upper() + "; ".join(said)[1:] + "."


def _stage(found: Comparison) -> list[str]:
    total, most = sum(found.stages.values()), found.stages.most_common(1)
    slower = [f"{each.node} is slower ({each.base_p50:.0f} to {each.new_p50:.0f} ms) for {listed(each.whom) or 'everybody'}" for each in found.slower]
    return [*(f"{count} of {total} losses looked into come from {stage}" for stage, count in most), *slower[:1]]


def _cost(found: Comparison) -> list[str]:
    turn = next((each for each in found.times if each.node == TURN), None)
    base, new = figures(found.overall, found.pairs)["tokens"]
    time = [f"a turn takes {turn.ratio:.2f}x the time (95 % {turn.low:.2f} to {turn.high:.2f})"] if turn else ["times were not compared"]
    return [*time, *([f"{new / base:.2f}x the tokens"] if base else [])]


def _gates(found: Comparison) -> str:
    broken = listed(each.gate.title for each in found.broken)
    return f"broken gates: {broken}" if broken else f"all {len(found.gates)} gates hold" if found.gates else "no gate was set"


def listed(names: Iterable[str]) -> str:
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _count(number: int, what: str) -> str:
    return f"{number:,} {what if number == 1 else what + ('es' if what.endswith('s') else 's')}"
