"""Which of a message's relative wishes it makes, and which of their words only ask."""

from collections.abc import Sequence
from dataclasses import replace

from ...schema.relative import Relative
from ..tokens.cues import Cues
from ..tokens.found import Gathered
from ..tokens.token import Token
from .comparatives import than

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
    gathered = _sent_away(replace(gathered, relative=_numbered(_once(gathered.relative), gathered)))
    gathered.used.update(place for place, token in enumerate(tokens) if token.text in than())
    measuring = [wish for wish in gathered.relative if wish.kind in ("less", "more")]
    choosing = bool(told.intents.keys() & {"which", "compare", "pick"})
    if choosing:
        gathered = _left_out(gathered)
    asking = told.question and bool(gathered.references) and not any(token.has("seeking") for token in tokens)
    kept = [] if not going else [wish for wish in gathered.relative if wish not in measuring] if choosing or asking else gathered.relative
    lost = [wish for wish in measuring if wish not in kept]
    sorts = [] if asking and going else [key for wish in lost if (key := _SORTS.get((wish.kind, wish.field)) or _opened(wish, going, choosing))]
    pointed = [each for each in gathered.references if each.kind != "focus"] if measuring else []  # "it should cost less than the red one"
    return replace(gathered, references=pointed or gathered.references, relative=list(kept), sort=[*gathered.sort, *sorts])


def _opened(wish: Relative, going: bool, choosing: bool) -> str | None:
    """Of goods that a topic opens with, where nothing is there to measure by: 行李箱，轻一点的 after earphones."""
    return None if going or choosing or not wish.field.startswith("attr.") else f"{'-' if wish.kind == 'less' else ''}{wish.field}"


def _once(wishes: Sequence[Relative]) -> list[Relative]:
    """ "Cheaper than the first by 10 yuan" is one wish: the one that says by how much."""
    told = {(wish.kind, wish.field) for wish in wishes if wish.by}
    return [wish for wish in wishes if wish.by or (wish.kind, wish.field) not in told]


def _numbered(wishes: Sequence[Relative], gathered: Gathered) -> list[Relative]:
    """Without those that a number of the message tells: "lower MOQ, below 1000" wants no less than that. Of money both are meant."""
    told = {each.field for each in gathered.conditions if isinstance(each.value, (int, float)) and each.field != "price"}
    return [wish for wish in wishes if wish.kind not in ("less", "more") or wish.field not in told]


def _left_out(gathered: Gathered) -> Gathered:
    """对比一下除了第一款以外的 chooses among the rest: nothing is sent away."""
    if not gathered.references or not any(wish.kind == "except" and not wish.field for wish in gathered.relative):
        return gathered
    *others, last = gathered.references
    kept = [wish for wish in gathered.relative if wish.kind != "except"]
    return replace(gathered, relative=kept, references=[*others, last.model_copy(update={"excluding": True})])


def _sent_away(gathered: Gathered) -> Gathered:
    """ "What else is there besides the second one?": what a pointer leaves out is what is sent away."""
    left_out = [each for each in gathered.references if each.excluding]
    if not left_out or not any(wish.kind == "except" for wish in gathered.relative):
        return gathered
    wish = Relative(kind="except", text=left_out[0].text)
    others = [each for each in gathered.relative if each.kind != "except"]
    return replace(gathered, relative=[wish, *others], references=[each.model_copy(update={"excluding": False}) for each in left_out])
