"""Which products are what a need asks for: the one definition that counting, listing and near misses share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from ..schema.need import Need
from .analysis import is_chinese, words
from .longer_named import LongerNames
from .scoring import Mask, Scorer

EITHER = " / "
"""Between the kinds of goods of which any will do."""
_RELEVANT = 0.55  # of the best score that anything gets: what was asked for, rather than what has a word of it
_A_KIND = 0.15  # of a shelf whose titles end in its name
_SEVERAL = 3  # of a shelf: so many things themselves stand without what only goes with them
_REMEMBERED = 64  # a mask or two each
_RETRY = 10.0  # seconds before words that could not be embedded or looked up are tried again


@dataclass(frozen=True)
class Meant:
    """By row: `rows` is what was asked for, whatever the conditions, nothing where `nothing_near`; `category` where the need's is known;
    `unseen` are words that no product has; `aside`: of a category that is nobody's, things for somebody else are left out;
    `called`: what these are called of the need's words, where what else lies on the shelf isn't; `plain`: the words only name the shelf;
    `other_kind`: what lies there is of another kind than what is asked for; `uncalled`: the words, where nothing of the shelf has all that they
    say beside its name; `unfit`: the machine that these were to fit, where no text of theirs names it."""

    rows: Mask
    category: Mask | None = None
    nothing_near: bool = False
    unseen: tuple[str, ...] = ()
    aside: bool = False
    degraded: tuple[str, ...] = ()
    called: str = ""
    plain: bool = False
    other_kind: bool = False
    uncalled: str = ""
    unfit: str = ""


def sides(need: Need) -> list[Need]:
    """Needs of each of the kinds of goods of which any will do."""
    return [need.model_copy(update={"query": each}) for each in need.query.split(EITHER)]


def _each_called(every: Sequence[Meant]) -> str:
    return "/".join(one.called for one in every) if all(one.called for one in every) else ""


def own_words(need: Need) -> str:
    """The need's words without the name of the shelf that they mean in another language."""
    said, shelf = need.query.removesuffix(f" {need.category}"), need.category or ""
    return said if any(map(is_chinese, said)) is not any(map(is_chinese, shelf)) else need.query


class Meanings:
    """Of one generation. The last ones are remembered, so that counting under other conditions costs next to nothing.

    `kinds` are codes of whole category paths by row.
    """

    def __init__(self, scorer: Scorer, alive: Mask, kinds: NDArray[np.integer], longer: LongerNames) -> None:
        self._scorer, self._longer = scorer, longer
        self._alive = alive
        self._kinds = kinds
        self._known: dict[tuple[str | None, str, str | None], tuple[float, Meant]] = {}

    def of(self, need: Need, category: Callable[[], Mask | None]) -> Meant:
        """Everything of `category`, else what the words mean; parts and other people's sizes only where there is nothing else."""
        key = need.category, need.query, need.audience
        made, known = self._known.get(key, (0.0, None))
        if known is not None and (set(known.degraded) <= {"dense"} or monotonic() - made < _RETRY):
            return known
        found = self._of_any(need, category) if EITHER in need.query else self._found(need, category())
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[key] = monotonic(), found
        return found

    def _of_any(self, need: Need, category: Callable[[], Mask | None]) -> Meant:
        """What is any of several kinds of goods, as far as there are such."""
        every = [self.of(each, category) for each in sides(need)]
        found = [one for one in every if not one.uncalled] or every
        rows = np.logical_or.reduce([one.rows for one in found])
        lacking = "/".join(one.uncalled for one in every if one.uncalled)
        return replace(found[0], rows=rows, uncalled=lacking, nothing_near=not rows.any(), called=_each_called(found), plain=False)

    def _found(self, need: Need, category: Mask | None) -> Meant:
        text = need.query or need.category or ""
        if category is not None:
            fit = self._without_misfits(need, category & self._alive, self._kinds)
            plain = self._without_misfits(need.model_copy(update={"query": ""}), category & self._alive, self._kinds)
            aside = bool((plain & ~fit).any())
            plainly = self._scorer.names_only(need.query, category)
            if self._scorer.of_no_such_kind(need.query, fit) or self._scorer.goes_into(need.query, fit, need.category or ""):
                return Meant(np.zeros(len(fit), bool), category, nothing_near=True, called=own_words(need), other_kind=True)
            kind = bool(need.query) and (need.category or "").endswith(need.query)  # 耳机 are 蓝牙耳机 all
            fit, named = (fit, None) if kind else self._longer.of(own_words(need), fit, need.category or "")
            if named is not None:
                own = self._scorer.titled_as(text, fit, need.category or "")[1]
                fit = self._without(fit, self._scorer.kinds.others(fit, own, before=bool(named)))
                return Meant(fit, category, aside=aside, called=named, uncalled="" if named else own_words(need))
            parts, others = self._scorer.going_with(text, fit)
            if parts.any() and not plainly and not others.any() and not self._scorer.named_by(text, need.category or ""):
                return Meant(np.zeros(len(fit), bool), category, nothing_near=True, called=own_words(need), other_kind=True)
            fit = fit & ~parts if int((fit & ~parts).sum()) >= min(_SEVERAL, int(fit.sum())) else fit
            fit = self._without(fit, self._scorer.named_before(text, fit))
            rows, called = self._called_so(text, fit, need.category or "")
            rows = rows & ~self._scorer.given_with(text, rows)
            if not rows.any():
                return Meant(rows, category, nothing_near=True, called=own_words(need), other_kind=True)
            called = called or (own_words(need) if plainly and len(words(text)) > len(words(need.category or "")) else "")
            unseen = self._scorer.unseen(need.query, category) if own_words(need) == need.query else ()
            uncalled = not plainly and not kind and bool(need.query) and self._scorer.uncalled(own_words(need), rows, need.category or "")
            return Meant(
                rows,
                category,
                unseen=unseen,
                aside=aside,
                called="" if uncalled and called == own_words(need) else called,
                plain=plainly,
                uncalled=own_words(need) if uncalled else "",
            )
        if not text.strip():
            return Meant(self._without_misfits(need, self._alive, None) if need.audience else self._alive)
        scored = self._scorer.whole(text)
        rows = np.zeros(len(self._alive), bool)
        nothing = scored.nothing_near or (len(words(text)) > 1 and self._scorer.lacks(text))
        if not nothing:
            rows[scored.rows[scored.score >= _RELEVANT * scored.reference]] = True
            rows = self._named(text, rows)
            rows = self._without_misfits(need, rows, None)
            rows = self._without(rows, self._scorer.named_before(text, rows))
            itself = rows & ~self._scorer.going_with(text, rows)[0]
            rows, nothing = (itself, False) if itself.any() else (itself, True)
        return Meant(rows, None, nothing, self._scorer.unseen(text, None), degraded=scored.degraded)

    def _called_so(self, text: str, rows: Mask, shelf: str) -> tuple[Mask, str]:
        """Of a shelf that has other goods too, those called so; without what is called after things that lie elsewhere. And by which of the words
        these are called, where the shelf's own name doesn't tell it."""
        found, own, called = self._scorer.titled_as(text, rows, shelf)
        if self._scorer.kinds.ends(np.flatnonzero(found), own) < _A_KIND:  # a shelf for an occasion has things of all kinds
            return found, called if (rows & ~found).any() else ""
        narrowed = bool((rows & ~found).any())
        fit = found & ~(self._scorer.kinds.others(rows, own, before=narrowed) & ~self._scorer.titled_besides(text, rows, shelf))
        apart = any(map(is_chinese, text)) is not any(map(is_chinese, shelf))
        return (fit if fit.any() else found), called if apart or narrowed else ""

    def _named(self, text: str, rows: Mask) -> Mask:
        """With all that every word names; where there is such a thing, without what the last word, the thing itself, does not name."""
        every, last = self._scorer.named(text)
        return (rows & last | every) & self._alive if (every & self._alive).any() else rows

    def _without_misfits(self, need: Need, rows: Mask, kinds: NDArray[np.integer] | None) -> Mask:
        fit = rows & ~self._scorer.misfits(f"{need.category or ''} {need.query} {need.audience or ''}", rows, kinds, need.category or "")
        return fit if fit.any() else rows

    @staticmethod
    def _without(rows: Mask, others: Mask) -> Mask:
        """The rows without the others, where that leaves some."""
        left: Mask = rows & ~others
        return left if left.any() else rows
