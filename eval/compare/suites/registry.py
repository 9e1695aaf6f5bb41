"""The suites by name."""

from collections.abc import Callable
from pathlib import Path

from ....schema.errors import InputError
from ..judged import chorus, chorus_in
from ..suite import Suite
from .claims import Claims
from .outside import Outside
from .ranking import Judgements, Retrieval
from .safety import Safety
from .scenarios import Scenarios
from .suggesting import Suggestions
from .threads import Threads
from .wording import Wording

OWN: tuple[Callable[[], Suite], ...] = (Scenarios, Claims, Retrieval, Wording, Suggestions, Safety, Outside, Threads)
CHORUS = "chorus"


def suites(data: str | None = None) -> dict[str, Callable[[], Suite]]:
    """By name; with `data` also Chorus, where its files lie there."""
    found: dict[str, Callable[[], Suite]] = {suite().name: suite for suite in OWN}
    folder = chorus_in(Path(data)) if data else None
    return found | ({CHORUS: lambda: Judgements(chorus(folder))} if folder else {})


def chosen(names: tuple[str, ...], data: str | None = None) -> list[Suite]:
    """Raises InputError for a name that there isn't."""
    known = suites(data)
    for name in names:
        if name == CHORUS and name not in known:
            raise InputError(f"The suite {name!r} needs its files: name their folder with --data.")
        if name not in known:
            raise InputError(f"There is no suite {name!r}; there are {', '.join(known)}, and with --data {CHORUS}.")
    return [known[name]() for name in dict.fromkeys(names)]
