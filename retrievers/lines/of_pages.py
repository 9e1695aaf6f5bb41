"""The lines of outside pages that answer a question in the buyer's own words. They are ranked here; no page's server sees the question."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import inf
from time import monotonic
from typing import NamedTuple

import numpy as np

from ...catalogue.quantities import units
from ...models.embedding import Embedder, Vectors
from ...schema.errors import OutsideError
from ...schema.evidence import Evidence
from ..analysis import is_chinese, normalise, terms, words
from ..lexicon import synonym_groups
from ..passage import Passage
from .features import Asked, Features, asks, words_of
from .index import LineIndex, placed
from .line import SHORTEST, Line, paragraphs, sentences
from .ranker import Ranker, total, weights

LOOKED_AT = 10
"""Lines that are embedded, the likeliest by their words."""
MISSING = 0.4
"""Of a question's words; a page that hasn't so many of them answers something else."""
QUOTED_BY_NOBODY = ("forum", "seller")
_AT_ONCE = 2


class Ranked(NamedTuple):
    """`whole`: whether the lines were ranked by what they mean, too."""

    pieces: tuple[Evidence, ...]
    whole: bool


def answering(pieces: Sequence[Evidence], question: str, language: str, embedder: Embedder, seconds: float = inf) -> Ranked:
    """The pages' pieces, each with its likeliest line and how sure it answers; what is no page's, or is in another language, as it is. Where they
    can't be embedded within so many seconds, as many are left without a line as words alone make none sure of."""
    parts = [(at, passage) for at, piece in enumerate(pieces) if _asked(piece, language, question) for passage in _passages(piece)]
    places, passages = [at for at, _ in parts], [passage for _, passage in parts]
    index = indexed(passages, question, language, embedder, monotonic() + seconds)
    if index is None:
        return Ranked(tuple(pieces), True)
    ranker = Ranker(index, Features(index, passages))
    asked = Asked(question, language, None, _vector(question, embedder) if index.whole.shape[1] else None)
    best: dict[int, Evidence] = {}
    for one in ranker.best(asked, len(index.lines)):
        line = index.lines[one.row]
        at = places[line.passage]
        best.setdefault(at, pieces[at].model_copy(update={"line": line.text, "sure": round(one.sure, 4)}))
    return Ranked(tuple(best.get(at, piece) for at, piece in enumerate(pieces)), bool(index.whole.shape[1]))


def indexed(passages: Sequence[Passage], question: str, language: str, embedder: Embedder, ends: float = inf) -> LineIndex | None:
    """An index of their likeliest lines; None where they have none. Without vectors where the embedder fails or isn't done when time `ends`."""
    found = [Line(row, text) for row, passage in enumerate(passages) for text in passage.text.splitlines() if len(text) >= SHORTEST]
    if not found:
        return None
    if len(found) > LOOKED_AT:
        bare = _without_vectors(found, passages, embedder.name)
        features = Features(bare, passages)
        rows = features.rows(language)
        scores = total(features.columns(Asked(question, language), rows), weights()["rank"])
        found = [found[row] for row in sorted(rows[np.argsort(-scores, kind="stable")[:LOOKED_AT]])]
    bare = _without_vectors(found, passages, embedder.name)
    texts = [f"{passages[line.passage].title}. {passages[line.passage].heading}. {line.text}" for line in found]
    vectors = _embedded([*texts, *(line.text for line in found)], embedder, ends)
    return bare if vectors is None else bare._replace(whole=vectors[: len(texts)], openings=vectors[len(texts) :])


def _embedded(texts: Sequence[str], embedder: Embedder, ends: float) -> Vectors | None:
    found: list[Vectors] = []
    for start in range(0, len(texts), _AT_ONCE):
        if monotonic() >= ends:
            return None
        try:
            found.append(embedder.passages(texts[start : start + _AT_ONCE]))
        except OutsideError:
            return None
    return np.concatenate(found)


def _without_vectors(found: list[Line], passages: Sequence[Passage], model: str) -> LineIndex:
    nothing: Vectors = np.zeros((len(found), 0), np.float32)
    return LineIndex(found, placed(found, passages), model, nothing, nothing)


def _vector(question: str, embedder: Embedder) -> Vectors | None:
    try:
        vector: Vectors = embedder.queries([question])[0]
        return vector
    except OutsideError:
        return None


def _asked(piece: Evidence, language: str, question: str) -> bool:
    own = piece.kind == "web" and piece.source_kind not in QUOTED_BY_NOBODY and piece.lang in (None, language)
    return own and missing(question, f"{piece.title} {piece.text}") < MISSING


def _passages(piece: Evidence) -> Iterator[Passage]:
    """What stands behind each question that the page asks itself, with that as its heading."""
    heading, said = "", list[str]()
    told = [sentence for paragraph in paragraphs(piece.text) for sentence in sentences(paragraph)]
    for sentence in (*told, "?"):
        if not sentence.endswith(_ASKED):
            said.append(sentence)
            continue
        if said:
            yield Passage(
                kind="guide", ref=piece.ref, title=piece.title, heading=heading, text="\n".join(said), lang=piece.lang, trust=piece.trust,
                published=piece.published,
            )  # fmt: skip
        heading, said = sentence, []


def missing(question: str, text: str) -> float:
    """The share of the question's words that the text hasn't, in other words for the same things either, 0-1."""
    wanted = _wanted(question)
    if not wanted:
        return 0.0
    plain, known = normalise(text), frozenset(terms(text))
    return sum(not any(_stands(each, plain, known) for each in ways) for ways in wanted) / len(wanted)


def _stands(word: str, plain: str, known: frozenset[str]) -> bool:
    return word in plain if is_chinese(word) else all(term in known for term in terms(word))


@lru_cache(maxsize=64)
def _wanted(question: str) -> tuple[tuple[str, ...], ...]:
    """Its words, each with others for the same; without those that ask, numbers, and single Chinese letters."""
    said = words_of("number").sub(" ", normalise(question))
    told = (word for word in words(said) if not word.term.replace(".", "").isdigit() and (len(word.term) > 1 or not is_chinese(word.term)))
    kept = dict.fromkeys(word.term for word in told if word.term not in _plain())
    return tuple((word, *_others().get(word, ())) for word in kept)


@cache
def _plain() -> frozenset[str]:
    """Words that ask, and units, as the analyser finds them."""
    said = (*(word for rows in asks()["plain"].values() for word in rows), *units().factors)
    return frozenset(term for word in said for term in (word, *terms(word)))


@cache
def _others() -> dict[str, tuple[str, ...]]:
    """By the term of a word that is one, the whole words of its group."""
    return {key: tuple(group) for group in synonym_groups() for word in group for key in (word, *(terms(word) if len(terms(word)) == 1 else ()))}


_ASKED = ("?", "？")
