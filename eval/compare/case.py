"""A case: one data row that both sides play."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Slices = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """`id` is unique in its suite. `script` is all that decides how it is played: the same script is played once, whoever scores it. `owner` is the
    slice whose people answer for it, `source` the file that it stands in, `cluster` the cases that are one to a test: wordings of one scenario.
    """

    id: str
    suite: str
    script: Mapping[str, Any]
    owner: str
    source: str
    slices: Slices = field(default_factory=dict)
    cluster: str = ""
    gold: Any = None

    def within(self, wanted: Mapping[str, str]) -> bool:
        """Whether it may lie in those slices: what the case doesn't say is decided when it was played."""
        return all(value in self.slices[name] for name, value in wanted.items() if name in self.slices)
