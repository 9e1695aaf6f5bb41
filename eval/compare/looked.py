"""Losses looked into before: kept as plays are, so that attribution that an outage cut short goes on where it was."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from .blame import UNSTEADY, Blame
from .case import Case
from .folders import hashed
from .manifest import measure_key
from .playing import Sides
from .plays import Play, Plays

CRASH = "crash"
_PASSING = (UNSTEADY, CRASH)
"""What may be otherwise the next time."""


class Looked:
    """Of two sides, judged by this very code. `fresh`: nothing is taken from before."""

    def __init__(self, plays: Plays, sides: Sides, fresh: bool) -> None:
        self._plays, self._fresh = plays, fresh
        self._key = hashed("blames", sides.base.key, sides.new.key, measure_key())

    def find(self, case: Case, units: Iterable[str]) -> dict[str, Blame]:
        """Of all of these units, else of none."""
        known = None if self._fresh else self._plays.find(self._key, case)
        found: dict[str, dict[str, str]] = known.answers[0] if known else {}
        return {unit: Blame(**found[unit]) for unit in units} if all(unit in found for unit in units) else {}

    def keep(self, case: Case, blames: Mapping[str, Blame]) -> None:
        if not any(blame.stage in _PASSING for blame in blames.values()):
            self._plays.keep(self._key, case, Play([{unit: asdict(blame) for unit, blame in blames.items()}], ""))
