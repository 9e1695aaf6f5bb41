"""Three next questions, different in kind, each tried before it is offered."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from ...schema.reply import Suggestion
from .answer import answers
from .decide import decide
from .narrow import narrow
from .situation import KINDS, Proposal, Situation
from .trial import works
from .widen import categories, siblings, widen

LONGEST = 80
WANTED = 3


class Trials:
    """Proposals tried one after another; `later` are those that wait: said in the last reply, or of a group that there is one of already."""

    def __init__(self, now: Situation, said: Iterable[str]) -> None:
        self._now = now
        self._said = {"", *said}  # texts given, and their groups
        self._later: list[Proposal] = []

    def fresh(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        found = [one for one in proposals if len(one.text) <= LONGEST]
        before = {one.group for one in found if one.text in self._now.suggested} - {""}
        for proposal in found:
            if proposal.text in self._now.suggested or proposal.group in before or proposal.group in self._said - {""}:
                self._later.append(proposal)
            elif self._works(proposal):
                yield proposal

    def stale(self) -> Iterator[Proposal]:
        yield from (proposal for proposal in sorted(self._later, key=lambda one: one.text in self._now.suggested) if self._works(proposal))

    def _works(self, proposal: Proposal) -> bool:
        if proposal.text in self._said or not works(proposal, self._now):
            return False
        self._said |= {proposal.text, proposal.group}
        return True


def suggest(now: Situation) -> tuple[Suggestion, ...]:
    """The choices of the question that was just asked; else one of each kind as far as the catalogue allows. No more are tried than needed."""
    answered = tuple(islice(answers(now), WANTED))
    trials = Trials(now, [one.text for one in answered])
    narrower, wider, other, telling = (trials.fresh(make(now)) for make in (narrow, widen, siblings, decide))
    kinds = (narrower, chain(wider, other), telling) if not answered else (narrower, wider)
    firsts = [one for some in kinds for one in islice(some, 1)][: WANTED - len(answered)]
    rest = chain(firsts, narrower, wider, telling, other, trials.fresh(categories(now)), trials.stale())
    found = sorted(islice(rest, WANTED - len(answered)), key=lambda one: KINDS.index(one.kind))
    return tuple(Suggestion(text=one.text, kind=one.kind) for one in (*answered, *found))
