"""Answers that were paid for: asked again within a while, a query is answered from here; what came too late waits for the next turn."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from ...schema.evidence import Evidence
from ..search import SearchRequest

Asked = tuple[str, SearchRequest]
_KEPT_S = 1800.0
_MOST = 500


@dataclass(frozen=True)
class Answered:
    """`subject` is what the need was about; `waiting`: it came late, and no reply has had it yet."""

    subject: str
    evidence: tuple[Evidence, ...]
    at: float
    waiting: bool


class Memory:
    """By engine and query, for half an hour. It holds public text only, and is asked by what no buyer's words went into."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Asked, Answered] = OrderedDict()
        self._lock = Lock()

    def keep(self, engine: str, request: SearchRequest, subject: str, evidence: Sequence[Evidence], late: bool) -> None:
        with self._lock:
            self._answers[_key(engine, request)] = Answered(subject, tuple(evidence), monotonic(), late)
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)

    def known(self, engine: str, request: SearchRequest) -> tuple[Evidence, ...] | None:
        """The answer to this very query; None where it must be asked."""
        with self._lock:
            found = self._answers.get(_key(engine, request))
            if found is None or monotonic() - found.at > _KEPT_S:
                return None
            self._answers[_key(engine, request)] = replace(found, waiting=False)
            return found.evidence

    def waiting(self, subject: str) -> tuple[Evidence, ...]:
        """What came too late about the subject, once."""
        with self._lock:
            late = {key: found for key, found in self._answers.items() if found.waiting and found.subject == subject}
            self._answers.update({key: replace(found, waiting=False) for key, found in late.items()})
        return tuple(piece for found in late.values() if monotonic() - found.at <= _KEPT_S for piece in found.evidence)


def _key(engine: str, request: SearchRequest) -> Asked:
    return engine, replace(request, deadline_s=0.0, topics=tuple(request.topics), site_hints=tuple(request.site_hints))
