"""What the classifier of intents is trained on: the training half of the utterances, sentences of `utterances/training/*.yaml`, and the messages
that the reading of conditions is tuned on.

A line there is a template with holes and with alternatives, `(a|b|)`, from which a few sentences are drawn, always the same ones. One that
is also an utterance of the test half is left out.
"""

import re
from collections.abc import Iterator
from typing import cast

from ..schema.reading import Intent, Language
from .utterance import INTENTS, TOPICS, Utterance, bare, draw, filled, load, utterances
from .wordings import wordings

DRAWN = 10
"""Sentences of a template at most."""
_CHOICE = re.compile(r"\(([^()]*)\)")
_ANYWHERE = ("chitchat", "out_of_scope")
"""Intents that may come before anything is shown as well as after."""


def lessons() -> tuple[Utterance, ...]:
    """In the files' order; none shares its words with the test half."""
    tested = {bare(one.text) for one in utterances() if one.half == "test"}
    training = [one for one in utterances() if one.half == "training"]
    drawn = (one for source in (_wishes(), *map(_of, INTENTS)) for one in source)
    return tuple(dict.fromkeys([*training, *(one for one in drawn if bare(one.text) not in tested)]))


def _wishes() -> Iterator[Utterance]:
    """Goods with conditions, before anything was shown."""
    for one in wordings("tuning"):
        if one.within is None:
            yield Utterance(one.text, "search", "en" if one.text.isascii() else "zh", one.text, "training")


def _of(intent: Intent) -> Iterator[Utterance]:
    places: dict[str, dict[str, str]] = load(f"training/{intent}")
    for place, languages in places.items():
        for language, lines in languages.items():
            for template in lines.splitlines():
                yield from _drawn(template, intent, cast(Language, language), place == "listed")


def _drawn(template: str, intent: Intent, language: Language, listed: bool) -> Iterator[Utterance]:
    key = f"{intent}/{language}/{listed}/{template}"
    for number in range(DRAWN if "{" in template or "(" in template else 1):
        shown = listed if intent not in _ANYWHERE else number % 2 == 0
        topic = TOPICS[draw(f"{key}/{number}/topic", len(TOPICS))] if shown else None
        text = filled(_chosen(template, f"{key}/{number}"), f"{key}/{number}", _fillers(language), topic)
        yield Utterance(_tidy(text), intent, language, template, "training", topic)


def _chosen(template: str, key: str) -> str:
    def one(choice: re.Match[str]) -> str:
        ways = choice[1].split("|")
        return ways[draw(f"{key}/choice/{choice.start()}", len(ways))]

    return _CHOICE.sub(one, template)


def _tidy(text: str) -> str:
    """Without the blanks that an empty alternative leaves."""
    return re.sub(r" +([,:!?'])", r"\1", re.sub(r" {2,}", " ", text)).strip()


def _fillers(language: Language) -> dict[str, list[str]]:
    common, more = load("fillers")[language], load("training/fillers")[language]
    return {name: [*common.get(name, []), *more.get(name, [])] for name in {**common, **more}}
