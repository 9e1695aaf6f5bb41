"""Three next questions, different in kind, each tried before it is offered."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from ...schema.reply import Suggestion
from ..wording.glossary import CHINESE
from .answer import answers
from .decide import decide
from .narrow import narrow
from .shelves import beginnings, looks, picks, siblings, told_of
from .situation import KINDS, Kind, Proposal, Situation
from .trial import works
from .widen import widen

LONGEST = 80
WANTED = 3


class Trials:
    """Proposals tried one after another; `later` are those that wait: said in the last reply, or of a group that its kind has one of already."""

    def __init__(self, now: Situation, said: Iterable[str]) -> None:
        self._now = now
        self._said = set(said)
        self._groups: set[tuple[Kind, str]] = set()
        self._later: list[Proposal] = []

    def fresh(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        found = [one for one in proposals if len(one.text) <= LONGEST and self._spoken(one)]
        before = {_group(one) for one in found if one.text in self._now.suggested}
        for proposal in found:
            if proposal.text in self._now.suggested or (proposal.group and _group(proposal) in before | self._groups):
                self._later.append(proposal)
            elif self._works(proposal):
                yield proposal

    def _spoken(self, proposal: Proposal) -> bool:
        """In the buyer's language whole: a name that the records don't translate is no question of his."""
        return self._now.wording.language == "zh" or not CHINESE.search(proposal.text)

    def stale(self) -> Iterator[Proposal]:
        yield from (proposal for proposal in sorted(self._later, key=lambda one: one.text in self._now.suggested) if self._works(proposal))

    def _works(self, proposal: Proposal) -> bool:
        if proposal.text in self._said or not works(proposal, self._now):
            return False
        self._said.add(proposal.text)
        self._groups.add(_group(proposal))
        return True


def _group(proposal: Proposal) -> tuple[Kind, str]:
    return proposal.kind, proposal.group


def suggest(now: Situation) -> tuple[Suggestion, ...]:
    """The choices of the question that was just asked; else one of each kind as far as the catalogue allows. No more are tried than needed."""
    answered = tuple(islice(answers(now), WANTED))
    trials = Trials(now, [one.text for one in answered])
    narrower, wider, other, telling = (trials.fresh(make(now)) for make in (narrow, widen, siblings, decide))
    starting, looking, picking, taking = (trials.fresh(make(now)) for make in (beginnings, looks, picks, told_of))
    kinds = [chain(narrower, starting), chain(taking, wider, other, looking), chain(telling, picking)]
    firsts = [one for some in kinds[: 2 if answered else 3] for one in islice(some, 1)][: WANTED - len(answered)]
    rest = chain(firsts, narrower, wider, telling, other, looking, picking, trials.stale())
    found = sorted(islice(rest, WANTED - len(answered)), key=lambda one: KINDS.index(one.kind))
    return tuple(Suggestion(text=one.text, kind=one.kind, commands=now.replay(one.text).commands) for one in (*answered, *found))
