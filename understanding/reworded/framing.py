"""Whether the clause around some words wishes for what they say: it has nothing beside them but goods, what the rules read, and words that wish.

Denials, questions, comparisons and stories have no end of words, so none of them is looked for: what isn't known to leave a wish a wish turns it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..language.atom import key_of
from ..language.lexicon import load
from ..tokens.lexer import tokens
from ..tokens.token import Token
from ..vocabulary.vocabulary import Vocabulary

Span = tuple[int, int]
_END = re.compile(r"[,，。.;；!！?？\n]+")
_THAT = re.compile(r"\b(?:that|which)\b(?!.*\b(?:i|we)\b)", re.IGNORECASE)
_SOMEBODY = re.compile(r"\s+(?:my|our|his|her|their|the|an?)(?:\s+(?!i\b|we\b)[a-z]+){1,3}\s+", re.IGNORECASE)
_MEASURED = re.compile(r"\s*(?:[-–~～%.°℃]|[到至岁个度码号]|(?:to|degrees?|months?|years?|gauge|°)\b)", re.IGNORECASE)
_GOODS = ("category", "head", "audience", "use", "value")
_NAMED = ("category", "head")
_COUNTS = ("number", "amount", "measure")
_DENIES = ("not", "not_after", "apart", "apart_after", "except_after", "besides", "complaint")


@dataclass(frozen=True)
class Clause:
    start: int
    end: int
    mark: str

    def holds(self, span: Span) -> bool:
        return self.start <= span[0] and span[1] <= self.end


class Framing:
    """Of `message`; `read` are the places of what the rules read as set, `denied` of what they read as not wanted."""

    def __init__(self, message: str, read: Iterable[Span], denied: Iterable[Span], vocabulary: Vocabulary) -> None:
        self.message, self.clauses = message, list(_clauses(message))
        self._set, self._denied = tuple(read), tuple(denied)
        found = list(tokens(message, vocabulary))
        self.borders = {border for token in found for border in (token.start, token.end)}
        none = [(token.start, token.end) for token in found if self._counts_none(token)]
        self._against = [(token.start, token.end) for token in found if token.has(*_DENIES) and not _tells_a_deed(token)] + none
        self._counts = [span for token in found if token.has(*_COUNTS) and (span := (token.start, token.end)) not in none]
        self._named = [(token.start, token.end) for token in found if token.has(*_NAMED)]
        self._unknown = [(token.start, token.end) for token in found if not token.meanings and token.text[:1].isalpha()]
        self._known = [*self._set, *((token.start, token.end) for token in found if token.has(*_GOODS) and not token.has(*_DENIES))]

    def around(self, word: Span, span: Span) -> Span:
        """What of `span` belongs to the word: its clause from behind the goods named before it, and no further than the word where others follow."""
        clause = next((each for each in self.clauses if each.holds(word)), Clause(*span, ""))
        start, end = max(span[0], clause.start), min(span[1], clause.end)
        before = [each[1] for each in self._named if start <= each[0] and each[1] <= word[0]]
        named = any(word[1] <= each[0] and each[1] <= clause.end for each in self._named)
        return max([start, *before]), word[1] if named else max(word[1], end)

    def wishes(self, span: Span) -> bool:
        """Whether the words there are wished for, and no other clause takes that back."""
        at = next((place for place, clause in enumerate(self.clauses) if clause.holds(span)), None)
        against = [*self._against, *((span[0] + each.start(), span[0] + each.end()) for each in _turning().finditer(self._text(span)))]
        if self.tells(span):
            return False
        if at is None or any(not self._is_denied(word) and not self._describes(word, span) for word in against):
            return False
        clause, rest = self.clauses[at], self._rest(self.clauses[at], span, *self._counts)
        if any(not self._speaks_of_more(other) for other in self.clauses[at + 1 : at + 2]):
            return False
        if not _words("beside", "around", "seeks", "offers").fullmatch(rest) or ("?" in clause.mark and not _words("offers").search(rest)):
            return False
        if _story().search(rest):
            return False
        return bool(_words("seeks", "offers").search(rest)) or not any(word[1] <= clause.start for word in self._against)

    def tells(self, span: Span) -> bool:
        """Whether a clause there tells of goods that somebody has ("I have one that is …", "my neighbour's is"), or of what was; and seeks none."""
        clause = next((each for each in self.clauses if each.holds(span)), None)
        if clause is None:
            return False
        text = self.message[clause.start : clause.end].casefold().replace("’", "'")
        if _seeking().search(text):
            return False
        return bool(_past().search(text)) or bool(_theirs().search(text))

    def unread(self, clause: Clause) -> list[Span]:
        """The pieces of it between goods and what was read."""
        return self._between(clause, (*self._set, *self._denied, *self._named))

    def knows(self, span: Span) -> bool:
        """Whether the rules know every word there for what it may be; what a denial comes to that they made nothing of, they don't know."""
        denied = (word for word in self._against if not self._is_denied(word))
        return not any(span[0] <= word[0] and word[1] <= span[1] for word in (*self._unknown, *denied))

    def beside(self, at: int) -> tuple[int, int]:
        """From which clause to which one goes what is said of the words in that clause: a denial may stand before it or behind."""
        first, last = at, at
        while last + 1 < len(self.clauses) and (self._only_denies(other := self.clauses[last + 1]) or not self._speaks_of_more(other)):
            last += 1
        seeks = _words("seeks", "offers").search(self._rest(self.clauses[at], (0, 0)))
        if at and not seeks and any(self.clauses[at - 1].holds(word) for word in self._against):
            first = at - 1
        return first, last

    def _speaks_of_more(self, clause: Clause) -> bool:
        """Whether it wishes for something of its own, so that it tells nothing of the words before it; or is a courtesy."""
        own = any(clause.holds(each) for each in self._known)
        said = self._rest(clause, (clause.start, clause.start))
        return own or bool(_words("seeks").search(said)) or bool(_words("beside", "around", "seeks", "offers").fullmatch(said))

    def _only_denies(self, clause: Clause) -> bool:
        return any(clause.holds(each) for each in self._against) and not any(clause.holds(each) for each in self._known)

    def _describes(self, word: Span, span: Span) -> bool:
        """Whether it denies a deed within the words, or is one that is denied: what a toddler can't rip, a sister won't hate, is wished for."""
        deeds = ((span[0] + each.start(), span[0] + each.end()) for each in _deeds().finditer(self._text(span)))
        return any(start <= word[0] and word[1] <= end and self._is_of_goods(start) for start, end in deeds)

    def _is_of_goods(self, place: int) -> bool:
        """Whether goods are told of there: "a bag that …", "a bag my sister …"."""
        told = _THAT.search(re.split(_END, self.message[:place])[-1])
        return bool(told) or any(_SOMEBODY.fullmatch(self.message[end:place]) for _, end in self._named if end <= place)

    def _counts_none(self, token: Token) -> bool:
        """Zero of something; not an end of a range, nor a size, an age or a temperature."""
        return (
            token.text.casefold() in _nothing()
            and not _MEASURED.match(self.message, token.end)
            and self.message[: token.start][-1:] not in ("-", "~", ".")
        )

    def _text(self, span: Span) -> str:
        return self.message[span[0] : span[1]].casefold().replace("’", "'")

    def _is_denied(self, word: Span) -> bool:
        return any(one[0] <= word[0] and word[1] <= one[1] for one in self._denied)

    def _rest(self, clause: Clause, *spans: Span) -> str:
        """The clause without these and what is known in it."""
        pieces = self._between(clause, (*spans, *self._known))
        return " ".join(self.message[start:end] for start, end in pieces).casefold().replace("’", "'")

    def _between(self, clause: Clause, spans: Iterable[Span]) -> list[Span]:
        cuts = [clause.start, *_flat(sorted(each for each in spans if clause.holds(each))), clause.end]
        return list(zip(cuts[::2], cuts[1::2], strict=True))


@cache
def _story() -> re.Pattern[str]:
    """That somebody has something already, before he seeks anything: "I have", "our bag feels", 我用的是; not 给宝宝用的, "can I have"."""
    read = load("wishing")
    zh, en = ({name: "|".join(map(re.escape, read[each][name])) for name in ("seeks", "owner", "owns")} for each in ("zh", "en"))
    chinese = rf"(?<![给帮])(?:{zh['owner']})(?:(?!想|{zh['seeks']}).)*?(?:{zh['owns']})(?![的着起])"
    sought = rf"\b(?:{en['seeks']}|that|which)\b"
    return re.compile(rf"{chinese}|(?<!can )(?<!could )\b(?:{en['owner']})\b(?:(?!{sought}).)*?(?!{sought})\b(?:{en['owns']})\b")


@cache
def _seeking() -> re.Pattern[str]:
    read = load("wishing")
    latin = "|".join(map(re.escape, read["en"]["seeks"]))
    return re.compile(rf"\b(?:{latin})\b|{'|'.join(map(re.escape, read['zh']['seeks']))}")


@cache
def _past() -> re.Pattern[str]:
    """In words that put what they say behind: "was", 上次."""
    read = load("wishing")
    return re.compile(rf"\b(?:{'|'.join(read['en']['past'])})\b|{'|'.join(read['zh']['past'])}")


@cache
def _theirs() -> re.Pattern[str]:
    """Of one that is somebody's already: "I have one", "my neighbour's is", 朋友家的是."""
    read = load("wishing")
    chinese = f"(?:{'|'.join(read['zh']['whose'])})(?:用|买|家)?的(?:那[个款]|这[个款])?[是用]"
    owner, owns = ("|".join(map(re.escape, read["en"][name])) for name in ("owner", "owns"))
    has = rf"\b(?:{owner})\s+(?:{owns})\s+(?:already\s+)?(?:got\s+)?(?:one|two|some|it|mine)\b"
    of_his = rf"\b(?:{owner}|his|her|their)\s+[a-z]+'s\s+(?:is|one|are)\b|\b(?:mine|ours|theirs)\s+(?:is|are)\b"
    return re.compile(f"{has}|{of_his}|{chinese}")


def turns(before: str) -> bool:
    """Whether what stands behind this text may be denied by it."""
    return bool(_words("turns").search(before))


def _flat(spans: Sequence[Span]) -> Iterator[int]:
    """Borders of what overlapping places cover together."""
    end = -1
    for one in spans:
        if one[0] >= end:
            yield from (*((end,) if end >= 0 else ()), one[0])
        end = max(end, one[1])
    if end >= 0:
        yield end


def _clauses(message: str) -> Iterator[Clause]:
    borders = [*_END.finditer(message)]
    starts = [0, *(each.end() for each in borders)]
    for (start, _), border in zip(pairwise([*starts, len(message)]), [*borders, None], strict=True):
        yield Clause(start, border.start() if border else len(message), border[0].replace("？", "?") if border else "")


def _tells_a_deed(token: Token) -> bool:
    """Whether it is a word of command in the third person, which commands nothing: "hides", "removes" are what goods do."""
    return not token.has(*(kind for kind in _DENIES if kind != "besides")) and token.text.isascii() and key_of(token.text) != token.text.casefold()


@cache
def _nothing() -> frozenset[str]:
    read = load("wishing")
    return frozenset(str(word) for language in ("zh", "en") for word in read[language]["nothing"])


@cache
def _turning() -> re.Pattern[str]:
    """Of denials in English alone: a Chinese word may have a 不 in it (咬不断), and a denial there has a token of its own."""
    zh, en = load("wishing")["zh"], load("wishing")["en"]
    return re.compile(rf"\b(?:{'|'.join((*en['turns'], *en['sours']))})\b|{'|'.join(zh['sours'])}")


@cache
def _deeds() -> re.Pattern[str]:
    read = load("wishing")["en"]
    return re.compile(rf"\b(?:{'|'.join(read['unable'])})\s+(?!(?:{'|'.join(read['states'])})\b)[a-z]+")


@cache
def _words(*names: str) -> re.Pattern[str]:
    """Any number of the words, in any order; Chinese ones have no sign between them."""
    read = load("wishing")
    chinese, latin = ([str(word) for name in names for word in read[language][name]] for language in ("zh", "en"))
    longest = sorted(map(re.escape, chinese), key=len, reverse=True)
    other = sorted((rf"\b{re.escape(word)}\b" for word in latin), key=len, reverse=True)
    return re.compile(rf"(?:[\s、]|{'|'.join(longest)}|{'|'.join(other)})*" if len(names) > 2 else rf"{'|'.join(longest)}|{'|'.join(other)}")
