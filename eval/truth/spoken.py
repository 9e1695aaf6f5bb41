"""A text as words that stand affirmed, and words that stand denied."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import Stemmer

HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*|\d[\w.]*")
DENIES = "不无没非免未勿防"
"""防 keeps off what comes behind it: 防水 is no 水."""
NOT = frozenset(["not", "no", "without", "never", "non", "free", "none", "cannot", "hard", "nobodi", "noth", "neither", "nor"])
_REACH = 2
"""Words behind one that denies which it still denies."""


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def stem(word: str) -> str:
    return str(_stemmer().stemWord(word.casefold()))


def plain(text: str) -> str:
    """Its words and runs of Chinese, in order, with one space between them."""
    return " ".join(re.findall(r"[a-z0-9]+|[\u3400-\u9fff]+", text.casefold()))


def latin(text: str) -> list[str]:
    """Stems of its Latin words, in order; n't is "not"."""
    return [stem(word) for word in _LATIN.findall(re.sub(r"n['’]t\b", " not", text).replace("'s", "").replace("’s", ""))]


@dataclass(frozen=True)
class Text:
    """`han` with its denials in their places; `words` stems that stand affirmed, `denied` those that stand denied."""

    han: str
    words: frozenset[str]
    denied: frozenset[str]
    one: frozenset[str]

    def states(self, piece: str) -> bool:
        """Whether these Chinese signs stand in it, not denied by the sign before them."""
        if len(piece) == 1:
            return piece in self.one
        at = self.han.find(piece)
        while at >= 0:
            if at == 0 or self.han[at - 1] not in DENIES or piece[0] in DENIES:
                return True
            at = self.han.find(piece, at + 1)
        return False

    def __or__(self, other: "Text") -> "Text":
        return Text(f"{self.han}|{other.han}", self.words | other.words, self.denied | other.denied, self.one | other.one)

    def __and__(self, other: "Text") -> "Both":
        return Both((self, other))


@dataclass(frozen=True)
class Both:
    """What stands in each of several texts."""

    texts: tuple[Text, ...]

    def states(self, piece: str) -> bool:
        return all(text.states(piece) for text in self.texts)

    @property
    def words(self) -> frozenset[str]:
        return frozenset.intersection(*(text.words for text in self.texts))

    @property
    def denied(self) -> frozenset[str]:
        return frozenset.intersection(*(text.denied for text in self.texts))


EMPTY = Text("", frozenset(), frozenset(), frozenset())


def text_of(texts: Iterable[str]) -> Text:
    pieces = [text for text in texts if text]
    affirmed, denied = set[str](), set[str]()
    for text in pieces:
        for part in re.split(r"[.,;:!?()\n—，。；：！？（）]", text):
            left = 0
            for word in latin(part):
                if word in NOT:
                    left = _REACH
                    denied.add(word)
                elif left:
                    denied.add(word)
                    left -= 1
                else:
                    affirmed.add(word)
    one = {piece for text in pieces for piece in (*re.split(r"[\s、,，/]", text), *HAN.findall(text)) if len(piece) == 1}
    return Text(
        "|".join("".join(HAN.findall(text)) if len(HAN.findall(text)) == 1 else "|".join(HAN.findall(text)) for text in pieces),
        frozenset(affirmed),
        frozenset(denied),
        frozenset(one),
    )
