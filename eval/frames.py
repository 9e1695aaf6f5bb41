"""Goods asked for in many ways: `python -m daogou.eval frames`, with --data over foreign stores too.

Of every name of every shelf for which `search` brings three of five that are of the shelf, `ask` must show three of five, whatever stands around
the name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from random import Random

import yaml

from ..graphs.opening import Assistant
from ..schema.context import Context
from ..schema.product import Product
from ..schema.reading import Language
from ..schema.reply import Reply
from .asking import asker, searched, shown
from .broken import count_broken
from .figure import Figure
from .nouns import Noun, nouns, priced
from .opened import catalogue_of
from .report import Report

FIRST, ENOUGH = 5, 3
MOST = 600
"""Messages a store."""
TO_REACH = 0.97
_KEPT = 40
_MONEY: dict[str, Mapping[Language, str]] = {"CNY": {"zh": "{}元", "en": "{} yuan"}, "USD": {"zh": "{}美元", "en": "${}"}}


def measure(stores: Mapping[str, Path], most: int = MOST) -> Report:
    """`stores` by name."""
    report = Report("frames", "Goods asked for in many ways", {"stores": len(stores)})
    missed: list[tuple[str, str, str]] = []
    for name, store in stores.items():
        right, asked, by_frame, replies = 0, 0, Counter[str](), list[Reply]()
        with asker(store) as assistant:
            for frame, noun, text in _messages(assistant, most):
                reply = assistant.ask(text)
                asked, replies = asked + 1, [*replies, reply]
                if _enough(noun, shown(assistant, reply, FIRST)):
                    right += 1
                else:
                    by_frame[frame] += 1
                    missed.append((name, text, f"{reply.intent}, {len(reply.cards)} cards"))
            report.judged(*count_broken(replies, catalogue_of(assistant), Context().today))
        if not asked:
            continue  # a store without shelves: Chorus, of which `asked` tells
        report.figures.append(Figure(f"{name}: shown what was asked for", right / asked, TO_REACH, ">=", "", f"{right} of {asked}"))
        report.table(f"{name}: missed by frame", ("", "missed"), by_frame.most_common())
    report.table("missed", ("", "message", "reply"), Random(1).sample(missed, min(_KEPT, len(missed))))
    return report


def frames() -> dict[Language, dict[str, str]]:
    loaded: dict[Language, dict[str, str]] = yaml.safe_load(files(__package__).joinpath("frames.yaml").read_text("utf-8"))
    return loaded


def _messages(assistant: Assistant, most: int) -> Iterator[tuple[str, Noun, str]]:
    """A sample of all names in all frames of their language, always the same."""
    pairs = [(noun, frame) for noun in nouns(catalogue_of(assistant)) for frame in frames()[noun.language]]
    known: dict[Noun, Noun | None] = {}
    count = 0
    for noun, frame in Random(7).sample(pairs, len(pairs)):
        if noun not in known:
            known[noun] = _searched(assistant, noun)
        if (ready := known[noun]) is not None:
            yield frame, ready, frames()[noun.language][frame].format(ready.word, price=ready.most)
            count += 1
        if count >= most:
            return


def _searched(assistant: Assistant, noun: Noun) -> Noun | None:
    """With a price; None where a bare search doesn't bring enough of them."""
    found = searched(assistant, noun.word, FIRST)
    return priced(noun, found, lambda number, currency: _money(number, currency, noun.language)) if _enough(noun, found) else None


def _money(number: float, currency: str, language: Language) -> str:
    return _MONEY.get(currency, {}).get(language, f"{{}} {currency}").format(f"{number:.0f}")


def _enough(noun: Noun, found: list[Product]) -> bool:
    return sum(map(noun.names, found)) >= min(ENOUGH, FIRST)
