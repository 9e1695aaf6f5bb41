"""Spans of a clause that belong together: a reference and its list ("the second" of "the headphones"), "the one" and its description, goods and the
first words of their name ("infant" of "sleeping bags")."""

import re
from collections.abc import Callable, Iterator, Sequence

from ..retrievers.analysis import words as content
from .corpus import Span
from .pointing import function_words

_OF = re.compile(
    r"\s*(?:的|里面|里头|里|当中|其中|之前|以前|那批)*的?\s*"
    r"|\s*(?:of|in|before|from before|out of|among)?\s*(?:all\s+)?(?:the\s+|those\s+|these\s+)?",
    re.I,
)
"""Between a reference and its list."""
_BY = re.compile(
    r"\s+(?:(?:that|which)(?:'s|\s+(?:is|has|costs?))?|with(?:out)?|w|w/|w/o|from|by|in|of|for|made by|made in|made of)\s+(?:the\s+|an?\s+)?|\s+",
    re.I,
)
"""Between "the one" and its description."""
_ONE = re.compile(r"(?:the |that )?ones?|the (?:model|item)s?|(?:the )?one (?:with|from|by|in|of|for|that has|that is|made by)", re.I)
_THAT = re.compile(r"的?[这那](?:[款个件条双台只把套张盏家种]|[几两][款个件条双台只把套张盏家种])")
_THESE = re.compile(r"the|th[oe]se|that|this|[这那](?:些|几?[款个件条双台只把套张盏家种])", re.I)
_TELLING = ("value", "is", "max", "about", "low", "high", "case", "name", "ref", "not")
_BEFORE = re.compile(
    r"(?:(?:除了?|除去|去掉|不算|另外|其[他它余]|剩下|别|上上[批组页轮]|[上前]一?[批组页轮]|第[一二三四五][批组页轮]"
    r"|最[开早初][始]?(?:那[批组])?(?:给我看)?)的?"
    r"|\b(?:all but|everything but|except(?: for)?|apart from|other than|leaving out"
    r"|(?:previous|prior|first) (?:list|page),?|two lists back,?)\s+(?:the\s+)?)$",
    re.I,
)
"""Words before a reference that change its meaning."""
_LIST_OF = re.compile(r"(?:里面|里头|里|当中|其中|那边|那批)的?(?:除了?)?")
_END = re.compile(r"\b(?:most|highest|largest|longest|biggest|fewest|lowest|least|smallest|shortest)$", re.I)
_BEHIND = re.compile(
    r"\s+(?:list|page|batch)\b|(?:以外|之外|除外|去掉)|\s+(?:from|in|on|of)\s+(?:the\s+)?(?:very\s+)?"
    r"(?:(?:previous|first|last|earlier) (?:list|page|batch|lot)|(?:list )?before this(?: one)?|start|beginning)\b",
    re.I,
)

_OPEN, _REST = re.compile(r"\b(?:with|w/?|from|by|in|of)\s*$", re.I), re.compile(r"[^,.;!?，。；！？]+")


def pointing(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans with one span per reference; words that tell which product is meant become no wish."""
    found: list[Span] = []
    for span in sorted(spans):
        before = found[-1] if found else None
        if before is not None and (joined := _joined(text, before, span)) is not None:
            found[-1] = joined
        else:
            found.append(span)
    return [_widened(text, one, found) if one.label == "ref" else one for one in found]


def _joined(text: str, one: Span, other: Span) -> Span | None:
    """Both as one reference; None if they don't belong together."""
    gap, words = text[one.end : other.start], (text[one.start : one.end].strip(), text[other.start : other.end].strip())
    joins = False
    if one.label == "ref":
        joins = _describes_one(gap, *words, other.label) or _continues(gap, *words, other.label)
    elif other.label == "ref":
        told = one.label in _TELLING and _THAT.fullmatch(words[1]) is not None and gap.strip() in ("", "的") and not _is_pronoun(words[0])
        joins = told or one.label == "noun" and _LIST_OF.fullmatch(gap) is not None
    return Span(one.start, other.end, "ref") if joins else None


def _describes_one(gap: str, pointer: str, words: str, label: str) -> bool:
    """True if the words describe "the one"."""
    apart = bool(gap.strip()) or pointer.split()[-1] not in ("one", "ones")
    return label in _TELLING and apart and _ONE.fullmatch(pointer) is not None and _BY.fullmatch(gap) is not None and not _is_pronoun(words)


def _continues(gap: str, pointer: str, words: str, label: str) -> bool:
    """True if the reference continues: with its list, with the measure of "the lowest", with the goods of "these"."""
    if label == "ref":
        parted = not gap.strip() and (pointer + words).isascii() and pointer.split()[-1] not in ("from", "of", "in", "before", "with")
        return _OF.fullmatch(gap) is not None and not parted and not _is_pronoun(pointer)
    if gap.strip():
        return False
    return (label in ("ask", "field") and _END.search(pointer) is not None) or (label == "noun" and _THESE.fullmatch(pointer) is not None)


def _is_pronoun(words: str) -> bool:
    """True for a pronoun, which takes no description."""
    return words.casefold().strip() in function_words()["focus"] - {"one", "the one", "那个", "那款", "那件"}


def _widened(text: str, span: Span, others: Sequence[Span]) -> Span:
    """The reference with the words around it that belong to it."""
    start = max((one.end for one in others if one.end <= span.start), default=0)
    end = min((one.start for one in others if one.start >= span.end), default=len(text))
    before, behind = _BEFORE.search(text[start : span.start]), _BEHIND.match(text[span.end : end])
    if behind is None and _OPEN.search(text[span.start : span.end]) is not None:  # "one with" says nothing yet
        behind = _REST.match(text[span.end : end])
    return Span(start + before.start() if before else span.start, span.end + behind.end() if behind else span.end, "ref")


def whole_names(text: str, spans: Sequence[Span], shelf: Callable[[str, str], bool]) -> tuple[Span, ...]:
    """The spans with goods extended to the full name that the store knows; spans inside the name are dropped."""
    spans = [part for one in spans for part in _cut(text, one)]
    found = _joined_names(text, [*_listed(text, spans, shelf)], shelf)
    for noun in (span for span in spans if span.label == "noun"):
        if noun not in found:
            continue
        part = text[noun.start : noun.end]
        start = next((at for at in _starts(text, noun, found) if shelf(text[at : noun.end], part)), None)
        if start is not None:
            found = [one for one in found if not start <= one.start < noun.start]
            found[found.index(noun)] = noun._replace(start=start)
    found = [*_counted(text, found, shelf)]
    nouns = [one.start for one in found if one.label == "noun"]
    return tuple(one._replace(label="value") if one.label == "noun" and _begins(text, one, nouns) else one for one in found)  # 防水 of 防水背包


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Goods without the clause that tells what they are like: lamps, of lamps that last."""
    told = _CLAUSE.search(text, span.start, span.end) if span.label == "noun" else None
    yield from (span,) if told is None else (span._replace(end=told.start()), Span(told.end(), span.end, "value"))


def _counted(text: str, spans: Sequence[Span], shelf: Callable[[str, str], bool]) -> Iterator[Span]:
    """The spans with what one of several numbers counts as goods, where it ends in the name of such: 50 pcs cordless drill."""
    numbers = [at for at, one in enumerate(spans) if one.label == "qty"]
    for at, one in enumerate(spans):
        behind = at - 1 in numbers and len(numbers) > 1 and one.label == "value" and not text[spans[at - 1].end : one.start].strip()
        until = next((number for number in numbers if number > at), len(spans))
        counts = behind and not any(other.label == "noun" for other in spans[at:until])
        words = text[one.start : one.end].split()
        named = counts and any(_names(" ".join(words[cut:]), shelf) for cut in range(len(words)))
        yield one._replace(label="noun") if named else one


def sole(text: str, spans: Sequence[Span], shelf: Callable[[str, str], bool]) -> tuple[Span, ...]:
    """The spans of a message that opens a conversation and has no goods: what is a shelf's whole name is the goods."""
    if any(one.label == "noun" for one in spans):
        return tuple(spans)
    wished = [one for one in spans if one.label == "value" and _names(text[one.start : one.end], shelf)]
    words = (Span(one.start(), one.end(), "noun") for one in _ALONE.finditer(text))
    free = (one for one in words if not any(one.start < other.end and other.start < one.end for other in spans))
    goods = next(iter(wished), None) or next((one for one in free if _names(text[one.start : one.end], shelf)), None)
    return tuple(spans) if goods is None else tuple(sorted((*(one for one in spans if one != goods), goods._replace(label="noun"))))


def _listed(text: str, spans: Sequence[Span], shelf: Callable[[str, str], bool]) -> Iterator[Span]:
    """The spans with words that stand in a row with goods, and are a name of goods too, as goods: 毛巾, of 毛巾 四件套."""
    nouns = [one for one in spans if one.label == "noun"]
    rest = [one for one in spans if one.label not in ("noun", "value", "is", "case")]
    parts = [Span(part.start(), part.end(), "noun") for part in _PART.finditer(text) if part[0]] if nouns else []
    free = [part for part in parts if not any(part.start < one.end and one.start < part.end for one in (*nouns, *rest))]
    goods = list(nouns)
    for part in (*free, *reversed(free)):
        inside = [one for one in spans if part.start < one.end and one.start < part.end]
        whole = all(part.start <= one.start and one.end <= part.end for one in inside)
        ways = (part, *(part._replace(start=one.end + 1) for one in inside if text[one.end : one.end + 1] == " "))  # rompers, of short sleeve rompers
        named = next((one for one in ways if _names(text[one.start : one.end], shelf)), None)
        if named is not None and named not in goods and whole and any(_in_row(text, part, one) for one in goods):
            goods.append(named)
    new = goods[len(nouns) :]
    yield from sorted((*new, *(one for one in spans if not any(part.start <= one.start and one.end <= part.end for part in new))))


def _in_row(text: str, part: Span, noun: Span) -> bool:
    """True if only signs, blanks and conjunctions stand between the two."""
    gap = text[min(part.end, noun.end) : max(part.start, noun.start)].strip()
    return not gap.isascii() and bool(_ROW.fullmatch(gap)) or gap in ("", "+", "/", "&", ",") and not (text[part.end - 1].isascii() and gap == "")


def _names(words: str, shelf: Callable[[str, str], bool]) -> bool:
    """True if all of the words are a name of goods."""
    return (len(content(words)) == len(words.split()) if words.isascii() else len(words) <= _LONGEST) and shelf(words, "")


_PART = re.compile(
    r"(?<![^\s,，、;；。!！?？:：+和跟与或])[\u4e00-\u9fff]+(?![^\s,，、;；。!！?？:：+和跟与或])"
    r"|(?:(?<=[,;:+/&] )|(?<=[,;:+/&])|(?<=\band )|^)[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}(?= ?(?:[,;+/&.?!]|\band\b|$))",
    re.I,
)
"""What may be the name of goods: Chinese between signs and blanks, up to three Latin words between signs."""
_ROW = re.compile(r"[\s,，、+/和跟与或]*(?:还有|以及|再加|加上)?[\s,，、+/和跟与或]*")
_CLAUSE = re.compile(r"\s+(?:that|which|who)\s+", re.I)
_ALONE = re.compile(r"[A-Za-z]{3,}")
_LONGEST = 6
"""Chinese characters of a name of goods."""


def _begins(text: str, span: Span, nouns: Sequence[int]) -> bool:
    """True if the goods follow directly, or after one blank between Latin words."""
    latin = text[span.end - 1].isascii()
    return any(start == span.end or (latin and start > span.end and text[span.end : start] == " " and text[start].isascii()) for start in nouns)


def _joined_names(text: str, spans: Sequence[Span], shelf: Callable[[str, str], bool]) -> list[Span]:
    """Join two nouns that together are one category: hats and scarves."""
    found: list[Span] = []
    for span in spans:
        before = found[-1] if found and found[-1].label == span.label == "noun" else None
        parts = () if before is None else (text[before.start : before.end], text[span.start : span.end])
        if before is not None and _joins(text[before.start : span.start]) and all(shelf(text[before.start : span.end], part) for part in parts):
            found[-1] = before._replace(end=span.end)
        else:
            found.append(span)
    return found


def _joins(words: str) -> bool:
    """True if the words end with a conjunction."""
    said = words.strip().casefold()
    return any(
        said.endswith(each) and not (each.isalpha() and each.isascii() and said[: -len(each)][-1:].isalpha()) for each in function_words()["join"]
    )


_WORD = re.compile(r"[A-Za-z][A-Za-z'’&-]*$")


def _starts(text: str, noun: Span, spans: Sequence[Span]) -> Iterator[int]:
    """Possible starts of the name, furthest first: adjacent words before it that split no span."""
    starts, at = list[int](), noun.start
    for _ in range(3 if text[noun.start].isascii() else 4):
        before = text[:at].rstrip(" ") if text[noun.start].isascii() else text[:at]
        word = _WORD.search(before) if text[noun.start].isascii() else re.search(r"[\u4e00-\u9fff]$", before)
        if word is None or any(one.start <= word.start() < one.end and one.label in ("ref", "ask", "not") for one in spans):
            break
        at = word.start()
        starts.append(at)
    return iter([one for one in reversed(starts) if not any(span.start < one < span.end for span in spans)])
