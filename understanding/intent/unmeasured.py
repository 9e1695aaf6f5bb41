"""Questions about what no record, review or field of suppliers can hold: was it recalled, which has the least formaldehyde?"""

from collections.abc import Sequence

from ..tokens.cues import most
from ..tokens.token import Token
from .goods import is_noun
from .situation import Situation

_HAVING = ("has", "have", "contains", "contain")


def most_of(now: Situation) -> str:
    """The noun of which the message asks who has most or least, where nobody measures it: 哪款甲醛最低. What goods are (最透气, the most durable) is
    told by what they are made of."""
    gathered = now.gathered
    if not now.cues.superlative or not now.going or now.asked or gathered.sort or gathered.conditions or now.subject.category:
        return ""
    said = [token for token in now.tokens if token.text in now.unsifted.words and is_noun(token.text) and not _is_most(token)]
    said = [] if any(token.has("used_for", "use") for token in said) else said  # 哪款办公用最好
    return _joined(said) if said and all(_measured_out(token, now.tokens) for token in said) else ""


def asked_word(now: Situation) -> str:
    """The words that a question asks of products pointed at, where nothing that can be asked for is among them."""
    other = now.asked or now.gathered.conditions or now.gathered.sort or now.gathered.dropped or now.subject.category
    if other or not now.cues.question or not now.points or not now.unsifted.unread or now.cues.of("judged"):
        return ""
    return now.unsifted.query


def _measured_out(word: Token, parts: Sequence[Token]) -> bool:
    """甲醛最低, "has the least formaldehyde"."""
    place = parts.index(word)
    if not word.text.isascii():
        return any("最" in part.text for part in parts[place + 1 :])
    return any(_is_most(part) for part in parts[:place]) and any(part.text.lower() in _HAVING for part in parts[:place])


def _is_most(token: Token) -> bool:
    return most(token.text.casefold()) or token.text.casefold() == "fewest"


def _joined(words: Sequence[Token]) -> str:
    return "".join((" " if word.gap and place else "") + word.text for place, word in enumerate(words))
