"""What guides say of a term."""

from dataclasses import dataclass

from ...schema.evidence import Evidence


@dataclass(frozen=True)
class Knowledge:
    """What guides say of a `term`, or in answer to a question, best first; where none does, a supplier must be asked about the fields `asked`."""

    term: str
    pieces: tuple[Evidence, ...]
    asked: tuple[str, ...] = ()
