"""What the classifier looks at: the message's words with what the catalogue names masked, and what the grammar read in it.

Goods, brands, values, places and numbers stand as what they are, so that nothing is learnt from one catalogue's names.
"""

from collections.abc import Iterator, Sequence

from .rules import Verdict
from .situation import Situation

_MASKS = {
    "category": "<goods>",
    "head": "<goods>",
    "brand": "<brand>",
    "common_brand": "<brand>",
    "world_brand": "<brand>",
    "certificate": "<certificate>",
    "class": "<certificate>",
    "place": "<place>",
    "market": "<place>",
    "value": "<value>",
    "amount": "<number>",
    "number": "<number>",
    "attribute": "<attribute>",
    "audience": "<who>",
}
_OTHER = "<other>"
_LONGEST = 4
"""Words or Han characters in a row that make one feature."""
_SPELT = 4
"""Letters in a row of a Latin word, so that its forms are alike."""
_PAIRED = ("question", "superlative", "category", "no content", "no wish", "conditions", "asked", "points 0", "points 1", "points 2")
_MOST = 200
"""Words or characters of a message that are looked at."""


def features(now: Situation, verdict: Verdict) -> list[str]:
    """Each once, in no meaningful order."""
    said = _symbols(now)[:_MOST]
    read = dict.fromkeys(_read(now, verdict, len(said)))
    place = "shown" if now.shown else "cold"
    paired = [name for name in read if name in _PAIRED or name == f"rule {verdict.intent}"]
    pairs = [f"{one} & {other}" for number, one in enumerate(paired) for other in paired[number + 1 :]]
    plain = _runs(_symbols(now, plain=True)[:_MOST], "=")
    return list(dict.fromkeys([*_words(said), *plain, *read, *(f"{name} & {place}" for name in read), *pairs]))


def _symbols(now: Situation, plain: bool = False) -> list[str]:
    """Latin words whole, Han characters one by one, what the catalogue names or the message points at by its kind. `plain`: without the
    words that nobody knows, of which only the place is kept, since the next buyer's will be others."""
    pointers = {place: found.references[0].kind for start, found in now.gathered.spans if found.references for place in range(start, found.end)}
    said: list[str] = []
    for place, token in enumerate(now.tokens):
        if place in pointers:
            if pointers.get(place - 1) != pointers[place]:
                said.append(f"<{pointers[place]}>")
            continue
        mask = next((mask for kind, mask in _MASKS.items() if token.has(kind)), None)
        if mask is not None and (len(token.text) > 1 or token.text.isdigit()):
            said.append(mask)
        elif plain and not token.meanings and token.text[:1].isalpha() and not now.cues.inside(token.start, token.end):
            said += [] if said[-1:] == [_OTHER] else [_OTHER]
        else:
            said += token.text if token.text >= "\u3400" else token.text.lower().split()
    return said


def _words(said: Sequence[str]) -> Iterator[str]:
    yield from _runs(said, "")
    framed = ["^", *said, "$"]
    yield from (f"{one} … {other}" for one, other in zip(framed, framed[2:], strict=False))
    for word in said:
        if len(word) >= _SPELT and word.isascii() and word.isalpha():
            spelt = f"^{word}$"
            yield from (f"~{spelt[start : start + _SPELT]}" for start in range(len(spelt) - _SPELT + 1))


def _runs(said: Sequence[str], mark: str) -> Iterator[str]:
    framed = ["^", *said, "$"]
    for length in range(1, _LONGEST + 1):
        yield from (mark + " ".join(framed[start : start + length]) for start in range(len(framed) - length + 1))


def _read(now: Situation, verdict: Verdict, length: int) -> Iterator[str]:
    gathered = now.gathered
    yield from ("shown" if now.shown else "cold", f"rule {verdict.intent}", f"rule: {verdict.rule}")
    yield from (f"cue {name}" for name in now.cues.intents)
    yield from (f"act {name}" for name in now.cues.acts)
    yield from (f"pointer {reference.kind}" for reference in gathered.references)
    yield from (f"condition {'attr' if each.field.startswith('attr.') else each.field}" for each in gathered.conditions)
    yield from (f"asked {name.split('.')[0]}" for name in now.asked)
    yield from (f"points {min(3, len(now.points))}", f"words {min(4, len(now.subject.words))}", f"length {min(6, length // 3)}")
    holds = {
        "question": now.cues.question,
        "superlative": now.cues.superlative,
        "category": now.subject.category,
        "query": now.subject.query,
        "no content": not now.content,
        "no wish": not now.wishes,
        "conditions": gathered.conditions,
        "sort": gathered.sort,
        "relative": gathered.relative,
        "dropped": gathered.dropped,
        "quantity": gathered.quantity,
        "facts": gathered.facts,
        "bids": gathered.bids,
        "asked": now.asked,
    }
    yield from (name for name, held in holds.items() if held)
