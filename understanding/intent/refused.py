"""Goods that a message turns away to ask for others: 不要羽绒服，要卫衣; "I don't want power banks, I want a data cable"; 水杯不要，我要饭盒."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ..language.phrases import Meaning
from ..tokens.token import Token
from ..vocabulary.vocabulary import Vocabulary
from .subject import sibling

_NOUN = ("category", "head")
_PASSING = ("goods", "filler", "stop", "not")
_ENDS = ("break", "goods", "accept")
_WHO = ("i ", "we ", "i'", "we'")
_CLOSING = ("了", "吧", "啊", "呀", "哦", "哈", "please", "thanks", "pls", "at all")


def without_refused(parts: Sequence[Token], vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with the refused goods as words that say nothing, where other goods are asked for, or the same for others (不要儿童睡袋，要成人的);
    else as they are."""
    away = {place for start, end in refused(parts) for place in range(start, end)}
    instead = _for_others(parts, away, vocabulary)
    turned = {str(parts[place].value("category")) for place in away if parts[place].has("category")}
    sought = instead or any(_others(token, turned, vocabulary) for place, token in enumerate(parts) if place not in away)
    if not away or not sought:
        return tuple(parts)
    said = ((instead.get(place, token), place in away) for place, token in enumerate(parts))
    return tuple(replace(token, meanings=(Meaning("stop", token.text),)) if gone else token for token, gone in said)


def _others(token: Token, turned: Collection[str], vocabulary: Vocabulary) -> bool:
    """Whether it names other goods than those turned away, and not what they are a kind of: 睡袋，不要婴儿睡袋."""
    if token.has("head"):
        return not any(head.category in turned for head in token.values("head"))
    return token.has("category") and not any(token.value("category") in vocabulary.path(each) for each in turned)


def _for_others(parts: Sequence[Token], away: Collection[int], vocabulary: Vocabulary) -> dict[int, Token]:
    """An audience as the goods themselves, where the refused noun is another category for it and nothing else is named."""
    left = [place for place in range(len(parts)) if place not in away]
    if any(parts[place].has(*_NOUN) for place in left):
        return {}
    for siblings in (vocabulary.siblings(parts[place].value("category")) for place in sorted(away) if parts[place].has("category")):
        for place in left:
            name = sibling(siblings, parts[place].value("audience"))
            if name is not None:
                said = vocabulary.english.get(name, name) if parts[place].text.isascii() else name
                return {place: replace(parts[place], text=said, meanings=(Meaning("category", name),))}
    return {}


def refused(parts: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Each negation with the noun behind or before it, or the nouns, where the clause holds no more."""
    for place, token in enumerate(parts):
        if not token.has("not", "not_after"):
            continue
        start = next((at for at in range(place + 1, min(place + 4, len(parts))) if not parts[at].has(*_PASSING) or parts[at].has(*_NOUN)), len(parts))
        if any(each.has("subject") or each.text.lower().startswith(_WHO) for each in parts[place + 1 : start]):
            continue  # "no I meant flasks": the no answers what was said before
        if token.has("not") and start < len(parts) and parts[start].has(*_NOUN) and _ends(parts, end := _listed(parts, start)):
            yield place, end
        elif token.has("not_after") and place and _named(parts[place - 1], token) and _begins(parts, place - 1) and _ends(parts, place + 1):
            yield place - 1, place + 1


def _listed(parts: Sequence[Token], place: int) -> int:
    """Behind the last of the nouns that are named together: 不要手机壳和充电宝."""
    place += 1
    while place + 1 < len(parts) and parts[place].has("and", "or") and parts[place + 1].has(*_NOUN):
        place += 2
    return place


def _named(token: Token, negation: Token) -> bool:
    """Whether they are goods; 蓬松的不要 turns away a quality."""
    return token.has(*_NOUN) or (not token.meanings and len(token.text) > 1 and not negation.text.startswith("的"))


def _begins(parts: Sequence[Token], place: int) -> bool:
    return place == 0 or parts[place - 1].has("break")


def _ends(parts: Sequence[Token], place: int) -> bool:
    while place < len(parts) and parts[place].text.lower() in _CLOSING:
        place += 1
    return place == len(parts) or parts[place].has(*_ENDS)
