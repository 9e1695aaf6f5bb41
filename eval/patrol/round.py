"""A round: every case said to the server once, and what came of each turn."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ...schema.base import Noun
from ...schema.errors import InputError
from ..compare.suites.threads import Held, held_in
from .looks import meeting, missed, unseen
from .visit import Visit, VisitError

BEAT = Path(__file__).with_name("beat.yaml")


class Step(Noun):
    """A turn of a case. `trouble` is why there was no reply; `offered` the products whose cards meet all."""

    case: str
    turn: int
    said: str
    missed: tuple[str, ...] = ()
    trouble: str | None = None
    what: str = ""
    offered: tuple[str, ...] = ()
    degraded: tuple[str, ...] = ()
    ms: float | None = None
    text: str = ""

    @property
    def name(self) -> str:
        return f"{self.case}/{self.turn}"

    @property
    def ok(self) -> bool:
        return self.trouble is None and not self.missed


class Round(Noun):
    at: datetime
    steps: tuple[Step, ...]
    unseen: tuple[str, ...] = ()

    @property
    def times(self) -> list[float]:
        return sorted(step.ms for step in self.steps if step.ms is not None)


def cases_of(file: Path | None) -> list[Held]:
    """Confirmed ones alone. Raises InputError where there is none."""
    found = [held for held in held_in(file or BEAT) if not held.proposed]
    if not found:
        raise InputError(f"{file} has no confirmed case; `daogou eval confirm {file}` goes through what is proposed.")
    return found


def go_round(visit: Visit, cases: Sequence[Held]) -> Round:
    """A server that is down isn't asked again in this round."""
    at, steps = datetime.now(UTC), list[Step]()
    for held in cases:
        steps += _played(visit, held)
        if steps[-1].trouble == "down":
            break
    return Round(at=at, steps=tuple(steps), unseen=tuple(sorted(_unseen(cases))))


def _played(visit: Visit, held: Held) -> Iterable[Step]:
    """Until a turn has no reply: those behind it would be another conversation."""
    thread = visit.new_thread()
    for number, turn in enumerate(held.turns, 1):
        try:
            reply, ms = visit.say(turn.say, thread)
        except VisitError as error:
            yield Step(case=held.id, turn=number, said=turn.say, trouble=error.trouble, what=str(error))
            return
        yield Step(
            case=held.id,
            turn=number,
            said=turn.say,
            missed=tuple(missed(reply, turn.expect, held.lang)),
            offered=tuple(card.product_id for card in meeting(reply)),
            degraded=reply.degraded,
            ms=round(ms, 1),
            text=reply.text[:1000],
        )


def _unseen(cases: Sequence[Held]) -> set[str]:
    return {name for held in cases for turn in held.turns for name in unseen(turn.expect)}
