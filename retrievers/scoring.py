"""Candidates of both legs inside a mask, with their features and what these add up to."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..catalogue.world_brands import world_brands
from ..models.embedding import Embedder, Vectors
from ..schema.errors import OutsideError
from ..schema.settings import Settings
from .analysis import frequency, is_chinese
from .dense import Dense, Nearest
from .dictionary import signs_of
from .features import Feature, Matches
from .forward import MODIFIER, STATING, Forward, counts, positions
from .kinds import Kinds
from .lexical import Lexical
from .lexicon import accessory_nouns, qualities, synonyms
from .misfit import misfits, odd
from .near import nothing_near
from .nouns import listed
from .query import Group, Option, Query, QueryReader, joined, spelled
from .ranking import Parts, asked, total
from .stop_words import DEGREES
from .title import joined_at_end

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
DEPTH = 400  # candidates of each leg
BROAD = 1000  # candidates of each leg, whatever the conditions
_REMEMBERED = 64
_WHOLE = 4000  # rows of a mask so small that all of them are candidates
_COMMON = 50  # terms that end or begin alike
_MEANT = 0.5  # of what has the words of a wish, what comes nearest to its meaning
_SHARE = 0.3  # of the words of a catalogue: fewer of a script are strays, units and models
_MOST_OF = 0.5  # of the rows of a shelf that is called so
_READ = 2000  # titles that are read
_ONE_OF = 0.2  # of a shelf's titles: one of several kinds that lie there
_LESS = 0.9  # of the nearness of a thing, that of a kind of it which isn't there
_BEHIND = re.compile(r"[^\u3400-\u9fff]+$|\s.*")
_BEFORE = 2  # words by which an accessory stands behind what it goes with: a UPS replacement battery
_BESIDE = 50  # the best of all products, whatever the mask, to tell whether anything is near


@dataclass(frozen=True)
class Scored:
    """`rows` with their `score` and its `parts`; `allowed` tells which are in the mask; `reference` is the best score of all, in the mask or not."""

    rows: Rows
    allowed: Mask
    parts: Parts
    score: NDArray[np.float32]
    nothing_near: bool
    degraded: tuple[str, ...]

    @property
    def reference(self) -> float:
        return float(self.score.max(initial=0.0))


class Scorer:
    """The indexes of one generation, open."""

    def __init__(self, catalogue: "Catalogue", embedder: Embedder, settings: Settings) -> None:
        folder = catalogue.path
        self.alive = catalogue.columns.alive
        self._embedder = embedder
        self.forward = Forward.open(folder / "lexical" / "forward")
        self._lexical = Lexical(folder / "lexical" / "products", list(self.forward.vocabulary))
        self._reader = QueryReader(self.forward)
        self._accessory = self.forward.lengths[:, -1] & 1 > 0
        self._misfits = self.forward.lengths[:, -1] >> 1
        self._titles = partial(_titles, catalogue)
        self.kinds = Kinds(self.forward, catalogue.columns.arrays.category)
        self.dense = Dense(folder, settings)
        self._whole: dict[str, Scored] = {}

    def score(self, text: str, mask: Mask, category: Mask | None, depth: int = DEPTH) -> Scored:
        """`mask` and `category` by row."""
        query = self._reader.read(text)
        vector, degraded = self._embedded(text)
        degraded += ("dense",) if self.dense.damaged else ()
        nearest, lost = self._nearest(vector, mask, depth)
        rows = self._candidates(query, mask, nearest, depth, beside=category is None)
        matches = Matches.of(self.forward, rows, query) if query.groups else None
        cosines = None if vector is None else self.dense.cosines(vector, rows)
        misfit = misfits(self._misfits[rows], text)
        parts = asked(matches, cosines, nearest, None if category is None else category[rows], misfit)
        nothing = category is None and matches is not None and self._nothing(query, matches, cosines, rows, nearest)
        return Scored(rows, mask[rows], parts, total(parts, len(rows)), nothing, degraded + lost)

    def closest(self, text: str, k: int) -> list[tuple[int, float]]:
        """The `k` rows whose vectors are nearest, each with its cosine; [] where nobody embeds just now."""
        vector, _ = self._embedded(text)
        nearest, _ = self._nearest(vector, self.alive, k)
        if vector is None or nearest is None:
            return []
        cosines = self.dense.cosines(vector, nearest.rows).tolist()
        return sorted(zip(nearest.rows.tolist(), cosines, strict=True), key=lambda one: -one[1])

    def said(self, wishes: Sequence[str], rows: Rows) -> Feature:
        """How far each of `rows` has what the wishes say, in its words or by its meaning, from 0 to 1, (rows,)."""
        found = np.zeros(len(rows), np.float32)
        try:
            vectors: Vectors | None = self._embedder.queries(list(wishes))
        except OutsideError:
            vectors = None
        for place, wish in enumerate(wishes):
            query = self._reader.read(wish)
            worded = Matches.of(self.forward, rows, query).words if query.groups else found * 0
            found += np.maximum(worded, 0 if vectors is None else _MEANT * _spanned(self.dense.cosines(vectors[place], rows)))
        return (found / max(len(wishes), 1)).astype(np.float32)

    def whole(self, text: str) -> Scored:
        """`text` over the whole catalogue, deeply; the last ones are remembered, so that a probe and the turn's own search are one."""
        if (known := self._whole.get(text)) is None:
            known = self.score(text, self.alive, None, BROAD)
            if known.degraded:  # another try may bring the leg that is missing
                return known
            if len(self._whole) >= _REMEMBERED:
                self._whole.clear()
            self._whole[text] = known
        return replace(known, parts=dict(known.parts))

    def named_words(self, text: str) -> Iterator[tuple[str, bool]]:
        """Each word of `text`, as it spells it, and whether some product is named by it."""
        for group in self._reader.read(text).groups:
            known = not (group.guessed or group.corrected)
            yield spelled(text, group.word.term), known and bool(self._named(group.options).any())

    def named(self, text: str) -> tuple[Mask, Mask]:
        """Rows that every word of `text` names, as more than a modifier, and those that its last word does; none where a word is only guessed at."""
        groups = self._reader.read(text).groups
        if not groups or any(group.guessed for group in groups):
            none = np.zeros(self.forward.rows, bool)
            return none, none
        masks = [self._named(group.options) for group in groups]
        return np.logical_and.reduce(masks), masks[-1]

    def having(self, text: str, *, described: bool = True) -> Mask:
        """Rows that have every word of `text` in some field, or in one that is no description; none where a word is only guessed at. A Chinese word
        that none has may be a part of others: 猫 of 猫砂盆."""
        groups, every = self._reader.read(text).groups, np.arange(self.forward.rows)
        found, fields = np.full(len(every), bool(groups)), np.uint32(0xFFFFFFFF if described else STATING)
        for group in groups:
            ways = [option.terms for option in group.options] if not group.guessed else []
            if not ways and is_chinese(group.word.term) and not described:
                ways = [(number,) for term, number in self.forward.vocabulary.items() if term.startswith(group.word.term)]
            found &= np.logical_or.reduce(
                [np.zeros(len(every), bool), *(((self.forward.lookup(every, way) & fields) > 0).all(axis=1) for way in ways)]
            )
        return found

    def titled_as(self, text: str, among: Mask, shelf: str = "") -> tuple[Mask, list[int], str]:
        """Of the rows `among` those that their titles call by every word of `text`, else by its last one, where that is what a thing is called by;
        the names of what is looked for, as terms; and what of `text` such are called, or the `shelf` that they are."""
        groups, rows = self._reader.read(text).groups, np.flatnonzero(among)
        if not groups or not len(rows):
            return among, [], ""
        if not (writes := self.writes(text)):  # a word that has no other name tells nothing of titles in another language
            told = (*(group for group in groups[:-1] if not group.guessed), groups[-1])
            text, groups = text if told == groups else spelled(text, groups[-1].word.term), told
        ways = [self._ways(group) for group in groups]
        own = sorted({terms[-1] for terms in ways[-1]})
        ends = [self._ended(self._chinese_names(group), rows) for group in groups]
        if ends[-1].any() and self._of_several(shelf, rows):
            mask = np.zeros(len(among), bool)
            mask[rows] = ends[-1]
            return mask, own, text
        called = sorted({term for group in self._reader.read(shelf).groups for option in group.options for term in option.terms})
        alone = {" ".join(self._terms[term] for term in terms) for terms in ways[-1]}
        if {*own}.intersection(called) or shelf.casefold().rstrip("s") in alone or self._of_shelf(own, rows):
            whole = all(any({*terms}.issubset(called) for terms in way) for way in ways)  # a wall clock is more than a clock
            return among, sorted({*own, *called}), text if whole or shelf.casefold().rstrip("s") in alone else ""
        found = [self._titled(each, rows, each is not ways[-1]) | end for each, end in zip(ways, ends, strict=True)]
        shelf_named = any({*called}.intersection(terms[-1:]) for way in ways for terms in way)  # then what else is said must be a thing
        if not found[-1].any() or (shelf_named and not (all(each.any() for each in found) and (ends[-1].any() or self.kinds.ends(rows, own)))):
            return among, own, ""
        mask, every = np.zeros(len(among), bool), np.logical_and.reduce(found)
        mask[rows] = every if every.any() else found[-1]
        return mask, own, text if every.any() or not writes else spelled(text, groups[-1].word.term)

    def names_only(self, text: str, among: Mask) -> bool:
        """Whether each word of `text` is one that the shelves of the rows `among` are called by."""
        rows = np.flatnonzero(among)
        groups = self._reader.read(text).groups
        return all(
            not group.guessed and any(all(self._of_shelf([term], rows) for term in option.terms) for option in group.options) for group in groups
        )

    def of_no_such_kind(self, text: str, among: Mask) -> bool:
        """Whether `text` is the name of a kind of what the rows `among` are, by a word before it that none of them has, and that takes its meaning
        away from theirs: snorkel masks, of masks. Not where that word is a quality or a brand, or of a script that few words of the catalogue are
        in."""
        groups, rows = self._reader.read(text).groups, np.flatnonzero(among)
        if len(groups) < 2 or not len(rows) or not self.writes(text):
            return False
        kind, thing = groups[-2], groups[-1]
        named = thing.word.term if is_chinese(thing.word.term) else spelled(text, thing.word.term)
        before = text[: text.rfind(named)]
        before = before if is_chinese(named) else before.rstrip(" -")
        word = kind.word.term if is_chinese(kind.word.term) else spelled(text, kind.word.term)
        tells = (
            before.endswith(word) and len(word) > (1 if is_chinese(word) else 2) and not {word, kind.word.term} & (qualities() | DEGREES | _brands())
        )
        if not tells or thing.guessed or self._held(word) or not self._had(thing, rows):
            return False
        return not self._had(kind, rows) and self._further(text, named, rows)

    def _had(self, group: Group, rows: Rows) -> bool:
        """Whether one of the rows has the word in any field, by any of its names."""
        ways = [] if group.kin else [option.terms for option in group.options]
        return any(bool((self.forward.lookup(rows, terms) > 0).all(axis=1).any()) for terms in ways)

    def _further(self, text: str, named: str, rows: Rows) -> bool:
        """Whether what is nearest of the rows is clearly less near to `text` than to the part of it that names the thing."""
        try:
            whole, part = self._embedder.queries([text, named])
        except OutsideError:
            return False
        return float(self.dense.cosines(whole, rows).max()) < _LESS * float(self.dense.cosines(part, rows).max())

    def _ways(self, group: Group) -> list[tuple[int, ...]]:
        """The names of a word, as terms, those of what it is called in the other language too."""
        found = [] if group.guessed else [option.terms for option in group.options]
        names = {other for terms in found for other in synonyms().get(tuple(self._terms[term] for term in terms), ())}
        known = [tuple(self.forward.vocabulary.get(term, -1) for term in name) for name in names]
        return [*found, *(terms for terms in known if min(terms, default=-1) >= 0)]

    def _of_shelf(self, own: list[int], rows: Rows) -> bool:
        """Whether the rows lie on shelves called so."""
        return bool(own) and bool((counts(self.forward.lookup(rows, own), "category") > 0).any(axis=1).mean() > _MOST_OF)

    @cached_property
    def _terms(self) -> list[str]:
        return list(self.forward.vocabulary)

    def going_with(self, text: str, among: Mask) -> tuple[Mask, Mask]:
        """Of the rows `among` what only goes with what the last word of `text` names, accessories whose titles have it as a modifier alone (a laptop
        case), and the other rows whose titles have it. None where an accessory is what is asked for."""
        parts, others = np.zeros(len(among), bool), np.zeros(len(among), bool)
        groups = self._reader.read(text).groups
        if not groups or groups[-1].guessed or {groups[-1].word.term, *groups[-1].word.parts} & accessory_nouns():
            return parts, others
        rows = np.flatnonzero(among)
        own = sorted({option.terms[-1] for option in groups[-1].options})
        packed, chinese = self.forward.lookup(rows, own), np.array([is_chinese(self._terms[term]) for term in own], bool)
        titled = counts(packed, "title") > 0
        only = titled.any(axis=1) & ~(titled & ((packed & MODIFIER) == 0)).any(axis=1) & self._accessory[rows]
        among_nouns = self.forward.lookup(rows[only], self._accessories)
        behind = positions(among_nouns).astype(np.int64)[:, None, :] - positions(packed[only]).astype(np.int64)[:, :, None]
        often = counts(among_nouns, "title")[:, None, :]  # a place is kept of the first alone
        beside = (behind >= 0) & (behind <= _BEFORE) & (often > 0) | (often > 1)
        only[only] = (titled[only] & (beside.any(axis=2) | ~chinese)).any(axis=1)  # a Chinese title is a row of words beside each other
        parts[rows], others[rows] = only, titled.any(axis=1) & ~only
        return parts, others

    def named_before(self, text: str, among: Mask) -> Mask:
        """Of the rows `among` those whose titles have what is asked for right before the name of another thing, at the end of an English stretch:
        kayak paddles, of kayaks."""
        found, groups = np.zeros(len(among), bool), self._reader.read(text).groups
        own = {term for way in self._ways(groups[-1]) for term in way[-1:]} if groups and not groups[-1].guessed else set()
        own = {term for term in own if self._terms[term].isascii()}
        with_accessory = np.flatnonzero(among & self._accessory)
        with_accessory = with_accessory[(counts(self.forward.lookup(with_accessory, sorted(own)), "title") > 0).any(axis=1)]
        rows = np.union1d(self.kinds.goes_on(among, sorted(own)), with_accessory) if own else with_accessory[:0]
        if 0 < len(rows) <= _READ:
            named = {self._terms[term] for term in own}
            titles = self._titles([int(row) for row in rows], "en")
            found[rows] = [joined_at_end(title, named) for title in titles]
        return found

    @cached_property
    def _accessories(self) -> list[int]:
        """What accessories are called, as terms."""
        known = self.forward.vocabulary
        return sorted(number for term, number in known.items() if term in accessory_nouns() or any(map(term.endswith, _chinese_nouns())))

    def titled_besides(self, text: str, among: Mask, shelf: str) -> Mask:
        """Of the rows `among` those whose titles have every word of `text` that the `shelf` isn't called by; none where it has no such word."""
        groups, rows, mask = self._reader.read(text).groups, np.flatnonzero(among), np.zeros(len(among), bool)
        called = {term for group in self._reader.read(shelf).groups for option in group.options for term in option.terms}
        ways = [way for way in map(self._ways, groups) if not any(called.intersection(terms) for terms in way)]
        if ways and len(ways) < len(groups):
            mask[rows] = np.logical_and.reduce([self._titled(way, rows, modifies=True) for way in ways])
        return mask

    def goes_into(self, text: str, among: Mask, shelf: str) -> bool:
        """Whether `text` names what belongs to the goods of a `shelf` that is called so: guitar strings, where no title calls a thing by its last
        word, as the shelf is called, and some end in the one before."""
        groups, rows = self._reader.read(text).groups, np.flatnonzero(among)
        if len(groups) < 2 or any(map(is_chinese, text)) or not self.writes(text) or not self.named_by(text, shelf):
            return False
        thing = [option.terms[-1] for option in groups[-2].options if option.weight == 1]
        return self.kinds.ends(rows, thing) and not self._titled(self._ways(groups[-1]), rows, modifies=False).any()

    def named_by(self, text: str, shelf: str) -> bool:
        """Whether the `shelf`'s name has the last word of `text`, by any of its names."""
        groups = self._reader.read(text).groups
        called = {term for group in self._reader.read(shelf).groups for option in group.options for term in option.terms}
        return bool(groups) and any({*option.terms} <= called for option in groups[-1].options)

    def titled(self, text: str, rows: Rows) -> Mask:
        """Whether the titles of `rows` have the thing that `text` ends in, by any of its names; all of them where few have."""
        groups = self._reader.read(text).groups
        own = sorted({term for way in self._ways(groups[-1]) for term in way[-1:]}) if groups else []
        found: Mask = np.asarray((counts(self.forward.lookup(rows, own), "title") > 0).any(axis=1))
        return found if len(found) and found.mean() > _MOST_OF else np.ones(len(rows), bool)

    def uncalled(self, text: str, among: Mask, shelf: str) -> bool:
        """Whether none of the rows `among` has all that `text` says beside what the `shelf` and the rows are called by, the thing itself, its last
        word, in the title. Words of a script that few words of the catalogue are in, and have no other name, say nothing."""
        groups, rows = self._reader.read(text).groups, np.flatnonzero(among)
        called = {term for group in self._reader.read(shelf).groups for option in group.options for term in option.terms}
        told = [group for group in groups if not any({*option.terms} <= called for option in group.options) and not group.word.term.isdigit()]
        told = [group for group in told if self.writes(group.word.term) or not group.guessed]
        told = [group for group in told if group.guessed or not self._of_shelf(list(group.options[0].terms), rows)]
        if not told or not len(rows):
            return False
        every = np.ones(len(rows), bool)
        for group in told:
            has = np.zeros(len(rows), bool)
            for option in () if group.guessed else group.options:
                packed = self.forward.lookup(rows, option.terms)
                has |= ((counts(packed, "title") > 0) if group is groups[-1] else packed > 0).all(axis=1)
            has |= self._ended(self._chinese_names(group), rows)
            every &= has
        return not every.any()

    def _ended(self, words: Collection[str], rows: Rows) -> Mask:
        """Of `rows`, whether the title ends as one of the Chinese words does, without what it has by itself: 羊毛被, of 被子."""
        ends = tuple({word if word in accessory_nouns() else word.rstrip("子头儿") or word for word in words})
        if not ends or len(rows) > _READ:
            return np.zeros(len(rows), bool)
        return np.array([_BEHIND.sub("", title).endswith(ends) for title in self._titles([int(row) for row in rows], "zh")], bool)

    def _chinese_names(self, group: Group) -> list[str]:
        """A word if it is Chinese, else what it is called in Chinese: the shortest, for a longer one is of a kind of it."""
        if is_chinese(group.word.term):
            return [group.word.term]
        named = [self._terms[option.terms[0]] for option in group.options if len(option.terms) == 1] if not group.guessed else []
        every = [name for name in (*named, *signs_of(group.word.term)) if is_chinese(name)]
        least = min(map(len, every), default=0)
        return [name for name in every if len(name) == least]

    def _of_several(self, shelf: str, rows: Rows) -> bool:
        """Whether a shelf is called by the ends of the names of several kinds of goods: 被枕, of 羊毛被 and 记忆枕."""
        if not is_chinese(shelf[:1]) or frequency(shelf) or len(rows) > _READ:
            return False
        titles = [_BEHIND.sub("", title) for title in self._titles([int(row) for row in rows], "zh")]
        shares = [sum(title.endswith(sign) for title in titles) / max(len(titles), 1) for sign in shelf]
        return sum(share >= _ONE_OF for share in shares) > 1

    def given_with(self, text: str, among: Mask) -> Mask:
        """Of the rows `among` those whose Chinese titles have what `text` ends in only as what comes with the thing: 送钻头."""
        found, groups, rows = np.zeros(len(among), bool), self._reader.read(text).groups, np.flatnonzero(among)
        word = groups[-1].word.term if groups else ""
        if is_chinese(word) and len(rows) <= _READ:
            titles, given = self._titles([int(row) for row in rows], "zh"), re.compile(f"(?:{'|'.join(listed('gifts'))}){word}")
            found[rows] = [word in title and word not in given.sub("", title) for title in titles]
        return found

    def _titled(self, ways: Sequence[Sequence[int]], rows: Rows, modifies: bool) -> Mask:
        """Of `rows`, whether the title has one of the names; as more than a modifier, unless it `modifies` in what is asked for too."""
        mask = np.zeros(len(rows), bool)
        for terms in ways:
            packed = self.forward.lookup(rows, terms)
            mask |= ((counts(packed, "title") > 0) & (((packed & MODIFIER) == 0) | modifies)).all(axis=1)
        return mask

    def misfits(self, text: str, among: Mask, kinds: NDArray[np.integer] | None, category: str) -> Mask:
        """Of the rows `among`: parts, and what is for somebody else than `text` says; of a `category`'s, with the kind of each, only `odd` ones."""
        found, rows = np.zeros(len(among), bool), np.flatnonzero(among)
        flagged = self._misfits[rows]
        found[rows] = misfits(flagged, text) if kinds is None else odd(flagged, kinds[rows], text, category)
        return found

    def unseen(self, text: str, category: Mask | None) -> tuple[str, ...]:
        """Words of `text`, as it spells them, that no product has, but for other names of what the category is.

        A Chinese word is had by each that holds it: 踢 by 防踢被, 闷汗 by 不闷 and 汗."""
        groups = self._reader.read(text).groups
        unseen = [group for group in groups if group.guessed and not group.word.term.isdigit() and not self._held(group.word.term)]
        if category is not None:
            unseen = [group for group in unseen if not (self._named(group.options) & category).any()] if len(unseen) < len(groups) else []
        return joined(text, [spelled(text, group.word.term) for group in unseen])

    def lacks(self, text: str) -> bool:
        """Whether no product has the thing that `text` ends in; of a script that few words are in nobody can say so."""
        groups = self._reader.read(text).groups
        return bool(groups) and self.writes(text) and groups[-1].guessed and not self._held(groups[-1].word.term)

    def _held(self, word: str) -> bool:
        return word >= "\u3400" and (any(word in term for term in self.forward.vocabulary) or self._parted(word))

    def _parted(self, word: str) -> bool:
        """Whether some product has words that end and begin as the parts of this one do: the segmenter may have cut it there."""
        known = self.forward.vocabulary
        for cut in range(1, len(word)):
            ends = [number for term, number in known.items() if term.endswith(word[:cut])]
            begins = [number for term, number in known.items() if term.startswith(word[cut:])]
            if not (ends and begins):
                continue
            if max(len(ends), len(begins)) > _COMMON:
                return True  # not worth a look at all of them, and nothing is claimed
            rows = np.flatnonzero(self.alive)
            if ((self.forward.lookup(rows, ends) > 0).any(axis=1) & (self.forward.lookup(rows, begins) > 0).any(axis=1)).any():
                return True
        return False

    def mentions(self, text: str) -> Iterator[tuple[str, Rows]]:
        """Words of `text` that the catalogue has, as it spells them, each with the products that have it in a title, in any of its forms."""
        alive = np.flatnonzero(self.alive)
        for group in self._reader.read(text).groups:
            terms = [option.terms[0] for option in group.options if option.weight == 1 and len(option.terms) == 1]
            word = group.word.term
            if terms and len(word) > 1 and not (group.guessed or group.corrected or word.isdigit()):
                yield spelled(text, word), alive[(counts(self.forward.lookup(alive, terms), "title") > 0).any(axis=1)]

    def writes(self, text: str) -> bool:
        """Whether a share of the words that products have is in the script of `text`."""
        chinese = any(map(is_chinese, text))
        return self._chinese >= _SHARE if chinese else self._chinese <= 1 - _SHARE

    @cached_property
    def _chinese(self) -> float:
        """Of the words that products have."""
        return sum(map(is_chinese, self.forward.vocabulary)) / max(len(self.forward.vocabulary), 1)

    def _named(self, options: tuple[Option, ...]) -> Mask:
        mask = np.zeros(self.forward.rows, bool)
        for _, terms in options:
            rows = self.forward.named(terms[0])
            for term in terms[1:]:
                rows = np.intersect1d(rows, self.forward.named(term), assume_unique=True)
            mask[rows] = True
        return mask

    def _embedded(self, text: str) -> tuple[Vectors | None, tuple[str, ...]]:
        if not text.strip():
            return None, ()
        try:
            return self._embedder.queries([text])[0], ()
        except OutsideError:
            return None, ("embedding",)

    def _nearest(self, vector: Vectors | None, mask: Mask, k: int) -> tuple[Nearest | None, tuple[str, ...]]:
        if vector is None:
            return None, ()
        try:
            return self.dense.nearest(vector, mask, k), ()
        except OutsideError:
            return self.dense.scanned(vector, mask, k), ("vector_index",)

    def _candidates(self, query: Query, mask: Mask, nearest: Nearest | None, depth: int, beside: bool) -> Rows:
        allowed = int(np.count_nonzero(mask))
        legs = [] if nearest is None else [nearest.rows]
        if allowed <= _WHOLE or not (query.groups or legs):
            legs = [np.flatnonzero(mask)[: max(_WHOLE, depth)]]
        elif query.groups:
            legs.append(self._lexical.search(query, mask, depth))
            if nearest is None:  # what has none of the words comes last, and comes
                legs.append(np.flatnonzero(mask)[:depth])
        if beside and query.groups and allowed < np.count_nonzero(self.alive):
            legs.append(self._lexical.search(query, None, _BESIDE))
        rows = np.unique(np.concatenate(legs))
        return rows[self.alive[rows]]

    def _nothing(self, query: Query, matches: Matches, cosines: NDArray[np.float32] | None, rows: Rows, nearest: Nearest | None) -> bool:
        highest = nearest.highest if nearest else 0.0
        return nothing_near(query, matches, cosines, self._accessory[rows], highest, self._embedder.name, abroad=not self.writes(query.text))


@cache
def _chinese_nouns() -> tuple[str, ...]:
    return tuple(filter(is_chinese, accessory_nouns()))


@cache
def _brands() -> frozenset[str]:
    """Each word of a brand of the world, as it is written and in small letters."""
    said = (word for names in world_brands() for name in names for word in name.split())
    return frozenset(form for word in said for form in (word, word.casefold()))


def _spanned(cosines: NDArray[np.float32]) -> Feature:
    """Each one's place between what is usual of them, 0, and the best, 1."""
    usual = float(cosines.mean())
    shares: Feature = np.clip((cosines - usual) / max(float(cosines.max()) - usual, 1e-6), 0, 1).astype(np.float32)
    return shares


def _titles(catalogue: "Catalogue", rows: Sequence[int], language: str) -> list[str]:
    """Of each row in the language, where it has one, else as it is."""
    ids = [catalogue.columns.ids[row] for row in rows]
    found = catalogue.titles(ids, language)
    return [found.get(each, "") for each in ids]
