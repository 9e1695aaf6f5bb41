"""A sample of live turns: every slice has its share, within it the most surprising and as many drawn blindly in turn."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..compare.heard import length
from .merging import Spot
from .surprise import surprise, surprises
from .traces import Trace

Slices = Mapping[str, str]


def slices_of(trace: Trace, number: int) -> dict[str, str]:
    turn = trace.upto(number).turns[-1]
    return {"language": turn.reply.language, "intent": turn.reply.intent, "turn": "1" if number == 1 else "2+", "length": length(turn.said)}


def spots(traces: Iterable[Trace], wanted: Slices) -> Iterator[Spot]:
    """Turns of conversations that are there from their beginning, within the slices."""
    for trace in traces:
        for turn in trace.turns if trace.whole else ():
            number = turn.reply.turn
            if all(slices_of(trace, number).get(name) == value for name, value in wanted.items()):
                yield Spot(trace, number, surprises(trace, number))


def sample(found: Sequence[Spot], count: int, seed: int) -> list[Spot]:
    """Round after round through the slices, so that a rare one isn't crowded out."""
    draw, groups = random.Random(seed), defaultdict[tuple[str, ...], list[Spot]](list)
    for spot in found:
        told = slices_of(spot.trace, spot.turn)
        groups[told["language"], told["intent"], told["turn"]].append(spot)
    lines = [_in_order(group, draw) for _, group in sorted(groups.items())]
    draw.shuffle(lines)
    taken: list[Spot] = []
    for place in range(max(map(len, lines), default=0)):
        taken += [line[place] for line in lines if place < len(line)]
    return taken[:count]


def _in_order(group: Sequence[Spot], draw: random.Random) -> list[Spot]:
    """The most surprising, one drawn blindly, the next surprising …: what surprises nobody goes wrong too."""
    by_surprise = sorted(group, key=lambda spot: -surprise(spot.trace, spot.turn))
    blind = draw.sample(list(group), len(group))
    mixed = [spot for pair in zip(by_surprise, blind, strict=True) for spot in pair]
    return list({(id(spot.trace), spot.turn): spot for spot in reversed(mixed)}.values())[::-1]
