"""Three next questions, different in kind, each tried before it is offered."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from ...schema.reply import Suggestion
from .answer import answers
from .decide import decide
from .narrow import narrow
from .situation import KINDS, Kind, Proposal, Situation
from .trial import works
from .widen import categories, widen

LONGEST = 80
WANTED = 3


def suggest(now: Situation) -> tuple[Suggestion, ...]:
    """The choices of the question that was just asked; else one of each kind as far as the catalogue allows. No more are tried than needed."""
    answered = tuple(islice(answers(now), WANTED))
    said = {one.text for one in answered}
    makers: dict[Kind, Callable[[Situation], Iterator[Proposal]]] = {"narrow": narrow, "widen": widen, "decide": decide}
    working = [_working(makers[kind](now), now, said) for kind in KINDS]
    firsts = [one for some in working for one in islice(some, 1)] if not answered else []
    rest = chain(firsts, *working, _working(categories(now), now, said))
    found = sorted(islice(rest, WANTED - len(answered)), key=lambda one: KINDS.index(one.kind))
    return tuple(Suggestion(text=one.text, kind=one.kind) for one in (*answered, *found))


def _working(proposals: Iterable[Proposal], now: Situation, said: set[str]) -> Iterator[Proposal]:
    """Each text once, those of the last reply last: what is given is added to `said`."""
    found = [one for one in proposals if len(one.text) <= LONGEST]
    said_before = {name for one in found if one.text in now.suggested for name in (one.text, one.group)} - {""}
    for proposal in sorted(found, key=lambda one: bool(said_before & {one.text, one.group})):
        if proposal.text not in said and works(proposal, now):
            said.add(proposal.text)
            yield proposal
