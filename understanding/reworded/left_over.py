"""The words that the rules left over, with what belongs to them: a model is never given "fluffy" of "nothing fluffy", nor 透光 of 不透光.

A word that nobody knows says little, and may say the opposite of what is wished for. So it goes with all of its clause that the rules haven't read,
and with the clauses beside it that may deny it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ..language.lexicon import load
from .framing import Framing, Span

_WORDS, _HANS = 3, 4
_HAN = re.compile(r"[\u3400-\u9fff]")
SIGNS = " \t\n,，。.;；!！?？、:：\"'“”「」()（）"


def left_over(framing: Framing, words: Iterable[Span]) -> tuple[str, ...]:
    """Each once, in the message's order; at its front nothing that only says that something is wished for."""
    found = [_bare(framing, span) for span in _spans(framing, sorted(words))]
    texts = [framing.message[start:end] for start, end in found if start < end]
    return tuple(dict.fromkeys(each for each in texts if not any(each != other and each in other for other in texts)))


def tells_a_value(word: str) -> bool:
    """Whether more can be made of it than an order: "little" and 大 name no value, whatever a model makes of them."""
    return word.casefold() not in _degrees()


@cache
def _degrees() -> frozenset[str]:
    read = load("wishing")
    return frozenset(str(word) for language in ("zh", "en") for word in read[language]["degrees"])


def sentences(framing: Framing) -> tuple[str, ...]:
    """Of each clause what the rules haven't read, where it is long enough to say something and has a word that they don't know: "my roommates won't
    hate", 见家长穿, but not "men's and women's", nor "shut up and show me"."""
    found = [_bare(framing, piece) for clause in framing.clauses for piece in framing.unread(clause)]
    return tuple(text for start, end in found if _says_something(text := framing.message[start:end]) and not framing.knows((start, end)))


def _says_something(text: str) -> bool:
    return len(re.findall(r"[a-z']+", text, re.IGNORECASE)) >= _WORDS or len(_HAN.findall(text)) >= _HANS


def _spans(framing: Framing, places: Sequence[Span]) -> Iterator[Span]:
    for at, clause in enumerate(framing.clauses):
        inside = [place for place in places if _overlap(place, (clause.start, clause.end))]
        first, last = framing.beside(at) if inside else (at, at)
        if (first, last) != (at, at):
            yield framing.clauses[first].start, framing.clauses[last].end
        else:
            yield from (piece for piece in framing.unread(clause) if any(_overlap(piece, place) for place in inside))


def _bare(framing: Framing, span: Span) -> Span:
    """Without signs and the words at its edges that leave a wish a wish."""
    (start, end), before = span, None
    while before != (start, end):
        before, text = (start, end), framing.message[start:end]
        end -= len(text) - len(text.rstrip(SIGNS))
        start += len(text) - len(text.lstrip(SIGNS))
        text = framing.message[start:end].replace("’", "'")
        if (found := _edge(front=True).match(text)) and start + found.end() in framing.borders:
            start += found.end()
        elif (found := _edge(front=False).search(text)) and start + found.start() in framing.borders:
            end = start + found.start()
    return min(start, end), end


@cache
def _edge(front: bool) -> re.Pattern[str]:
    """A word at the front, or one at the end."""
    read, names = load("wishing"), ("seeks", "offers", "beside") if front else ("behind",)
    chinese, latin = ([re.escape(str(word)) for name in names for word in read[language][name]] for language in ("zh", "en"))
    words = "|".join([*sorted(chinese, key=len, reverse=True), *(rf"\b{word}\b" for word in sorted(latin, key=len, reverse=True))])
    return re.compile(f"(?:{words})" if front else f"(?:{words})$", re.IGNORECASE)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
