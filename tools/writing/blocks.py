"""Writes what stands in the way where nothing meets all, and how many products each way around it brings."""

from collections.abc import Iterable, Sequence

from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reply import Relaxation
from ..wording.wording import Wording
from .draft import Draft

MOST = 3
"""Conditions whose ways around are told in the text; the reply's shape has all."""


def blocks(relaxations: Sequence[Relaxation], need: Need, draft: Draft) -> None:
    """One line for each condition, or pair of them, with its ways: a looser bound, then none."""
    wording, groups = draft.wording, _groups(relaxations, need)
    lines = [(_quoted(given_up, wording), wording.say("semicolon").join(_way(one, need, wording) for one in ways)) for given_up, ways in groups]
    if len(lines) == 1 and not _pair(groups[0][0]):
        draft.add("", wording.say("listing.blocks", blocked=lines[0][0], ways=lines[0][1]))
    elif lines:
        draft.add("", wording.say("listing.pairs" if _pair(groups[0][0]) else "listing.blocks_several"))
        draft.add(*(wording.say("listing.way_line", blocked=blocked, ways=ways) for blocked, ways in lines[:MOST]))


def _groups(relaxations: Sequence[Relaxation], need: Need) -> list[tuple[list[Condition], list[Relaxation]]]:
    """Relaxations of the same fields together, with all conditions on those."""
    found: dict[tuple[str, ...], tuple[list[Condition], list[Relaxation]]] = {}
    for relaxation in relaxations:
        fields = tuple(dict.fromkeys(one.field for one in need.conditions if one.id in relaxation.remove))
        group = found.setdefault(tuple(sorted(fields)), ([], []))
        group[0].extend(one for one in need.hard if one.field in fields and one not in group[0])
        group[1].append(relaxation)
    return list(found.values())


def _pair(conditions: Iterable[Condition]) -> bool:
    return len({one.field for one in conditions}) > 1


def _way(relaxation: Relaxation, need: Need, wording: Wording) -> str:
    looser = {one.id for one in relaxation.instead}
    given_up = [one for one in need.conditions if one.id in relaxation.remove]
    dropped = [one for one in given_up if one.id not in looser]
    count = wording.count(relaxation.count, "products")
    if not relaxation.instead:
        return wording.say("listing.dropped_pair" if _pair(given_up) else "listing.dropped", count=count)
    key = "listing.loosened_dropped" if dropped else "listing.loosened"
    return wording.say(key, looser=_quoted(relaxation.instead, wording), dropped=_quoted(dropped, wording), count=count)


def _quoted(conditions: Iterable[Condition], wording: Wording) -> str:
    conditions = list(conditions)
    of_one = len(conditions) > 1 and not _pair(conditions)  # two bounds are a range
    texts = [wording.conditions(conditions)] if of_one else dict.fromkeys(map(wording.full, conditions))
    return wording.listed([wording.say("quoted", text=text) for text in texts])
