"""Search first, refuse last: a message is taken for small talk, or for nothing of ours, by evidence of it alone."""

from collections.abc import Sequence

from ...retrievers.framed import runs
from ...retrievers.probe import Probe
from ...schema.condition import Condition
from ...schema.reading import Intent, Reading
from ...understanding.intent.goods import is_noun
from ...understanding.language.lexicon import lexicon
from ...understanding.reworded.quoting import Unread
from ...understanding.tokens.cues import Cues, cues
from .nearest import NAME
from .probing import Probing

ASIDE: tuple[Intent, ...] = ("chitchat", "out_of_scope")
_EXPLAINED = ("explain", "meaning")
"""Cues of who asks what something is."""
COVERED = 0.5
"""Of the message's words, those that something is about."""


def search_first(text: str, reading: Reading, probing: Probing, going: bool) -> Reading:
    """`reading` as a search by its own words where it would be turned away and the probe found what it speaks of; `going`: goods are talked about
    already, so that a word of praise may name them."""
    if not reading.also and _turned_away(reading, text) and _found(text, reading, probing, going):
        found = probing.found
        reading = reading.model_copy(update={"intent": "search", "topic": "new", "query": found.words, "references": (), "asked": ()})
    elif reading.category is not None or reading.intent != "search" or reading.topic != "new":
        return reading
    return _by_goods(text, goods_not_values(reading, probing), probing)


def _by_goods(text: str, reading: Reading, probing: Probing) -> Reading:
    """Searched by what goods are called, where nothing is near to all that is said of them; the rest is told as unread."""
    found = probing.found
    if reading.category is not None or not found.near or found.goods == found.words or not reading.query:
        return reading
    left = tuple(word for word in reading.query.split() if word.casefold() not in found.goods)
    if not left:
        return reading
    spans = Unread(text, left, reading.conditions, probing.vocabulary).spans or left
    notes = dict.fromkeys((*reading.notes, *(("unread", each) for each in spans)))
    return reading.model_copy(update={"query": found.goods, "notes": tuple(notes)})


def _turned_away(reading: Reading, text: str) -> bool:
    """Not what tries to change the rules, or has no words."""
    if reading.intent not in ASIDE or reading.dropped or reading.facts or reading.stands or any(kind == "empty" for kind, _ in reading.notes):
        return False
    return not cues(text).intents.get("tampering")


def _found(text: str, reading: Reading, probing: Probing, going: bool) -> bool:
    """Whether the message speaks of goods. A name behind "show me" is sought even where nobody has it; without a word that says that it is none of
    ours, something near to half of it will do, or that all words name goods; where goods are talked about, a word of which may be praise or a sigh,
    both."""
    told, found = cues(text), probing.found
    own = " ".join(text[cue.start : cue.end] for cue in told.of(reading.intent)).casefold()
    content = [word for word in (*found.named, *found.lacking) if _content(word)]
    every = bool(content) and all(word in found.named for word in content)
    if not content or told.intents.keys() & _EXPLAINED:
        return False
    if own:
        return _in_spite(own, content, every, told, found)
    if going:
        return found.near and every and is_noun(content[-1])
    name = "search" in told.intents and len(runs(text)) == 1 and len(content) <= NAME
    return name or every or (found.near and sum(word in found.goods for word in content) >= COVERED * len(content))


def _in_spite(own: str, content: Sequence[str], every: bool, told: Cues, found: Probe) -> bool:
    """Whether goods are named in spite of the words `own`, which are among what names them: a weather station. No question is."""
    asks = told.question and "search" not in told.intents
    return found.near and every and not asks and any(word not in own for word in content)


def _content(word: str) -> bool:
    """Whether the reader's own lists don't know it as a word that says nothing."""
    return not any(meaning.kind in ("stop", "filler") for meaning in lexicon().grammar.get(word))


def goods_not_values(reading: Reading, probing: Probing) -> Reading:
    """Where no goods are known, a word that is what the message is of, and names products, is no value of theirs: coffee asks for nothing brown."""
    values = [one for one in reading.conditions if _may_be_goods(one)]
    if not values:
        return reading
    last = probing.found.words.split()[-1:]
    goods = [one for one in values if [one.text.casefold()] == last and last[0] in map(str.casefold, probing.found.named)]
    if not goods:
        return reading
    kept = tuple(one for one in reading.conditions if one not in goods)
    return reading.model_copy(update={"conditions": kept, "query": reading.query or probing.found.words})


def _may_be_goods(one: Condition) -> bool:
    return one.field.startswith("attr.") and one.hard and bool(one.text) and one.op in ("=", "in")
