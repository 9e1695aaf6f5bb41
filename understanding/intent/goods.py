"""Whether words that nobody knows may name goods: a new noun opens a topic, a sigh or an aside does not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ...retrievers.analysis import all_words
from ...retrievers.lexicon import chinese_nouns, noun_phrases
from ..language.atom import key_of
from ..language.dictionaries import is_chinese_word, tagged
from ..language.lexicon import load
from ..tokens.cues import Cues
from ..tokens.token import Token
from ..vocabulary.shelf import Shelf
from .subject import Subject

_GOODS = ("head", "category", "brand", "common_brand", "series")
_NAMES = (*_GOODS, "word")
_PHRASE = 4
"""Words of a name of goods."""
_HALF = 0.5
"""Of a clause's letters that a bare noun phrase takes at least, where no word asks for goods."""
_NOUNS = ("n", "vn", "nz", "nt", "ng", "eng", "an")
"""Parts of speech, as `tagged` names them."""
_ARTICLES = ("a", "an", "the", "some", "any")
_WHICH = ("that", "which", "with")
_NO_NOUN = ("ed", "ly", "n't", "'ll", "'ve", "'d")


def only_goods(about: Subject, parts: Sequence[Token], told: Cues, shelf: Shelf) -> Subject:
    """`about` as it is where its words may name goods; else without those that neither name nor describe any."""
    if about.category is not None or about.attached or not about.words:
        return about
    left = [part for part in parts if part.text in about.words]
    if _may_name(left, parts, told) and not _stated(left[-1], shelf):
        return about
    said = [part.text for part in left if part.has("value", "attribute", *_NAMES)]
    done = [part.text for part in left if _placed(part, parts)]
    return replace(
        about, query=" ".join(said), words=(), unread=tuple(word for word in about.unread if word in said or (is_noun(word) and word not in done))
    )


def nothing_but_nouns(about: Subject, parts: Sequence[Token]) -> bool:
    """Whether all that the message says is a noun or two: 冰箱, "a keyboard?"."""
    spoken = [part for part in parts if part.text[:1].isalnum() and part.text.lower() not in _ARTICLES]
    said = [part.text for part in spoken if part.text.isascii() or not part.has("stop", "filler")]
    return bool(said) and all(word in about.words and is_noun(word) for word in said)


def ends_with_goods(parts: Sequence[Token], alone: bool) -> bool:
    """Whether its last words name a thing of the trade, be it one that the catalogue's own words don't know: 找激光打印机, "find a laminator".
    `alone`: nothing else may stand before them."""
    known = noun_phrases()
    said = [word.term for word in all_words("".join(" " * part.gap + part.text for part in parts))]
    return tuple(said) in known or (not alone and any(tuple(said[-size:]) in known for size in range(1, _PHRASE + 1)))


def describes_goods(parts: Sequence[Token]) -> bool:
    """Whether it is a noun phrase with what the thing is to be like behind it, and no sentence: an external hard drive, 2 TB; an umbrella that
    glows in the dark; 修图用的鼠标."""
    first = next(_clauses(parts))
    if first and first[-1].text >= "\u3400":
        glue = next((place for place, part in enumerate(reversed(first)) if part.text.endswith("的")), 0)
        noun = "".join(part.text for part in first[len(first) - glue :])
        return bool(glue) and (noun in chinese_nouns() or any(part.has("head", "category") for part in first[len(first) - glue :]))
    start = next((place for place, part in enumerate(first) if part.text.lower() not in _ARTICLES and not part.has("amount")), len(first))
    end = next((place for place in range(start, len(first)) if first[place].has("amount", "bound", "stop", "filler")), len(first))
    said, after = [part.text for part in first[start:end]], first[end].text.lower() if end < len(first) else ""
    if not said or (after and not first[end].has("amount", "bound", "relative")):
        return False
    known, terms = noun_phrases(), [word.term for word in all_words(" ".join(said))]
    named = any(tuple(terms[-size:]) in known for size in range(1, _PHRASE + 1))
    opened = any(part.text.lower() in ("a", "an") for part in first[:start]) and after in _WHICH and is_noun(said[-1])
    return named or opened


def names_goods(word: str) -> bool:
    """Whether it is a thing of the trade as a whole."""
    return tuple(each.term for each in all_words(word)) in noun_phrases()


def _may_name(left: Sequence[Token], parts: Sequence[Token], told: Cues) -> bool:
    remarked = [part for clause in _clauses(parts) if _remarks(clause) for part in clause if not part.has(*_NAMES)]
    nouns = [part for part in left if _noun(part) and not _placed(part, parts) and part not in remarked]
    if not nouns or told.intents.keys() & {"search", "onward"}:
        return bool(nouns)
    return any(_share(clause, left) >= _HALF for clause in _clauses(parts) if _headed(clause, nouns, parts))


def _noun(part: Token) -> bool:
    """Of the words that are kept whole, 无人机 is one; 耐用 tells what goods are like."""
    return part.has(*_GOODS) or is_noun(part.text)


def _headed(clause: Sequence[Token], nouns: Sequence[Token], parts: Sequence[Token]) -> bool:
    """Whether one of the nouns is what a noun phrase in the clause is of: a plural, where the language has one, or all that is said."""
    places = {part.start for part in clause}
    own = [noun for noun in nouns if noun.start in places]
    if any(not noun.text.isascii() or noun.has(*_NAMES) or _plural(noun.text.lower()) for noun in own):
        return True
    return bool(own) and all(not part.text[:1].isalnum() or part.has("stop", "filler") or part.start in places for part in parts)


def _plural(word: str) -> bool:
    return word.endswith("s") and key_of(word) != word


def _placed(noun: Token, parts: Sequence[Token]) -> bool:
    """在浴室用, my office, "he sweats": where, whose, what for, or what somebody does, and nothing that is looked for."""
    place = parts.index(noun)
    return noun.has("used_for") or place > 0 and parts[place - 1].has("placing", "subject")


def _clauses(parts: Sequence[Token]) -> Iterator[Sequence[Token]]:
    clause: list[Token] = []
    for part in parts:
        if part.has("break"):
            yield clause
            clause = []
        else:
            clause = [*clause, part]
    yield clause


def _remarks(clause: Sequence[Token]) -> bool:
    """普通的太慢了: a clause that ends in what something is too much of says what it is like; 太阳镜 is a word itself."""
    said = [part for part in clause if not part.has("stop", "filler")]
    last = said[-1].text if len(said) > 1 else ""
    return last[:1] in _degrees() and not said[-1].meanings and not is_chinese_word(last[:2])


@cache
def _degrees() -> frozenset[str]:
    return frozenset(load("zh")["degrees"])


def _share(clause: Sequence[Token], left: Sequence[Token]) -> float:
    said = [part for part in clause if part.text[:1].isalnum() and not part.has("filler", "measure")]
    places = {(part.start, part.end) for part in left}
    names = [(part.start, part.end) in places for part in said]
    described = [
        part.text.isascii() and part.has("value") and next_one for part, next_one in zip(said, [*names[1:], False], strict=True)
    ]  # ceramic mugs
    named = sum(len(part.text) for part, name, before in zip(said, names, described, strict=True) if name or before)
    return named / sum(len(part.text) for part in said) if said else 0.0


def _stated(part: Token, shelf: Shelf) -> bool:
    """Whether it is a value of what is talked about already: ceramic of a flask with a ceramic lining."""
    return shelf.known and any(shelf.states(known.attribute) for known in part.values("value")) or part.has("attribute")


def nouns_of(query: str) -> str:
    """Without what somebody does with them: 练瑜伽 is 瑜伽."""
    if query.isascii():
        return query
    nouns = [pair.word for pair in tagged(query) if pair.flag.startswith(_NOUNS) and len(pair.word) > 1]
    return " ".join(nouns) or query


def is_noun(word: str) -> bool:
    if word.isascii():
        return len(word) > 2 and word.isalpha() and not word.lower().endswith(_NO_NOUN)
    return any(len(pair.word) > 1 and pair.flag.startswith(_NOUNS) for pair in tagged(word))
