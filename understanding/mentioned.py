"""What was shown and talked about: what pointers may mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..schema.reference import Reference, Shown
from .lists import lists_of
from .matching import Records


@dataclass(frozen=True)
class Mentioned:
    """What can be pointed at: the lists shown, oldest first, the products talked about now, and the groups talked about before, oldest first."""

    shown: Sequence[Shown]
    focus: tuple[str, ...]
    records: Records
    talked: Sequence[tuple[str, ...]] = ()

    def listed(self, reference: Reference) -> tuple[str, ...]:
        """The list that the reference counts in: the one it names, else the newest that has all that is talked about, else the last."""
        if reference.place is None and self.focus:
            holding = [one for one in self.shown if set(self.focus) <= set(one.product_ids)]
            return holding[-1].product_ids if holding else self.shown[-1].product_ids if self.shown else self.focus
        found = lists_of(reference.place, self.shown)
        return found.product_ids if found is not None else ()

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """Those talked about, newest first."""
        return [self.focus, *reversed(self.talked)]
