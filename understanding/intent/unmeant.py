"""Whom the goods are not for: 不是给宝宝用的, "not for a baby", 不适合小孩的. A denied audience is no wish for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from ..language.lexicon import LANGUAGES, load
from ..language.phrases import Meaning
from ..tokens.cues import Cues
from ..tokens.token import Token
from ..vocabulary.vocabulary import Vocabulary
from .goods import is_noun

_GROUPS = ("baby", "child", "adult", "women", "men", "pet")
_BETWEEN = ("filler", "towards", "gift")
_MOST = 4
_AFTER = ("filler", "stop", "break", "category", "head", "one", "goods")


def without_unmeant(parts: Sequence[Token], told: Cues, text: str, category: str | None) -> tuple[Token, ...]:
    """`parts` with each denied audience and what denies it as one token, `not_for` its group; as they are where the message asks. The goods behind it
    are nothing else to look for where they are those in hand (`category`): 不要学生书包 among backpacks."""
    kept, place = list[Token](), 0
    while place < len(parts):
        end = 0 if told.question else _denied(parts, place)
        if end:
            first, last = parts[place], parts[end - 1]
            meaning = Meaning("not_for", next(str(token.value("audience")) for token in parts[place:end] if token.has("audience")))
            kept.append(Token(text[first.start : last.end], first.start, last.end, (meaning,), first.gap))
        elif kept and kept[-1].has("not_for") and category is not None and parts[place].value("category") == category:
            kept.append(replace(parts[place], meanings=(Meaning("stop", parts[place].text),)))
        else:
            kept.append(parts[place])
        place = end or place + 1
    return tuple(kept)


def left_for(parts: Sequence[Token], category: str | None, siblings: Mapping[str, str], vocabulary: Vocabulary) -> str | None:
    """The one audience left, where the category in hand is made for the denied one and the same noun for one other."""
    denied = {str(token.value("not_for")) for token in parts if token.has("not_for")}
    return next(iter(siblings)) if len(siblings) == 1 and denied & vocabulary.audiences(category) else None


def _denied(parts: Sequence[Token], place: int) -> int:
    """Where the audience ends that the words here deny; 0 where they deny none."""
    words = _words()
    opening = parts[place].text.lower()
    at = place + 1
    if opening not in words["denials"]:
        return 0
    meant = opening in words["alone"]
    while at < min(place + 1 + _MOST, len(parts)) and _passed(parts[at], words["meant"]):
        meant |= parts[at].text.lower() in words["meant"]
        at += 1
    if at == len(parts) or not meant and opening not in words["with_goods"] or parts[at].value("audience") not in _GROUPS:
        return 0
    end = at + 1
    while end < len(parts) and parts[end].text.lower() in words["tails"]:
        end += 1
    after = parts[end] if end < len(parts) else None
    unknown = after is not None and not after.meanings and is_noun(after.text) and _ends(parts, end + 1)
    if after is not None and not (unknown or after.has(*_AFTER)):
        return 0
    goods = unknown or end > at + 1 or (after is not None and after.has("category", "head"))
    return end if meant or goods else 0


def _ends(parts: Sequence[Token], place: int) -> bool:
    return place >= len(parts) or parts[place].has("break", "stop")


def _passed(token: Token, meant: frozenset[str]) -> bool:
    return (token.has(*_BETWEEN) or token.text.lower() in meant) and not token.has("must", "audience") and token.text.lower() not in _words()["more"]


@cache
def _words() -> dict[str, frozenset[str]]:
    words = load("unmeant")
    return {name: frozenset(str(word) for language in LANGUAGES for word in lists[language]) for name, lists in words.items()}
