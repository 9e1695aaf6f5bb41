"""Which of a message's relative wishes it makes, and which of their words only ask."""

from collections.abc import Sequence
from dataclasses import replace

from .comparatives import than
from .cues import Cues
from .found import Gathered
from .token import Token

_SORTS = {
    ("less", "price"): "price",
    ("more", "price"): "-price",
    ("less", "moq"): "moq",
    ("more", "rating"): "rating",
    ("more", "sold_90d"): "sold_90d",
}


def settled(gathered: Gathered, told: Cues, tokens: Sequence[Token], going: bool) -> Gathered:
    """With its relative wishes, where it makes some: not where it opens another topic, asks which of several has more, or asks it of one."""
    if not gathered.relative:
        return gathered
    gathered.used.update(place for place, token in enumerate(tokens) if token.text in than())
    measuring = [wish for wish in gathered.relative if wish.kind in ("less", "more")]
    choosing = bool(told.intents.keys() & {"which", "compare", "pick"})
    asking = told.question and bool(gathered.references) and not any(token.has("seeking") for token in tokens)
    kept = [] if not going else [wish for wish in gathered.relative if wish not in measuring] if choosing or asking else gathered.relative
    lost = [wish for wish in measuring if wish not in kept]
    sorts = [] if asking and going else [key for wish in lost if (key := _SORTS.get((wish.kind, wish.field)))]
    pointed = [each for each in gathered.references if each.kind != "focus"] if measuring else []  # "it should cost less than the red one"
    return replace(gathered, references=pointed or gathered.references, relative=list(kept), sort=[*gathered.sort, *sorts])
