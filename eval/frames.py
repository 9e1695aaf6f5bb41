"""Goods asked for in many ways: `python -m daogou.eval frames`, with --data over foreign stores too.

Of every name of every shelf for which `search` brings three of five that are of the shelf, `ask` must show three of five, whatever stands around
the name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

from ..catalogue.catalogue import Catalogue
from ..graphs.opening import Assistant
from ..retrievers.lexicon import synonym_groups
from ..schema.context import Context
from ..schema.product import Product
from ..schema.reading import Language
from ..schema.reply import Reply
from ..understanding.language.lexicon import load
from .assistants import asker, catalogue_of, products_of
from .broken import count_broken, unit_price
from .report import Report, share

FIRST, ENOUGH = 5, 3
MOST = 600
"""Messages a store."""
TO_REACH = 0.97
_LONGEST = 24
"""Letters of a name that a buyer would type."""
_KEPT = 40
_MONEY: dict[str, Mapping[Language, str]] = {"CNY": {"zh": "{}元", "en": "{} yuan"}, "USD": {"zh": "{}美元", "en": "${}"}}


class Noun(NamedTuple):
    """`word` as a buyer says it; `kind` the last part of the category path that it names."""

    word: str
    language: Language
    kind: str

    def enough(self, found: Sequence[Product]) -> bool:
        return sum(self.kind in product.category for product in found) >= ENOUGH


def nouns(catalogue: Catalogue) -> Iterator[Noun]:
    """What buyers call the kinds of goods: by the store's own names of its shelves, by our own lists, and by synonyms; each once."""
    groups, said = [*(tuple(map(str, group)) for group in load("categories")["groups"]), *synonym_groups()], set[str]()
    for facet in (facet for facet in catalogue.facets().categories if facet.leaf):
        own = [facet.path[-1], *(path[-1] for path in facet.aliases.values() if path)]
        others = [word for group in groups if {*map(str.casefold, group[:2])} & {*map(str.casefold, own)} for word in group]
        for word in dict.fromkeys((*own, *others)):
            if word.casefold() not in said and len(word) <= _LONGEST:
                said.add(word.casefold())
                yield Noun(word.replace("_", " "), "en" if word.isascii() else "zh", facet.path[-1])


def measure(stores: Mapping[str, Path], most: int = MOST) -> Report:
    """`stores` by name."""
    report = Report("frames", "Goods asked for in many ways", {"stores": len(stores)})
    missed: list[tuple[str, str, str]] = []
    for name, store in stores.items():
        by_frame, replies = Counter[str](), list[Reply]()
        with asker(store) as assistant:
            for frame, noun, text in _messages(assistant, most):
                replies.append(reply := assistant.ask(text))
                if not noun.enough(products_of(assistant, reply, FIRST)):
                    by_frame[frame] += 1
                    missed.append((name, text, f"{reply.intent}, {len(reply.cards)} cards"))
            report.judged(*count_broken(replies, catalogue_of(assistant), Context().today))
        if replies:  # else a store without shelves
            report.figures.append(share(f"{name}: shown what was asked for", len(replies) - by_frame.total(), len(replies), TO_REACH))
            report.table(f"{name}: missed by frame", ("", "missed"), by_frame.most_common())
    report.table("missed", ("", "message", "reply"), Random(1).sample(missed, min(_KEPT, len(missed))))
    return report


def frames() -> dict[Language, dict[str, str]]:
    loaded: dict[Language, dict[str, str]] = yaml.safe_load(files(__package__).joinpath("frames.yaml").read_text("utf-8"))
    return loaded


def _messages(assistant: Assistant, most: int) -> Iterator[tuple[str, Noun, str]]:
    """A sample of all names in all frames of their language, always the same, with a price that none of the products exceeds; of names of which a
    bare search brings enough."""
    known = frames()
    pairs = [(noun, frame) for noun in nouns(catalogue_of(assistant)) for frame in known[noun.language]]
    found, count = dict[Noun, list[Product]](), 0
    for noun, frame in Random(7).sample(pairs, len(pairs)):
        if noun not in found:
            found[noun] = products_of(assistant, noun.word, FIRST)
        if noun.enough(found[noun]):
            dearest, currency = max(float(unit_price(product)) for product in found[noun]), found[noun][0].currency
            price = _MONEY.get(currency, {}).get(noun.language, f"{{}} {currency}").format(f"{round(dearest * 1.5 + 1):.0f}")
            yield frame, noun, known[noun.language][frame].format(noun.word, price=price)
            count += 1
        if count >= most:
            return
