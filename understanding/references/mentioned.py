"""The products shown and discussed: the targets of references."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...schema.reference import Place, Reference, Shown
from .matching import Records


@dataclass(frozen=True)
class Mentioned:
    """Targets of references: the lists shown (oldest first), the products in focus, and the groups discussed before (oldest first)."""

    shown: Sequence[Shown]
    focus: tuple[str, ...]
    records: Records
    talked: Sequence[tuple[str, ...]] = ()

    def listed(self, reference: Reference) -> tuple[str, ...]:
        """The list that the reference counts in: the one it names, else the newest with all products in focus, else the last."""
        if reference.place is None and self.focus:
            holding = [one for one in self.shown if set(self.focus) <= set(one.product_ids)]
            return holding[-1].product_ids if holding else self.shown[-1].product_ids if self.shown else self.focus
        if reference.place is not None and reference.place.every:
            return tuple(dict.fromkeys(each for one in self.shown for each in one.product_ids))
        found = list_of(reference.place, self.shown)
        return found.product_ids if found is not None else ()

    def told(self, listed: Sequence[str]) -> tuple[str, ...]:
        """The products of the list that its reply named."""
        return next((one.told for one in reversed(self.shown) if one.product_ids == tuple(listed)), tuple(listed))

    def singly(self, count: int) -> tuple[str, ...]:
        """The last `count` products discussed one at a time."""
        single = [group[0] for group in (*self.talked, self.focus) if len(group) == 1]
        return tuple(reversed(list(dict.fromkeys(reversed(single)))[:count]))

    def pair(self, listed: Sequence[str]) -> tuple[str, ...]:
        """The last pair discussed within the current list; else the list itself if it has two products, else ()."""
        pairs = (group for group in self.groups if len(group) == 2 and (group == self.focus or set(group) <= set(listed)))
        return next(pairs, tuple(listed) if len(listed) == 2 else ())

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """The groups discussed, newest first."""
        return [self.focus, *reversed(self.talked)]


def list_of(place: Place | None, shown: Sequence[Shown]) -> Shown | None:
    """The list meant by `place`; None if no such list was shown."""
    if not shown:
        return None
    if place is None:
        return shown[-1]
    if place.about:
        places = [n for n, one in enumerate(shown) if place.about in (one.category, one.query) and (one.product_ids or place.before)]
        newest = [n for n in places if shown[n].turn == shown[places[-1]].turn] if places else []  # a turn's own list is its first
        found = (places[0] if place.back < 0 else newest[0]) if places else None
        if found is None or (place.before and found == 0):
            return None
        return _earlier(shown, found) if place.before else shown[found]
    if len(shown) == 1:
        return shown[0]
    index = len(shown) - 1 - place.back if place.back >= 0 else -place.back - 1
    return shown[index] if 0 <= index < len(shown) else None


def _earlier(shown: Sequence[Shown], found: int) -> Shown | None:
    """The list before the run of lists about the same goods, skipping searches that found nothing."""
    of = (shown[found].category, shown[found].query)
    before = shown[:found]
    while before and (not before[-1].product_ids or (before[-1].category == of[0] and (of[0] is not None or before[-1].query == of[1]))):
        before = before[:-1]
    return before[-1] if before else None
