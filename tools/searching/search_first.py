"""Search first, refuse last: a message is taken for small talk, or for nothing of ours, by evidence of it alone."""

from ...retrievers.framed import runs
from ...schema.condition import Condition
from ...schema.reading import Intent, Reading
from ...understanding.intent.goods import is_noun
from ...understanding.language.lexicon import lexicon
from ...understanding.tokens.cues import cues
from .nearest import NAME
from .probing import Probing

ASIDE: tuple[Intent, ...] = ("chitchat", "out_of_scope")
_EXPLAINED = ("explain", "meaning")
"""Cues of who asks what something is."""
COVERED = 0.5
"""Of the message's words: so many name products here where a word of the reader's says that it is small talk or nothing of ours."""


def search_first(text: str, reading: Reading, probing: Probing, going: bool) -> Reading:
    """`reading` as a search by its own words where it would be turned away and the probe found what it speaks of; `going`: goods are talked about
    already, so that a word of praise may name them."""
    if not reading.also and _turned_away(reading, text) and _found(text, reading, probing, going):
        found = probing.found
        reading = reading.model_copy(update={"intent": "search", "topic": "new", "query": found.words, "references": (), "asked": ()})
    elif reading.category is not None or reading.intent != "search" or reading.topic != "new":
        return reading
    return _by_goods(goods_not_values(reading, probing), probing)


def _by_goods(reading: Reading, probing: Probing) -> Reading:
    """Searched by what goods are called, where nothing is near to all that is said of them; the rest is told as unread."""
    found = probing.found
    if reading.category is not None or not found.near or found.goods == found.words or not reading.query:
        return reading
    left = tuple(word for word in reading.query.split() if word.casefold() not in found.goods)
    if not left:
        return reading
    notes = dict.fromkeys((*reading.notes, *(("unread", word) for word in left)))
    return reading.model_copy(update={"query": found.goods, "notes": tuple(notes)})


def _turned_away(reading: Reading, text: str) -> bool:
    """Not what tries to change the rules, or has no words."""
    if reading.intent not in ASIDE or reading.dropped or reading.facts or reading.stands or any(kind == "empty" for kind, _ in reading.notes):
        return False
    return not cues(text).intents.get("tampering")


def _found(text: str, reading: Reading, probing: Probing, going: bool) -> bool:
    """With the reader's own cue, most of the other words must name goods here, and something be about them; without one, either will do, or where
    goods are talked about, a word of which may be praise or a sigh, both of all words. A name behind "show me" is sought even where nobody has it."""
    told, found = cues(text), probing.found
    own, asks = told.of(reading.intent), told.intents.keys() & _EXPLAINED
    said = " ".join(text[cue.start : cue.end] for cue in own).casefold()
    content = [word for word in (*found.named, *found.lacking) if _content(word) and word not in said]
    named = [word for word in content if word in found.named]
    if not content or asks:
        return False
    if going:
        return not own and found.near and bool(named) and not found.lacking and is_noun(named[-1])
    if own:
        return found.near and len(named) / len(content) > COVERED
    name = "search" in told.intents and len(runs(text)) == 1 and len(content) <= NAME
    return name or found.near or len(named) / len(content) >= COVERED


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
