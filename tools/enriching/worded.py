"""Whether words state a value in words: in whole words of the text, and of this attribute rather than of another that is said so."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from ...catalogue.facets import AttributeFacet
from ...understanding.language.lexicon import load
from ...understanding.tokens.lexer import tokens
from ...understanding.tokens.token import Token
from ...understanding.vocabulary.vocabulary import Vocabulary
from .measured import Passage, clauses_of, named

Span = tuple[int, int]
_OF = re.compile(r"\bof\s+(?:the\s+)?(?:\w+\s+)?$")
_HALF = 50  # per cent
_STEM = 3  # letters by which "lined" is known in "lining"
_VALUED = ("value", "number", "amount", "measure", "unit")


def says(value: str, passage: Passage, facet: AttributeFacet, vocabulary: Vocabulary) -> bool:
    """In the quotation word by word. What the catalogue knows as a value that doesn't tell its attribute by itself ("universal"), or as another
    attribute's, must stand beside the attribute's name."""
    found, known = tokens(passage.text, vocabulary), _known_places(passage, facet)
    return any(
        not _in_longer(span, known)
        and not _cut(span, passage.text, found)
        and (_telling(span, found, facet.name) or named(facet.name, passage.text, span[0], vocabulary))
        for span in _places(value, passage)
    )


def of_another(passage: Passage, facet: AttributeFacet, flags: Collection[str], vocabulary: Vocabulary) -> bool:
    """Whether each value of the attribute in the quotation is said of another: 里料纯棉, "the lining is cotton" of the material. `flags` are the
    attributes that no value in words is of."""
    text, start, stop = clauses_of(passage)
    found = [token for token in tokens(text, vocabulary) if start <= token.start and token.end <= stop]
    values = [place for place, token in enumerate(found) if any(each.attribute == facet.name for each in token.values("value"))]
    quoted = [place for place in values if passage.start <= found[place].start and found[place].end <= passage.end]
    told = [_told_of(found, place, flags) for place in quoted]
    if bool(told) and all(names and facet.name not in names for names in told):
        return True
    return bool(quoted) and all(_of_a_part(text[:stop], found, place, facet.name) for place in quoted)


def _of_a_part(text: str, found: Sequence[Token], place: int, name: str) -> bool:
    """Whether a value is said of a part or of a measure ("lined in cotton", "the warmth of cotton"), is done something to ("keeps cotton warm"), or
    lends its name ("titanium grade"); unless the attribute is called so itself."""
    before, behind = text[: found[place].start].casefold(), text[found[place].end :].casefold()
    named = {each for token in found[max(0, place - 3) : place] for group in token.values("attribute") for each in group}
    if named and _OF.search(before):
        return name not in named
    said = (_before().search(before), _behind().match(behind))
    return any(word[:_STEM] not in name.casefold() for match in said if match is not None for word in match.groups() if word)


@cache
def _before() -> re.Pattern[str]:
    """A part up to three words before it, or what does something to it right there."""
    (chinese, latin), (_, holds) = _either("parts"), _either("holds")
    return re.compile(rf"\b({latin})\s+(?:\w+\s+){{0,2}}$|\b({holds})\s+$|({chinese})(?:采用|选用|使用|用|为|是)?$")


@cache
def _behind() -> re.Pattern[str]:
    chinese, latin = _either("parts", "lends")
    return re.compile(rf"\s*(?:({chinese})|({latin})\b)")


def _either(*kinds: str) -> tuple[str, str]:
    """In Chinese and in English."""
    words = load("stating")
    chinese, latin = ("|".join(re.escape(str(word)) for kind in kinds for word in words[kind][language]) for language in ("zh", "en"))
    return chinese, latin


def _told_of(found: Sequence[Token], place: int, flags: Collection[str]) -> set[str]:
    """The attribute that a value is said of: the last that is named before it, with no other value between and none of its own, or the one that is
    named at its end. In Chinese a space ends what is said, but behind a name."""
    for at in reversed(range(place)):
        token, behind = found[at], found[at + 1]
        apart = behind.gap and not behind.text.isascii() and at + 1 < place
        if token.has(*_VALUED) or apart:
            break
        if names := _named(token, flags):
            return set() if at and found[at - 1].has(*_VALUED) and not token.gap else names
    return _named(found[place + 1], flags) if place + 1 < len(found) else set()


def _named(token: Token, flags: Collection[str]) -> set[str]:
    """Not of a word that is a value too: cotton is no share of it."""
    return set() if token.has("value") else {name for group in token.values("attribute") for name in group if name not in flags}


def lessened(passage: Passage, facet: AttributeFacet, vocabulary: Vocabulary) -> bool:
    """Whether the quotation is a part of a longer value ("leather" of "imitation leather"), or each value of the attribute in it has less than half
    beside it: "cotton 5%, polyester 95%" is no cotton."""
    found = tokens(passage.text, vocabulary)
    own = [(token.start, token.end) for token in found if any(each.attribute == facet.name for each in token.values("value"))]
    if _in_longer((passage.start, passage.end), (*own, *_known_places(passage, facet))):
        return True
    quoted = [(start, end) for start, end in own if passage.start <= start and end <= passage.end]
    return bool(quoted) and all(_little(passage.text[:start], passage.text[end:]) for start, end in quoted)


def _known_places(passage: Passage, facet: AttributeFacet) -> list[Span]:
    """Where the text has a value that the catalogue knows for the attribute."""
    whole = Passage(passage.text, 0, len(passage.text))
    return [place for known in facet.values for word in (known.value, *known.aliases) for place in _places(word, whole)]


def _in_longer(span: Span, places: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end and (start, end) != span for start, end in places)


def _little(before: str, behind: str) -> bool:
    shares = (re.search(r"(\d+(?:\.\d+)?)\s?[%％]\s?(?:of\s|的)?$", before), re.match(r"[\s:：(（]*(\d+(?:\.\d+)?)\s?[%％]", behind))
    return any(share is not None and float(share[1]) < _HALF for share in shares)


def in_whole_words(passage: Passage, vocabulary: Vocabulary) -> bool:
    """Whether no word is cut by the quotation's ends."""
    return not _cut((passage.start, passage.end), passage.text, tokens(passage.text, vocabulary))


def _places(value: str, passage: Passage) -> Iterator[Span]:
    """No part of a number, of a Latin word or of what a hyphen makes of it."""
    said = value.split()
    before = r"(?<![\d.])" if value[:1].isdigit() else r"(?<![A-Za-z])(?<![A-Za-z]-)" if value[:1].isascii() else ""
    behind = r"(?!\d|\.\d)" if value[-1:].isdigit() else r"(?!-?[A-Za-z])" if value[-1:].isascii() else ""
    pattern = re.compile(before + r"\s+".join(map(re.escape, said)) + behind, re.IGNORECASE)
    if said:
        yield from (found.span() for found in pattern.finditer(passage.text) if passage.start <= found.start() and found.end() <= passage.end)


def _cut(span: Span, text: str, found: Sequence[Token]) -> bool:
    """Whether a word goes on over one of its ends."""
    return any(
        token.start < at < token.end and (token.has("number", "amount") or (text[at - 1].isalnum() and text[at].isalnum()))
        for token in found
        for at in span
    )


def _telling(span: Span, found: Sequence[Token], name: str) -> bool:
    known = [each for token in found if (token.start, token.end) == span for each in token.values("value")]
    return not known or any(each.attribute == name and each.free for each in known)
