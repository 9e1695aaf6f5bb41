"""Products by need: conditions first, as a mask over rows; then both legs confined to it, one score, and the order in which they are shown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..catalogue.numbers import UPPER, excess, far, numbers
from ..models.embedding import Embedder
from ..schema.candidate import Candidate, Retrieval
from ..schema.condition import Condition
from ..schema.need import Need, SortKey
from ..schema.settings import Settings
from .fitting import Fitting
from .harm import harm
from .longer_named import LongerNames
from .meant import Meanings, Meant, own_words
from .mentioned import Mentioned, at_home, written
from .ordering import Ordering
from .popularity import sort_values
from .probe import Probe, probed
from .ranking import CHOSEN, LIKED, plain, total
from .scoring import DEPTH, Mask, Rows, Scored, Scorer
from .spread import Spread, spread

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue
    from ..catalogue.conditions import Judge

_FINE = 4  # places of what is minded
_REMEMBERED = 64
_TELLING = 0.25  # of all goods: what more say tells nothing of which are wanted
_DEEP = 4000  # candidates where their order is by something else than the score


class Leading(NamedTuple):
    """The ids of those that are first together, and of those `behind` them, out of `total`, of which `stating` state the field."""

    ids: tuple[str, ...]
    total: int
    stating: int
    behind: tuple[str, ...] = ()


class ProductRetriever:
    """Products of one generation. Safe between threads; opening it loads the vectors."""

    def __init__(self, catalogue: "Catalogue", embedder: Embedder, settings: Settings) -> None:
        self._catalogue, self._columns = catalogue, catalogue.columns
        self._scorer = Scorer(catalogue, embedder, settings)
        arrays = catalogue.columns.arrays
        self._meanings = Meanings(self._scorer, catalogue.columns.alive, arrays.category, LongerNames(catalogue))
        self._fitting = Fitting(catalogue, self._scorer.forward)
        self._said = lru_cache(maxsize=_REMEMBERED)(partial(self._scorer.having, described=False))
        self._ordering = Ordering(catalogue.columns, self._scorer.dense)

    def retrieve(
        self,
        need: Need,
        *,
        today: date,
        k: int = 10,
        guided: Sequence[Condition] = (),
    ) -> Retrieval:
        """The `k` best products that meet every hard condition and are what was asked for: of those that `count` counts.

        Where there are none: the ones that were asked for and miss least, as near misses. `guided` is what guides recommend in this case, which
        ranks and is named nowhere.
        """
        judge = self._judge(need, today)
        mask = judge.mask(need.hard)
        meant = self._meant(need, judge)
        scored = self._scored(need, mask & meant.rows, meant, max(DEPTH, k))
        order = self._ordering.best(need, judge, scored, scored.allowed, k, guided, CHOSEN if meant.plain else 1.0)
        misses: tuple[Candidate, ...] = ()
        if not len(order) and need.hard and meant.rows.any():
            scored = self._scored(need, meant.rows & self._wanted(need, judge), meant, _DEEP)
            misses = self._near_misses(need, judge, scored, k)
        found = () if misses else self._candidates(need, judge, scored, order)
        found = tuple(one.model_copy(update={"near": True}) for one in found) if meant.unfit else found
        return _retrieval(found, mask, scored, meant, misses)

    def search(self, query: str, k: int, where: Sequence[Condition] = (), today: date | None = None) -> Retrieval:
        """A bare query: everything that meets `where`, best first, however far from the query."""
        need = Need(query=query, conditions=tuple(where))
        judge = self._judge(need, today or date.today())
        mask = judge.mask(need.hard)
        scored = self._scored(need, mask, Meant(mask), max(DEPTH, 2 * k))
        order = self._ordering.best(need, judge, scored, scored.allowed, k)
        return _retrieval(self._candidates(need, judge, scored, order), mask, scored, Meant(mask, nothing_near=scored.nothing_near))

    def closest(self, text: str, k: int) -> tuple[tuple[str, float], ...]:
        """The `k` products nearest in meaning alone, each with its cosine, the nearest first; () where nobody embeds just now."""
        return tuple((self._columns.ids[row], cosine) for row, cosine in self._scorer.closest(text, k))

    def probe(self, text: str) -> Probe:
        """What a message's own words find, before anything is read of them."""
        return probed(self._catalogue, self._scorer, text)

    def count(self, need: Need, *, today: date) -> int:
        """How many products meet the hard conditions and are what was asked for, all of which `retrieve` would bring.

        Embeds only words without a category, once.
        """
        judge = self._judge(need, today)
        return int(np.count_nonzero(judge.mask(need.hard) & self._meant(need, judge).rows))

    def called(self, need: Need, ids: Sequence[str] = (), *, today: date) -> str | None:
        """The buyer's words by which the products that `count` counts are called, where their shelf is otherwise, and all of `ids` are of these."""
        called = self._meant(need, self._judge(need, today)).called
        return called if called and self.of_goods(need, ids, today=today) else None

    def of_goods(self, need: Need, ids: Sequence[str], *, today: date) -> bool:
        """Whether each of these products is what the need asks for, whatever its conditions."""
        rows = self._meant(need, self._judge(need, today)).rows
        return all((row := self._columns.row_of.get(each)) is not None and bool(rows[row]) for each in ids)

    def stating(self, need: Need, key: SortKey, *, today: date) -> int:
        """How many of the products that `count` counts state what `key` ranks by."""
        judge = self._judge(need, today)
        rows = np.flatnonzero(judge.mask(need.hard) & self._meant(need, judge).rows)
        return int(np.count_nonzero(np.isfinite(sort_values(self._columns, key, rows, need.quantity))))

    def leading(self, need: Need, key: SortKey, *, today: date) -> Leading:
        """Those of the products that `count` counts which come first by `key`."""
        judge = self._judge(need, today)
        rows = np.flatnonzero(judge.mask(need.hard) & self._meant(need, judge).rows)
        values = sort_values(self._columns, key, rows, need.quantity)
        stated = np.isfinite(values)
        known = np.unique(values[stated])  # the lowest first
        first, behind = (tuple(self._columns.ids[row] for row in rows[values == value].tolist()) for value in (*known[:2], np.nan, np.nan)[:2])
        return Leading(first, len(rows), len(values[stated]), behind)

    def spreads(self, need: Need, *, today: date) -> tuple[Spread, ...]:
        """How the unit prices at the need's quantity are spread over the products that `count` counts, by currency, the commonest first."""
        judge = self._judge(need, today)
        rows = judge.mask(need.hard) & self._meant(need, judge).rows
        asked = (Condition(id="price", field="price", op=">=", value=0, unit=currency) for currency in self._columns.tables.currencies)
        found = (spread(str(one.unit), numbers(self._columns, one, need.quantity)[rows]) for one in asked)
        return tuple(sorted((one for one in found if one), key=lambda one: -one.count))

    def ratings(self, need: Need, *, today: date) -> Spread | None:
        """The same of ratings, with no currency."""
        judge = self._judge(need, today)
        rows = judge.mask(need.hard) & self._meant(need, judge).rows
        return spread("", self._columns.arrays.rating[rows])

    def suppliers(self, need: Need, *, today: date) -> dict[str, list[str]]:
        """Supplier -> its products among those that `count` counts; products whose record names none are left out."""
        judge = self._judge(need, today)
        rows = np.flatnonzero(judge.mask(need.hard) & self._meant(need, judge).rows)
        found: dict[str, list[str]] = {}
        for row, code in zip(rows.tolist(), self._columns.arrays.supplier[rows].tolist(), strict=True):
            if code >= 0:
                found.setdefault(self._columns.tables.suppliers[code], []).append(self._columns.ids[row])
        return found

    def mentioned(self, text: str, language: str) -> tuple[Mentioned, ...]:
        """Words of `text` that are at home on a few shelves, by titles in `language`, with these: where to look for what nothing is near to."""
        codes, names = self._columns.arrays.category, np.array([names.path[-1] for names in self._columns.tables.categories])
        found: dict[str, Mentioned] = {}
        for word, rows in self._scorer.mentions(text):
            rows = rows[codes[rows] >= 0]
            if not len(rows) or at_home(word, names[codes[rows]]) is None:  # of so many products no titles are read
                continue
            titles = self._catalogue.titles([self._columns.ids[row] for row in rows.tolist()], language)
            said, having = written(word, [titles.get(self._columns.ids[row], "") for row in rows.tolist()])
            if any(having) and (one := at_home(said, names[codes[rows[having]]])) is not None:
                found.setdefault(said, one)
        return tuple(found.values())

    def lacks(self, text: str) -> bool:
        """Whether no product has anything of what `text` calls a thing, so that it may be said to be lacking."""
        return self._scorer.lacks(text)

    def writes(self, text: str) -> bool:
        """Whether a share of the words that products have is in the script of `text`."""
        return self._scorer.writes(text)

    def shelf(self, product_id: str) -> int:
        """The code of the shelf that the product lies on, -1 where it lies on none."""
        return int(self._columns.arrays.category[self._columns.row_of[product_id]])

    def nearest(self, need: Need, bound: Condition, *, today: date) -> float | None:
        """The number nearest to `bound` that its field has among the products that `count` counts; None where they state none."""
        judge = self._judge(need, today)
        values = numbers(self._columns, bound, need.quantity)[judge.mask(need.hard) & self._meant(need, judge).rows]
        known = values[~np.isnan(values)]
        return None if not len(known) else float(known.min() if bound.op in UPPER else known.max())

    def _judge(self, need: Need, today: date) -> "Judge":
        from ..catalogue.conditions import Judge

        return Judge(self._columns, today, need.quantity)

    @staticmethod
    def _wanted(need: Need, judge: "Judge") -> Mask:
        """By row: what the buyer sent away doesn't come back as a near miss."""
        mask: Mask = judge.mask([each for each in need.hard if each.field == "product"])
        return mask

    def _meant(self, need: Need, judge: "Judge") -> Meant:
        """What is to fit a machine is what some text says to be for it, as long as there is any."""
        meant = self._meanings.of(need, lambda: self._in_category(need, judge))
        if need.words and not (need.query or need.category):
            meant = replace(meant, rows=self._stating(need, judge, meant.rows))
        rows, unfit = self._fitting.among(need.words, meant.rows)
        if unfit and need.category is not None:  # some goods are filed under a broader shelf, or none
            beside = self._broader(need.category) & ~meant.rows & self._columns.alive
            speaking = self._scorer.having(own_words(need))
            called = speaking & self._scorer.named(own_words(need))[1]
            ways = (self._fitting.among(need.words, beside & own, recorded=field) for own, field in ((called, False), (speaking, True)))
            rows, unfit = next(((own, none) for own, none in ways if own.any() and not none), (rows, unfit))
        return replace(meant, rows=rows, unfit=unfit)

    def _stating(self, need: Need, judge: "Judge", rows: Mask) -> Mask:
        """Of goods of no kind those whose titles, shelves or attributes say one of the wishes, where some asked for do, and few of all."""
        shelves = judge.mask([one for one in need.hard if one.field == "category"])
        said = [self._said(wish) for wish in need.words if wish != need.audience]
        found = np.logical_or.reduce([own & shelves & rows for own in said if own.mean() <= _TELLING] or [~rows & rows])
        return found if found.any() else rows

    def _broader(self, category: str) -> Mask:
        """By row: on a shelf under which that of the category lies, or on none."""
        paths = [one.path for one in self._columns.tables.categories]
        under = {path[:size] for path in paths if path[-1] == category for size in range(1, len(path))}
        found: Mask = np.append(np.array([path in under for path in paths], bool), True)[self._columns.arrays.category]
        return found

    def _in_category(self, need: Need, judge: "Judge") -> Mask | None:
        """By row, where the need names a category that the catalogue has."""
        if need.category is None:
            return None
        found: Mask = judge.verdicts(Condition(id="category", field="category", op="=", value=need.category)) == 1
        return found if found.any() else None

    def _scored(self, need: Need, mask: Mask, meant: Meant, depth: int) -> Scored:
        """By what was asked for; what titles say beside the shelf's name, and what wishes say in words, adds to it, and finds nothing by itself."""
        asked = need.query or need.category or ""
        scored = self._scorer.score(asked, mask, meant.category, max(_DEEP, depth) if need.sort else depth)
        if meant.plain:
            parts = plain(scored.parts, self._scorer.titled(asked, scored.rows))
            scored = replace(scored, parts=parts, score=total(parts, len(scored.rows)))
        said = np.zeros(len(scored.rows), np.float32)
        if meant.category is not None:
            said += self._scorer.titled_besides(need.query, meant.category, need.category or "")[scored.rows]
        if need.words and len(scored.rows):
            said += self._scorer.said(need.words, scored.rows)
        if not said.any():
            return scored
        said *= np.float32(LIKED["said"])
        return replace(scored, parts={**scored.parts, "said": said}, score=scored.score + said)

    def _candidates(self, need: Need, judge: "Judge", scored: Scored, order: Rows) -> tuple[Candidate, ...]:
        rows = scored.rows[order].tolist()
        parts = {name: values[order].round(4).tolist() for name, values in scored.parts.items()}
        scores = [round(sum(values), 4) for values in zip(*parts.values(), strict=True)] if parts else [0.0] * len(rows)
        return tuple(
            Candidate(
                product_id=self._columns.ids[row], met=verdict.met, failed=verdict.failed, unknown=verdict.unknown,
                score=score, parts={name: values[number] for name, values in parts.items()},
            )
            for number, (row, score, verdict) in enumerate(zip(rows, scores, judge.explain(rows, need.active), strict=True))
        )  # fmt: skip

    def _near_misses(self, need: Need, judge: "Judge", scored: Scored, k: int) -> tuple[Candidate, ...]:
        """What was asked for, by how little a buyer would mind what it misses, by how far it is beyond the bounds, in the order wished for, by score.
        Of what was to be all of wool comes what is of wool in part before what is of something else."""
        places = np.flatnonzero(scored.allowed)
        rows = scored.rows[places]
        harms = np.sum([harm(self._columns, judge, each, need.quantity)[rows] for each in need.hard], axis=0).round(_FINE)
        beyond = np.sum([np.nan_to_num(far(self._columns, each, need.quantity)[rows]) for each in need.hard], axis=0)
        for each in (each for each in need.hard if each.shares):
            beyond += judge.verdicts(each.model_copy(update={"shares": ()}))[rows] == 0
            whole = (Condition(id="share", field=f"attr.{name}", op=">=" if percent else "<=", value=percent) for name, percent in each.shares)
            beyond += np.sum([np.nan_to_num(excess(numbers(self._columns, one, None)[rows], one)) for one in whole], axis=0)
        wished = [sort_values(self._columns, key, rows, need.quantity) for key in reversed(need.sort)]
        order = np.lexsort((rows, -scored.score[places], *wished, beyond, harms))[:k]
        found = self._candidates(need, judge, scored, places[order])
        return tuple(one.model_copy(update={"harm": much}) for one, much in zip(found, harms[order].tolist(), strict=True))


def _retrieval(candidates: tuple[Candidate, ...], mask: Mask, scored: Scored, meant: Meant, misses: tuple[Candidate, ...] = ()) -> Retrieval:
    return Retrieval(
        candidates=candidates, near_misses=misses, allowed=int(np.count_nonzero(mask)), nothing_near=meant.nothing_near, unseen=meant.unseen,
        aside=meant.aside, other_kind=meant.other_kind, uncalled=meant.uncalled, unfit=meant.unfit,
        degraded=tuple(dict.fromkeys((*meant.degraded, *scored.degraded))),
    )  # fmt: skip
