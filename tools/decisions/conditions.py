"""The conditions that stand."""

from dataclasses import dataclass

from ...schema.condition import Condition
from ...schema.fact import Fact


@dataclass(frozen=True)
class Conditions:
    """What stands in the ledger, each with the turn that it is from; `of`: only those asked about. Relaxed ones are told as such."""

    conditions: tuple[Condition, ...]
    facts: tuple[Fact, ...]
    of: bool = False
