"""最小的呢 behind 充绒量最大的是哪款: the other end of what was asked, though such goods state none of what 最小 alone is of."""

from ...schema.reading import Reading
from ..language.atom import atoms
from ..language.lexicon import lexicon

_ATTRIBUTE = "attr."


def other_end(reading: Reading, before: Reading | None, text: str) -> Reading:
    """`reading` in order of the attribute of which `before` asked who has most or least, where it says nothing but such a superlative of no other
    measure: 最小, after 充绒量最大, is of the down; the lightest, after the largest capacity, is of the weight."""
    said = reading.category or reading.conditions or reading.dropped or reading.references or reading.relative or reading.quantity or reading.bids
    if before is None or said or len(before.references) != 1 or reading.topic != "same":
        return reading
    asked = before.references[0]
    name = (asked.sort or "").removeprefix("-")
    now, then = _superlative(text, alone=True), _superlative(asked.text)
    if not name.startswith(_ATTRIBUTE) or now is None or then is None or (now[1] and now[1] != then[1]):
        return reading
    word, of, kind = now
    turned = (kind == then[2]) != (asked.sort or "").startswith("-")
    notes = tuple(note for note in reading.notes if note[0] not in ("unchecked", "unread") or note[1].casefold() != word)
    key = name if turned else f"-{name}"
    return reading.model_copy(update={"intent": "refine", "sort": (key,), "query": "", "notes": notes})


def _superlative(text: str, alone: bool = False) -> tuple[str, tuple[str, ...], str] | None:
    """The one in the text, what it is of and whether more or less; `alone`: nothing else may be said there but words that say nothing."""
    text = text.casefold()
    pieces, place = atoms(text), 0
    found: list[tuple[str, tuple[str, ...], str]] = []
    while place < len(pieces):
        end, meanings = lexicon().grammar.longest(pieces, place)
        most = next((meaning.value for meaning in meanings if meaning.kind == "most"), None)
        if most is not None:
            kind, of = most
            found.append((text[pieces[place].start : pieces[end - 1].end], tuple(of), kind))
        elif alone and pieces[place].text[0].isalnum():
            end, meanings = lexicon().elliptic.longest(pieces, place)
            if not meanings:
                return None
        place = max(end, place + 1)
    return found[0] if len(found) == 1 else None
