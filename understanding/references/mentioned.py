"""The products shown and discussed: the targets of references."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...schema.reference import Place, Reference, Shown
from .matching import Records


@dataclass(frozen=True)
class Mentioned:
    """What references can mean: the lists shown, oldest first, the products in focus, and the groups discussed before, oldest first. `least` is the
    number of products that the message needs in the list that it counts in."""

    shown: Sequence[Shown]
    focus: tuple[str, ...]
    records: Records
    talked: Sequence[tuple[str, ...]] = ()
    least: int = 0

    def listed(self, reference: Reference) -> tuple[str, ...]:
        """The list that the reference counts in: the one it names, else the newest that holds the focus, else the last."""
        if reference.place is None:
            holding = [one for one in self.shown if set(self.focus) <= set(one.product_ids)] or list(self.shown)
            return self._enough(holding[-1]).product_ids if holding else self.focus
        if reference.place.every:
            return self.everything
        found = list_of(reference.place, self.shown)
        return found.product_ids if found is not None else ()

    def _enough(self, listed: Shown) -> Shown:
        """`listed`; if it has a single product and more are needed, the newest earlier list of the same goods that has enough."""
        if len(listed.product_ids) != 1 or self.least < 2:
            return listed
        alike = (one for one in reversed(self.shown) if one.turn < listed.turn and _goods(one) == _goods(listed))
        return next((one for one in alike if len(one.product_ids) >= self.least), listed)

    @property
    def everything(self) -> tuple[str, ...]:
        """All products shown or discussed."""
        return tuple(dict.fromkeys([*(each for one in self.shown for each in one.product_ids), *(each for group in self.groups for each in group)]))

    @property
    def singles(self) -> tuple[str, ...]:
        """The products discussed alone, newest first."""
        return tuple(dict.fromkeys(group[0] for group in self.groups if len(group) == 1))

    def one_of_each(self, count: int) -> tuple[str, ...]:
        """One product of each of the last `count` kinds of goods: the one discussed alone, else the first shown; () if none was discussed alone and
        there are more kinds."""
        newest = dict[tuple[str | None, str], Shown]()
        for one in reversed(self.shown):
            if one.product_ids:
                newest.setdefault(_goods(one), one)
        lists = [one.product_ids for one in list(newest.values())[:count]]
        meant = [next((each for each in self.singles if each in ids), None) for ids in lists]
        return tuple(reversed([one or ids[0] for one, ids in zip(meant, lists, strict=True)])) if any(meant) or len(newest) == count else ()

    def told(self, listed: Sequence[str]) -> tuple[str, ...]:
        """The products of the list that its reply named."""
        return next((one.told for one in reversed(self.shown) if one.product_ids == tuple(listed)), tuple(listed))

    def singly(self, count: int) -> tuple[str, ...]:
        """The last `count` products talked about one at a time."""
        return tuple(reversed(self.singles[:count]))

    def pair(self, listed: Sequence[str]) -> tuple[str, ...]:
        """The last pair discussed within the current list; else the list itself if it has two products, else ()."""
        pairs = (group for group in self.groups if len(group) == 2 and (group == self.focus or set(group) <= set(listed)))
        return next(pairs, tuple(listed) if len(listed) == 2 else ())

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """The groups discussed, newest first."""
        return [self.focus, *reversed(self.talked)]


def _goods(listed: Shown) -> tuple[str | None, str]:
    """The goods of a list: its category, else its query."""
    return listed.category, listed.category or listed.query


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
