"""Which words of a message a model may stand a rewording on: whole words among those that the rules left unread."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from ...schema.condition import Condition
from ..language.text import blanked
from ..tokens.lexer import tokens
from ..vocabulary.vocabulary import Vocabulary
from .framing import Framing, Span, turns
from .left_over import SIGNS, left_over, sentences

_NAMED = ("brand", "certificate", "place", "class", "category", "head")
_READ = (*_NAMED, "number", "amount")
"""What words are that the rules have read wherever they aren't left over; a value that made no condition ("rain") is not read,
nor is a number where they are unsure of all that is said (a gift for a two year old)."""
_LINKED = re.compile(r"^(?:(?:that|which|who)\s+)+", re.IGNORECASE)
AGAINST = ("!=", "not_in", "not_contains")


class Unread:
    """Of `message`, what is not in the texts of `read` and names nothing that the catalogue knows, but for the words `left`, over which the rules
    are unsure. `spans` are these with what belongs to them; `sentences` what else
    says more than the rules have read."""

    def __init__(self, message: str, left: Sequence[str], read: Iterable[Condition], vocabulary: Vocabulary) -> None:
        self._whole_message = unicodedata.normalize("NFKC", message)
        self._message = blanked(self._whole_message)
        self._left = [span for word in left for span in self._places(word)]
        over = [span for word in left if word != message for span in self._places(word)]
        kinds = _NAMED if message in left else _READ
        known = [(token.start, token.end) for token in tokens(self._message, vocabulary) if token.has(*kinds) and not token.has("stop")]
        self._read = [span for span in known if not any(_within(span, each) for each in over)]
        places = [(span, one.op in AGAINST) for one in read for span in self._places(one.text)]
        self._done = [span for span, _ in places]
        self._read += self._done
        set_, denied = ([span for span, against in places if against == wanted] for wanted in (False, True))
        self._framing = Framing(self._message, set_, denied, vocabulary)
        self.sentences = sentences(self._framing)
        self.spans = left_over(self._framing, self._left)
        self._left += [span for each in self.spans for span in self._places(each)]

    def holds(self, quote: str) -> bool:
        """Whether it is such words, and what stands around them wishes for what they say."""
        return any(
            any(_overlap(span, left) for left in self._left) and not any(_overlap(span, read) for read in self._read)
            for span in self._places(quote)
            if self._whole(span) and self._framing.wishes(span)
        )

    def tells(self, words: str) -> bool:
        """Whether the words are told of goods that somebody has or had, wherever they stand: no wish for anything."""
        places = self._places(words)
        return bool(places) and all(map(self._framing.tells, places))

    def says(self, quote: str) -> bool:
        """Whether it stands in the message at all."""
        return bool(self._places(quote, self._whole_message))

    def denied(self, word: str) -> str:
        """With what belongs to it and made no condition, where that turns it: 不透光 for 透光, "nothing like a cloud" for "cloud"; else as it is,
        for it is quoted: "zorby" of "not polyester or zorby"."""
        spans = [span for each in self.spans for span in self._places(each)]
        for at in self._places(word):
            done = max((each for each in self._done if each[1] <= at[0]), key=lambda each: each[1], default=(0, 0))
            for start, end in (span for span in spans if _within(at, span)):
                first = max(start, done[1])
                last = min((each[0] for each in self._done if at[1] <= each[0]), default=end)
                if turns(self._message[first : at[0]].casefold()):
                    return _bare(self._message[slice(*self._framing.around(at, (first, min(last, end))))])
        return word

    def _places(self, text: str, message: str | None = None) -> list[Span]:
        """Where it stands, whatever its spaces and capitals."""
        letters = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
        pattern = r"\s*".join(map(re.escape, letters))
        return [found.span() for found in re.finditer(pattern, message or self._message, re.IGNORECASE)] if letters else []

    def _whole(self, span: Span) -> bool:
        """Chinese has no signs between words; there it counts that no known word is cut."""
        return not any(0 < at < len(self._message) and all(map(_latin, self._message[at - 1 : at + 1])) for at in span)


def _bare(text: str) -> str:
    return _LINKED.sub("", text.strip(SIGNS).removeprefix("的").strip(SIGNS))


def _latin(character: str) -> bool:
    return character.isalnum() and character.isascii()


def _within(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
