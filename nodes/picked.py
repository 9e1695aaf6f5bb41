"""A short answer in words to the question which of several products was meant: 第二款, "the steel one", "both"."""

from collections.abc import Iterator, Sequence

from ..dialogue.references import resolve, these
from ..dialogue.request import condition, order
from ..dialogue.topics import Dialogue
from ..reader.pointing import pointers
from ..schema.command import Answer, AnyCommand, Ask, AskParty, Choose, Compare, Sort, Vary, Want
from ..schema.pending import Pending
from ..schema.reading import Language, Reading
from ..schema.reference import Reference, Shown
from ..understanding.references.matching import Records

_SHORT = (Answer, Ask, AskParty, Choose, Compare, Sort, Vary, Want)


def pointing(commands: Sequence[AnyCommand], pending: Pending | None) -> tuple[AnyCommand, ...]:
    """With an answer in words as what the words point at."""
    if pending is None or pending.kind != "which":
        return tuple(commands)
    return tuple(
        Ask(of=pointers(one.choice), by=one.by) if isinstance(one, Answer) and one.choice not in pending.choices else one for one in commands
    )


def picked(commands: Sequence[AnyCommand], pending: Pending | None, language: Language, records: Records) -> Reading | None:
    """What was asked about, of those that the grounded commands pick; None where they say something else."""
    if pending is None or pending.kind != "which" or pending.reading is None or not all(isinstance(one, _SHORT) for one in commands):
        return None
    if any(isinstance(one, (Ask, AskParty)) and (one.fields or one.suppose) for one in commands):
        return None
    of = tuple(each for one in commands for each in _of(one))
    found = resolve(of, Dialogue(shown=[Shown(turn=0, product_ids=pending.choices)]), records)
    if not of or found.outcome != "resolved" or not found.product_ids or not set(found.product_ids) <= set(pending.choices):
        return None
    others = tuple(each for each in pending.reading.references if each != pending.reference)
    return pending.reading.model_copy(update={"references": (*others, these(found.product_ids, of[0])), "language": language})


def _of(command: AnyCommand) -> Iterator[Reference]:
    match command:
        case Ask(of=of) | AskParty(of=of) | Choose(among=of) | Compare(among=of):
            yield from of
        case Want(field=str()):
            yield Reference(kind="described", count=0, conditions=(condition(command),))
        case Want(value=str(words)):
            yield Reference(kind="described", count=0, words=(words,))
        case Sort(key=str()):
            yield Reference(kind="extreme", sort=order(command))
        case Vary(how="page"):
            yield Reference(kind="all", count=0)
