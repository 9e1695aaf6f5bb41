"""The verdict, worded in one place for the screen, the report and comparison.json: two sentences, and what they rest on.

The sentences say what changed for whom; where it comes from, what it costs, and which gates say no.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .figures import alike, figures, form_rate
from .slicing import Slice, named
from .spread import EVEN
from .timing import TURN, Timing

if TYPE_CHECKING:
    from .comparison import Comparison

Told = tuple[str, list[str]]
"""A sentence, or its beginning with the list that ends it."""
_MOST = 3


def said(found: "Comparison") -> list[str]:
    """All of it."""
    return [*headline(found), *(f"{head}{' ' * bool(items)}{', '.join(items)}{'.' * bool(items)}" for head, items in details(found))]


def headline(found: "Comparison") -> tuple[str, str]:
    return _what(found), _why(found)


def details(found: "Comparison") -> list[Told]:
    plain = [*_stages(found), *_format(found), *_alike(found), *_calls(found)]
    return [*_whom(found), *((sentence, []) for sentence in plain), *_nodes(found)]


def _what(found: "Comparison") -> str:
    one = found.overall
    if not one.wins and not one.losses:
        return f"NEW does as well as BASE: no difference in content over {_count(one.pairs, 'unit')}."
    word = "better than" if one.difference > EVEN else "worse than" if one.difference < -EVEN else "even with"
    sure = "" if one.low > 0 or one.high < 0 else ", though not surely"
    whom = listed(each.title for each in named(found.slices))
    return (
        f"NEW is {word} BASE{sure}: {_count(one.wins, 'win')}, {_count(one.ties, 'tie')}, {_count(one.losses, 'loss')} "
        f"(mean {one.difference:+.4f}, 95 % {one.low:+.4f} to {one.high:+.4f}, p {one.p:.2g}){f', the losses above all in {whom}' if whom else ''}."
    )


def _why(found: "Comparison") -> str:
    parts = [*_stage(found), *_time(found), *_tokens(found), *_gates(found)]
    return "; ".join(parts)[:1].upper() + "; ".join(parts)[1:] + "."


def _stage(found: "Comparison") -> list[str]:
    total, most = sum(found.stages.values()), found.stages.most_common(1)
    cut = ["where the losses come from was cut short by an outage"] if found.cut else []
    return [*cut, *(f"{count} of {total} losses looked into come from {stage}" for stage, count in most)]


def _time(found: "Comparison") -> list[str]:
    turn = next((each for each in found.times if each.node == TURN), None)
    slower = [f"{each.node} is slower ({each.base_p50:.0f} to {each.new_p50:.0f} ms) for {listed(each.whom) or 'everybody'}" for each in found.slower]
    return [*slower[:1], _of_turn(turn) if turn else "turns were not timed" if found.times else "times were not compared"]


def _of_turn(turn: Timing) -> str:
    return f"a turn takes {turn.ratio:.2f}x the time (95 % {turn.low:.2f} to {turn.high:.2f} in one pair of processes)"


def _tokens(found: "Comparison") -> list[str]:
    base, new = figures(found.overall, found.pairs)["tokens"]
    return [f"{new / base:.2f}x the tokens"] if base else []


def _gates(found: "Comparison") -> list[str]:
    broken = listed(each.gate.title for each in found.broken)
    unmeasured = listed(f"{each.gate.title} ({each.got})" for each in found.unmeasured)
    none = [] if found.gates else ["no gate was set"]
    held = [f"all {len(found.gates)} gates hold"] if found.gates and found.held else none
    return [*([f"broken gates: {broken}"] if broken else []), *([f"gates that could not be judged: {unmeasured}"] if unmeasured else []), *held]


def _whom(found: "Comparison") -> list[Told]:
    """Where the losses crowd, which slices are surely worse, and which better."""
    crowded = [_crowded(each, found) for each in named(found.slices)]
    worse = [_slice(each) for each in found.slices if each.worse][:_MOST]
    better = [_slice(each) for each in found.slices if each.better][:_MOST]
    heads = (("The losses lie above all in", crowded), ("Surely worse:", worse), ("Surely better:", better))
    none: list[Told] = [("No slice stands out among the losses.", [])] if found.overall.losses and not crowded and not worse else []
    return [*((head, items) for head, items in heads if items), *none]


def _crowded(each: Slice, found: "Comparison") -> str:
    share = f"{each.paired.losses} of {found.overall.losses} losses, {each.paired.pairs} of {found.overall.pairs} pairs"
    return f"{each.title} ({share}; {'surely' if each.worse else 'not surely'} worse)"


def _slice(each: Slice) -> str:
    return f"{each.title} ({each.paired.difference:+.3f}, p {each.p:.2g})"


def _stages(found: "Comparison") -> list[str]:
    total = sum(found.stages.values())
    parts = ", ".join(f"{stage} {count}" for stage, count in found.stages.most_common())
    cut = [f"Only {total} of {len(found.losses)} losses were looked into: {found.cut}"] if found.cut else []
    return [*([f"Of {total} losses looked into, these stages brought about: {parts}."] if total else []), *cut]


def _format(found: "Comparison") -> list[str]:
    base, new = form_rate(found.pairs)
    return [f"Well formed: {base:.4f} to {new:.4f}."] if abs(base - new) > EVEN else []


def _alike(found: "Comparison") -> list[str]:
    base, new = alike(found.pairs)
    return [f"Right in every wording and turn: {base:.0f} to {new:.0f} of {found.overall.clusters}."] if base != new else []


def _calls(found: "Comparison") -> list[str]:
    """Of models, where any were asked."""
    known = figures(found.overall, found.pairs)
    spent = [(name, *known[name]) for name in ("tokens", "calls") if any(known[name])]
    parts = (f"{name} {base:.0f} to {new:.0f}" + (f" ({new / base:.2f}x)" if base else "") for name, base, new in spent)
    return [f"Cost: {', '.join(parts)}."] if spent else []


def _nodes(found: "Comparison") -> list[Told]:
    """Those that are slower or faster."""
    slower = [f"{_ms(each)} for {', '.join(each.whom) or 'everybody'}" for each in found.slower]
    faster = [_ms(each) for each in found.times if each.faster]
    lists: Sequence[Told] = (("Slower:", slower), ("Faster:", faster))
    return [(head, items) for head, items in lists if items]


def _ms(each: Timing) -> str:
    return f"{each.node} {each.base_p50:.1f} to {each.new_p50:.1f} ms"


def listed(names: Iterable[str]) -> str:
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _count(number: int, what: str) -> str:
    return f"{number:,} {what if number == 1 else what + ('es' if what.endswith('s') else 's')}"
