"""What a message is about without the words that only say what is asked, and whether it is about the need at all."""

from collections.abc import Sequence
from dataclasses import replace

from ..tokens.cues import Cues
from ..tokens.found import Gathered
from ..tokens.token import Token
from .subject import Subject

_CHOOSING = {"pick", "compare", "brand", "supplier", "inquiry"}


def besides(about: Subject, parts: Sequence[Token]) -> Subject:
    """Without the words, where all that is said is the name of what is asked: 材质是什么 searches for nothing."""
    names = {token.text for token in parts if token.has("attribute")}
    return replace(about, query="", words=()) if about.words and about.category is None and set(about.words) <= names else about


def beyond(about: Subject, phrases: Sequence[str]) -> Subject:
    """Without the words that only say what is asked of reviews or of the supplier: 会缩水吗 searches for nothing."""
    left = tuple(word for word in about.words if not any(word in phrase for phrase in phrases))
    return replace(about, query=" ".join(left), words=left, unread=()) if about.category is None and left != about.words else about


def of_the_need(gathered: Gathered, told: Cues, parts: Sequence[Token]) -> bool:
    """Whether it changes what is asked for already, so that words that nobody knows in it name no product: 价格那条就不用管了."""
    takes_back = bool(gathered.dropped) and "*" not in gathered.dropped
    corrects = told.correction and bool(gathered.conditions or gathered.quantity or gathered.sort)
    there = any(token.has("market_there") for token in parts)
    return takes_back or corrects or there or bool(gathered.relative) or (bool(gathered.facts) and not gathered.conditions)


def other_audience(parts: Sequence[Token], told: Cues) -> str | None:
    """Whom it is for, where the message asks for something and chooses nothing."""
    if told.superlative or told.intents.keys() & _CHOOSING:
        return None
    return next((str(token.value("audience")) for token in parts if token.has("audience")), None)
