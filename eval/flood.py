"""Messages that are made to cost a reader's time (eval/floods.yaml): one thing again and again, with another number each time, letters and pieces at
random, and the words of the languages and of the catalogue, by what they mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import count
from random import Random
from typing import Any, NamedTuple

import yaml

from ..catalogue.catalogue import Catalogue
from ..understanding.language.lexicon import lexicon
from ..understanding.language.phrases import Phrases
from ..understanding.vocabulary.vocabulary import Vocabulary

LENGTH = 2_000
_TITLES = 200


class Flood(NamedTuple):
    """`kind` is how it was made, `name` of what."""

    kind: str
    name: str
    text: str


def floods(vocabulary: Vocabulary, catalogue: Catalogue | None = None, seed: int = 1) -> Iterator[Flood]:
    """The same for the same catalogue and seed; without titles where there is no `catalogue`."""
    rows = _rows()
    yield from (Flood("again", each, _cut([each] * LENGTH)) for each in rows["again"])
    yield from (Flood("counted", each, _cut(each.format(number, number) for number in count(3))) for each in rows["counted"])
    for name, (first, last) in rows["letters"].items():
        random = Random(seed)
        yield Flood("letters", name, "".join(chr(random.randint(first, last)) for _ in range(LENGTH)))
    yield from (Flood("drawn", name, _drawn(pieces.split("|"), seed)) for name, pieces in rows["drawn"].items())
    yield from (Flood("written", name, "".join(piece * times for piece, times in pieces)) for name, pieces in rows["written"].items())
    yield from (Flood("words", name, _drawn(words, seed)) for name, words in _words(vocabulary))
    if catalogue is not None:
        yield from (Flood("titles", name, _drawn(titles, seed)) for name, titles in _titles(catalogue, seed))


@cache
def _rows() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("floods.yaml").read_text("utf-8"))
    return loaded


def _cut(pieces: Iterable[str]) -> str:
    text = ""
    for piece in pieces:
        if len(text) >= LENGTH:
            break
        text += piece
    return text[:LENGTH]


def _drawn(pieces: Sequence[str], seed: int) -> str:
    random = Random(seed)
    return _cut(random.choice(pieces) for _ in range(LENGTH))


def _words(vocabulary: Vocabulary) -> Iterator[tuple[str, list[str]]]:
    """By kind and language, a blank behind words in Latin letters; and all of a language together."""
    every: dict[str, list[str]] = defaultdict(list)
    words = lexicon()
    for where, phrases in (("grammar", words.grammar), ("cue", words.cues), ("question", words.questions), ("catalogue", vocabulary.phrases)):
        kinds = _kinds(phrases, where == "cue")
        for (kind, language), said in sorted(kinds.items()):
            every[language] += said
            yield f"{where} {kind} {language}", said
    yield from ((f"all {language}", said) for language, said in every.items())


def _kinds(phrases: Phrases, by_value: bool) -> dict[tuple[str, str], list[str]]:
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in phrases:
        chinese = path[0] >= "\u3400"
        for meaning in phrases.at(path):
            said = "".join(path) if chinese else f"{' '.join(path)} "
            kinds[str(meaning.value) if by_value else meaning.kind, "zh" if chinese else "en"].add(said)
    return {kind: sorted(said) for kind, said in kinds.items()}


def _titles(catalogue: Catalogue, seed: int) -> Iterator[tuple[str, list[str]]]:
    """Whole titles one behind another, in questions too, and words out of them."""
    ids = sorted(catalogue.columns.ids)
    products = catalogue.products(Random(seed).sample(ids, min(_TITLES, len(ids))))
    for language in ("zh", "en"):
        titles = [title for product in products if (title := product.text(language).title or product.title)]
        yield f"titles {language}", [f"{title}, " for title in titles]
        yield f"questions {language}", [f"is {title} good? " if language == "en" else f"{title}怎么样？" for title in titles]
        yield f"fragments {language}", [f"{word} " for title in titles for word in title.split()]
