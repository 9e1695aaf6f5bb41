"""The suites by name."""

from collections.abc import Callable
from pathlib import Path

from ....schema.errors import InputError
from ..judged import Judged, judged
from ..suite import Suite
from .grounding import Grounding
from .outside import Outside
from .pointing import References
from .ranking import Judgements, Retrieval
from .safety import Safety
from .scenarios import Scenarios
from .suggesting import Suggestions
from .threads import Threads
from .understanding import Understanding
from .wording import Wording

OWN: tuple[Callable[[], Suite], ...] = (
    Scenarios, Understanding, References, Retrieval, Grounding, Wording, Suggestions, Safety, Outside, Threads,
)  # fmt: skip
NEEDS_DATA = ("chorus", "wands", "esci")


def suites(data: str | None = None) -> dict[str, Callable[[], Suite]]:
    """By name; with `data` also those over real data that lie there."""
    found: dict[str, Callable[[], Suite]] = {suite().name: suite for suite in OWN}
    return found | {name: _judging(read) for name, read in judged(Path(data)).items()} if data else found


def _judging(read: Callable[[], Judged]) -> Callable[[], Suite]:
    return lambda: Judgements(read())


def chosen(names: tuple[str, ...], data: str | None = None) -> list[Suite]:
    """Raises InputError for a name that there isn't."""
    known = suites(data)
    for name in names:
        if name in NEEDS_DATA and name not in known:
            raise InputError(f"The suite {name!r} needs its files: name their folder with --data.")
        if name not in known:
            raise InputError(f"There is no suite {name!r}; there are {', '.join(known)}, and with --data {', '.join(NEEDS_DATA)}.")
    return [known[name]() for name in dict.fromkeys(names)]
