"""Whether the clause around some words wishes for what they say: it has nothing beside them but goods, what the rules read, and words that wish.

Denials, questions, comparisons and stories have no end of words, so none of them is looked for: what isn't known to leave a wish a wish turns it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..language.lexicon import load
from ..tokens.lexer import tokens
from ..vocabulary.vocabulary import Vocabulary

Span = tuple[int, int]
_END = re.compile(r"[,，。.;；!！?？\n]+")
_GOODS = ("category", "head", "audience", "use", "value")
_DENIES = ("not", "not_after", "apart", "apart_after", "except_after", "besides", "complaint")


@dataclass(frozen=True)
class _Clause:
    start: int
    end: int
    mark: str

    def holds(self, span: Span) -> bool:
        return self.start <= span[0] and span[1] <= self.end


class Framing:
    """Of `message`; `read` are the places of what the rules read as set, `denied` of what they read as not wanted."""

    def __init__(self, message: str, read: Iterable[Span], denied: Iterable[Span], vocabulary: Vocabulary) -> None:
        self._message, self._denied = message, tuple(denied)
        found = list(tokens(message, vocabulary))
        self._against = [(token.start, token.end) for token in found if token.has(*_DENIES)]
        self._known = [*read, *((token.start, token.end) for token in found if token.has(*_GOODS) and not token.has(*_DENIES))]
        self._clauses = list(_clauses(message))

    def wishes(self, span: Span) -> bool:
        """Whether the words there are wished for, and no other clause takes that back."""
        at = next((place for place, clause in enumerate(self._clauses) if clause.holds(span)), None)
        if at is None or any(not self._is_denied(word) for word in self._against):
            return False
        clause, rest = self._clauses[at], self._rest(self._clauses[at], span)
        if any(not self._speaks_of_more(other) for other in self._clauses[at + 1 : at + 2]):
            return False
        if not _words("beside", "seeks", "offers").fullmatch(rest) or ("?" in clause.mark and not _words("offers").search(rest)):
            return False
        return bool(_words("seeks", "offers").search(rest)) or not any(word[1] <= clause.start for word in self._against)

    def _speaks_of_more(self, clause: _Clause) -> bool:
        """Whether it wishes for something of its own, so that it tells nothing of the words before it; or is a courtesy."""
        own = any(clause.holds(each) for each in self._known)
        said = self._rest(clause, (clause.start, clause.start))
        return own or bool(_words("seeks").search(said)) or bool(_words("beside", "seeks", "offers").fullmatch(said))

    def _is_denied(self, word: Span) -> bool:
        return any(one[0] <= word[0] and word[1] <= one[1] for one in self._denied)

    def _rest(self, clause: _Clause, span: Span) -> str:
        """The clause without the words and what is known in it."""
        spans = sorted(each for each in (span, *self._known) if clause.holds(each))
        cuts = [clause.start, *_flat(spans), clause.end]
        return " ".join(self._message[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)).casefold().replace("’", "'")


def _flat(spans: Sequence[Span]) -> Iterator[int]:
    """Borders of what overlapping places cover together."""
    end = -1
    for one in spans:
        if one[0] >= end:
            yield from (*((end,) if end >= 0 else ()), one[0])
        end = max(end, one[1])
    if end >= 0:
        yield end


def _clauses(message: str) -> Iterator[_Clause]:
    borders = [*_END.finditer(message)]
    starts = [0, *(each.end() for each in borders)]
    for (start, _), border in zip(pairwise([*starts, len(message)]), [*borders, None], strict=True):
        yield _Clause(start, border.start() if border else len(message), border[0].replace("？", "?") if border else "")


@cache
def _words(*names: str) -> re.Pattern[str]:
    """Any number of the words, in any order; Chinese ones have no sign between them."""
    read = load("wishing")
    chinese, latin = ([str(word) for name in names for word in read[language][name]] for language in ("zh", "en"))
    longest = sorted(map(re.escape, chinese), key=len, reverse=True)
    other = sorted((rf"\b{re.escape(word)}\b" for word in latin), key=len, reverse=True)
    return re.compile(rf"(?:[\s、]|{'|'.join(longest)}|{'|'.join(other)})*" if len(names) > 2 else rf"{'|'.join(longest)}|{'|'.join(other)}")
