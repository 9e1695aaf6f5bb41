"""Whether a stranger's sentence stands whole: its case isn't told behind it, and nothing beside it takes it back."""

import re
from functools import cache

from ...understanding.vocabulary.vocabulary import Vocabulary
from .form import understood
from .goods import goods_at
from .sentences import stretches
from .stance import asks_at, has, says, stance

_BROKEN = re.compile(r"(?:…|\.{2,}|[,，:：;；、])\s*$")
_MARKS = re.compile(r"^[^\w]+|[^\w]+$")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ENDED = re.compile(r"[。！？!?.…][”’」』\"')）]*\s*$")


def stands_whole(passage: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Of `start:end`, a stretch of the passage: it isn't broken off, what follows in its paragraph speaks for itself, and what it stands under is
    no myth or mistake."""
    places = list(stretches(passage))
    own = places.index((start, end))
    if _BROKEN.search(passage[start:end]):
        return False
    if own + 1 < len(places):
        following, until = places[own + 1]
        if "\n" not in passage[end:following] and not _speaks_for_itself(passage[following:until], vocabulary):
            return False
    over = next((passage[one:until] for one, until in reversed(places[:own]) if not _ENDED.search(passage[one:until])), "")
    return not says("takes_back", over)


def _speaks_for_itself(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether it says something of its own, and nothing of what stands before it."""
    said = _MARKS.sub("", sentence)
    if not said or said[0].islower() or _begins("goes_on", said) or (_begins("begins", said) and asks_at(said) < 0):
        return False
    goods = goods_at(said, vocabulary)
    return not _points_back(said[:goods]) and (goods is not None or understood(sentence.strip(), vocabulary, "advice"))


def _points_back(said: str) -> bool:
    plain = said.casefold()
    return any(has(word, plain) for words in stance()["points_back"].values() for word in words)


def _begins(kind: str, said: str) -> bool:
    return _beginning(kind).match(said.casefold()) is not None


@cache
def _beginning(kind: str) -> re.Pattern[str]:
    words = [re.escape(word) + ("" if _CHINESE.search(word) else r"(?![a-z])") for words in stance()[kind].values() for word in words]
    return re.compile("|".join(words))
