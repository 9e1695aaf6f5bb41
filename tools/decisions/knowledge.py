"""What guides say of a term."""

from dataclasses import dataclass

from ...schema.evidence import Evidence


@dataclass(frozen=True)
class Knowledge:
    """What guides say of a `term`, best first."""

    term: str
    pieces: tuple[Evidence, ...]
