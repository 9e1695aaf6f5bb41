"""Blame: the stage that a loss comes from."""

from dataclasses import dataclass

CATALOGUE = "catalogue"
GAP = "catalogue gap"
UNSTEADY = "unsteady"
SEVERAL = "several stages"


@dataclass(frozen=True)
class Blame:
    """`stage` is a node of the graph, or CATALOGUE (BASE's store heals it), GAP (no record has what is asked for), UNSTEADY (played again it was no
    loss), or SEVERAL, whose names `why` gives."""

    stage: str
    why: str = ""
