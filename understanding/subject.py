"""The goods that a phrase names: the category, possibly told by its audience, and the search words."""

from collections.abc import Collection, Sequence

from .tokens.token import Token
from .vocabulary.categories import Head

_SILENT = ("stop", "filler", "break", "bound", "bound_after", "open", "close", "link", "soft", "soft_after", "must", "not", "not_after", "or", "and",
           "goods", "reference", "sort", "field", "tail", "question", "named", "glue", "relative", "extreme", "most", "scope")  # fmt: skip
"""Kinds of words that name nothing."""
_NAMES = ("category", "head", "value", "attribute", "brand", "common_brand", "audience", "word", "certificate", "place", "class", "amount")
_AKIN = {"child": "baby", "baby": "child"}


def category_of(tokens: Sequence[Token]) -> str | None:
    """The catalogue's name of the goods."""
    named = _named(list(enumerate(tokens)), _audience(tokens))
    return named[1] if named else None


def goods_of(tokens: Sequence[Token], used: Collection[int]) -> tuple[str | None, str]:
    """The category and the search words in the tokens that no condition used."""
    left = [(place, token) for place, token in enumerate(tokens) if place not in used]
    audience = _audience([token for _, token in left])
    named = _named([(place, token) for place, token in left if not (place and tokens[place - 1].has("placing"))], audience)
    parts = [(token, named[2] if named and token is named[0] else token.text) for _, token in left if _says(token)]
    if named and named[0].has("head") and not named[0].has("category"):
        parts = [(token, said) for token, said in parts if token is not audience]
    return (named[1] if named else None), _joined(parts)


def _audience(tokens: Sequence[Token]) -> Token | None:
    return next((token for token in tokens if token.has("audience")), None)


def _named(left: Sequence[tuple[int, Token]], audience: Token | None) -> tuple[Token, str, str] | None:
    """The token that names the goods, the catalogue's name, and the words for the query."""
    own = [token for _, token in left if token.has("category")]
    if own:
        token = max(own, key=lambda each: (len(each.text), each.start))
        return token, str(token.value("category")), token.text
    group = audience.value("audience") if audience else None
    for token in (token for _, token in left if token.has("head")):
        heads: tuple[Head, ...] = token.values("head")
        for head in heads:
            if group is not None and group in (head.audience, _AKIN.get(head.audience)):
                return token, head.category, _said(token, head, audience)
    return None


def _said(token: Token, head: Head, audience: Token | None) -> str:
    """The category's name if the buyer wrote in its script, else the buyer's words."""
    if token.text >= "\u3400" and head.category >= "\u3400":
        return head.category
    return f"{audience.text} {token.text}" if audience else token.text


def _says(token: Token) -> bool:
    if not any(char.isalnum() for char in token.text):
        return False
    if not token.meanings or token.has("category", "head"):
        return True
    return not token.has("stop", "filler") if token.has(*_NAMES) else not token.has(*_SILENT)


def _joined(parts: Sequence[tuple[Token, str]]) -> str:
    """Words separated by spaces; adjacent Han characters stay together."""
    out, last = "", None
    for token, said in parts:
        apart = last is not None and (token.gap or last.end != token.start)
        out += (" " if out and apart else "") + said
        last = token
    return out
