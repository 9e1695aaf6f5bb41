"""One search of a message's own words, whatever is read of them: which goods, which kinds of goods and which facets answer to them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import yaml

from .analysis import normalise, segments
from .scoring import Rows, Scored, Scorer
from .stop_words import STOP_WORDS

_MARK = re.compile(r"[^\w\s'&/+-]")
_RUNS = re.compile(r"(?P<han>[\u3400-\u9fff]+)|(?P<other>[^\s\u3400-\u9fff,.!?;:，。！？；：、~～…()（）\"“”「」]+)")
if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue

VOTERS = 10
"""The best products, which vote for their kinds."""
PARTS = 4
"""Of a message, that are searched for by themselves."""
CLEAR = 0.6
"""Of the votes: the kind that is meant."""
CLOSE = 0.35
"""Of the votes, for each of two kinds between which nobody can tell."""


class Vote(NamedTuple):
    """`share` of the votes that a kind, the last part of a category path, or a value of a facet has."""

    name: str
    share: float


@dataclass(frozen=True)
class Probe:
    """`words` were searched by, of which `goods` are those that something is about; `products` are the nearest, best first, whose kinds vote, the
    strongest first; `brands` are the facet of the same, with counts. `near`: something is about the words. `named` are those of the words that stand
    where some product says what it is (title, model, brand, category), `lacking` the others."""

    words: str = ""
    goods: str = ""
    products: tuple[str, ...] = ()
    kinds: tuple[Vote, ...] = ()
    brands: tuple[tuple[str, int], ...] = ()
    near: bool = False
    named: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def kind(self) -> str | None:
        """The kind that most vote for, where that is clear."""
        return self.kinds[0].name if self.near and self.kinds and self.kinds[0].share >= CLEAR else None

    @property
    def between(self) -> tuple[str, ...]:
        """The two kinds that are about as likely; none where one is clear, or many are."""
        close = tuple(vote.name for vote in self.kinds if vote.share >= CLOSE)
        return close if self.near and len(close) == 2 else ()

    @property
    def covered(self) -> float:
        """The share of the words that name products here."""
        said = len(self.named) + len(self.lacking)
        return len(self.named) / said if said else 0.0


def probed(catalogue: "Catalogue", scorer: Scorer, text: str) -> Probe:
    """What a search of `text` finds, without the words that say nothing of goods. Raises OutsideError where nobody embeds and no index is there."""
    said = content(text)
    if not said:
        return Probe()
    goods, scored = _goods(said, runs(text), scorer)
    best = _best(scored)
    here = dict(scorer.named_words(said))
    return Probe(
        said,
        goods,
        tuple(catalogue.columns.ids[row] for row in scored.rows[best].tolist()),
        tuple(_votes(catalogue, scored, best)),
        tuple(_brands(catalogue, scored.rows[best])),
        not scored.nothing_near,
        tuple(word for word, names in here.items() if names),
        tuple(word for word, names in here.items() if not names),
    )


def _goods(said: str, apart: Sequence[str], scorer: Scorer) -> tuple[str, Scored]:
    """All that is said; or where nothing is near to all of it, or a word of it names nothing here, the part that most speaks for: what else
    is said of goods is no part of their name."""
    whole = scorer.whole(said)
    if len(apart) < 2 or (not whole.nothing_near and all(names for _, names in scorer.named_words(said))):
        return said, whole
    parts = [(part, scorer.whole(part)) for part in apart[:PARTS] if any(names for _, names in scorer.named_words(part))]
    near = [(part, scored) for part, scored in parts if not scored.nothing_near]
    best = max(near, key=lambda one: one[1].reference, default=(said, whole))
    return (said, whole) if not whole.nothing_near and whole.reference >= best[1].reference else best


def _best(scored: Scored) -> Rows:
    """Places of the voters."""
    return np.argsort(-scored.score, kind="stable")[:VOTERS]


def _votes(catalogue: "Catalogue", scored: Scored, best: Rows) -> Iterator[Vote]:
    """Each by its score, the later ones the less; what lies on no shelf votes for none."""
    columns, votes = catalogue.columns, defaultdict[str | None, float](float)
    for rank, place in enumerate(best.tolist()):
        code = int(columns.arrays.category[scored.rows[place]])
        votes[columns.tables.categories[code].path[-1] if code >= 0 else None] += max(float(scored.score[place]), 0.0) / log2(rank + 2)
    total = sum(votes.values())
    yield from (Vote(kind, round(votes[kind] / total, 3)) for kind in sorted(filter(None, votes), key=lambda kind: -votes[kind]) if total)


def _brands(catalogue: "Catalogue", rows: Rows) -> Iterable[tuple[str, int]]:
    codes: Sequence[int] = catalogue.columns.arrays.brand[rows].tolist()
    names = catalogue.columns.tables.brands
    return Counter(names[code].name for code in codes if code >= 0).most_common()


def runs(text: str) -> list[str]:
    """What stands together between "show me", "do you have", 帮我找一下, 有没有…吗 and marks: of "get me a speaker that lasts", speaker and lasts."""
    found: list[str] = []
    open_, end = False, -1
    for match in _RUNS.finditer(normalise(text)):
        joins = open_ and not _MARK.search(text[end : match.start()])
        for place, word in enumerate(segments(match[0]) if match["han"] else (match[0],)):
            framing = word.strip("'-") in _framing()
            if not framing and joins:
                found[-1] += word if place or match.start() == end else f" {word}"
            elif not framing:
                found.append(word)
            joins = not framing
        open_, end = joins, match.end()
    return found


def content(text: str) -> str:
    """All of them."""
    return " ".join(runs(text))


@cache
def _framing() -> frozenset[str]:
    lists = yaml.safe_load(Path(__file__).with_name("frame_words.yaml").read_text("utf-8"))
    return STOP_WORDS | {word for words in lists.values() for word in words.split()}
