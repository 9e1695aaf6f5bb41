"""What one message may cost: `python -m daogou.eval.floods` sends messages that are made to cost a reader's time (floods.yaml) through whole turns.

One thing again and again, with another number each time, letters and pieces at random, words of the languages and the catalogue by what they mean;
alone and after a search. CPU seconds of the process, so that other programs count little. What isn't read must be said.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, count
from pathlib import Path
from random import Random
from time import process_time
from typing import Any, NamedTuple

import numpy as np
import yaml

from ..catalogue.catalogue import Catalogue
from ..graphs.opening import Assistant
from ..ingest.demo import demo_store
from ..schema.settings import Settings
from ..tools.shop import Shop
from ..tools.wording.wording import Wording
from ..tools.writing.notes import LEFT_OUT
from ..understanding.language.lexicon import lexicon
from ..understanding.language.phrases import Phrases
from ..understanding.language.text import clean
from ..understanding.vocabulary.vocabulary import Vocabulary
from .assistants import Turn, Turns, catalogue_of, opened
from .report import Figure, Report
from .report import count as none_of

LENGTH = 2_000
MOST_S = 0.5
_TITLES, _DEAREST = 200, 15
BEFORE = {
    "": "",
    "after a search, zh": "给宝宝找一款秋冬睡袋,100元以内",
    "after a search, en": "Find a baby sleeping bag for autumn and winter, under 100 yuan",
}
"""What was said before."""


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
    lengths = accumulate(pieces)
    return next((text for text in lengths if len(text) >= LENGTH), "")[:LENGTH]


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


class Played(NamedTuple):
    """A flood behind `before`; `told`: the reply says what of it was not read, or all of it was."""

    flood: Flood
    before: str
    cpu_s: float
    told: bool


def told(turn: Turn, shop: Shop) -> bool:
    """Whether the reply says what of the message was not read, each once; or all was read, or there was no word to read."""
    cleaned, wording = clean(turn.text), Wording(turn.reply.language, turn.reply.turn, shop.glossary)
    if not any(sign.isalnum() for sign in cleaned.text):
        return True
    left = [wording.say(f"note.{kind}", text=text) for kind, text in turn.reading.notes if kind in LEFT_OUT]
    return bool(left) >= bool(cleaned.cut or cleaned.repeated) and all(turn.reply.text.count(each) == 1 for each in left)


def play(assistant: Assistant, every: Sequence[Flood]) -> list[Played]:
    turns, shop = Turns(assistant), assistant.shopfront.current()

    async def played(flood: Flood, before: str) -> Played:
        thread = turns.fork(before) if before else f"{flood.kind} {flood.name}".encode("utf-8", "replace").decode()  # one is half a surrogate pair
        begun = process_time()
        turn = await turns.take(flood.text, thread)
        return Played(flood, before, process_time() - begun, told(turn, shop))

    async def all_of_them() -> list[Played]:
        for name, text in list(BEFORE.items())[1:]:  # what loads at first use, and the searches that floods stand behind
            for said, thread in ((text, "warm"), ("这几款怎么选？", "warm"), ("which is the cheapest?", "warm"), (text, name)):
                await turns.take(said, thread if thread == name else f"warm {name}")
        return [await played(flood, before) for flood in every for before in BEFORE]

    return asyncio.run(all_of_them())


def measure(store: Path | None = None, most: int | None = None) -> Report:
    """`store` None is the demo store; `most` of the floods, all where it is None."""
    settings = Settings()
    with opened(store or demo_store(settings), settings) as assistant:
        vocabulary = assistant.shopfront.current().reader.vocabulary
        every = [each for each in floods(vocabulary, catalogue_of(assistant)) if each.text.strip()][:most]
        played = sorted(play(assistant, every), key=lambda each: -each.cpu_s)
    report = Report("floods", "What one message may cost", {"messages": len(every), "turns": len(played)})
    kinds = {kind: [each.cpu_s for each in played if each.flood.kind == kind] for kind in dict.fromkeys(flood.kind for flood in every)}
    columns = ("", "turns", "p50 CPU s", "p95", "worst")
    report.table("by kind", columns, [(kind, len(some), *_summed(some)) for kind, some in kinds.items()])
    report.table("the dearest", ("CPU s", "", "of", ""), [(f"{each.cpu_s:.2f}", *_named(each)) for each in played[:_DEAREST]])
    untold = [_named(each) for each in played if not each.told]
    report.table("left out without a word", ("", "of", ""), untold)
    median, high, worst = _summed([each.cpu_s for each in played])
    report.figures += [
        Figure("CPU seconds of a turn, median", median, unit=" s"),
        Figure("p95", high, unit=" s"),
        Figure("worst", worst, MOST_S, "<=", " s", " ".join(_named(played[0])).strip()),
        none_of("left out without a word", len(untold), f"{len(played)} turns"),
    ]
    return report


def _named(played: Played) -> tuple[str, str, str]:
    """Unseen letters as escapes."""
    return played.flood.kind, repr(played.flood.name)[1:-1], played.before


def _summed(seconds: Sequence[float]) -> tuple[float, float, float]:
    return float(np.quantile(seconds, 0.5)), float(np.quantile(seconds, 0.95)), max(seconds)


if __name__ == "__main__":
    measure().publish()
