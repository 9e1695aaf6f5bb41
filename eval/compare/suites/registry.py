"""The suites by name."""

from ....schema.errors import InputError
from ..suite import Suite
from .scenarios import Scenarios


def suites() -> dict[str, Suite]:
    known: tuple[Suite, ...] = (Scenarios(),)
    return {suite.name: suite for suite in known}


def chosen(names: tuple[str, ...], data: str | None = None) -> list[Suite]:
    """Raises InputError for a name that there isn't."""
    known = suites()
    for name in names:
        if name not in known:
            raise InputError(f"There is no suite {name!r}; there are {', '.join(known)}.")
    return [known[name] for name in names]
