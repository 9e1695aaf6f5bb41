"""Questions about the ledger itself: "what are my conditions?", 为什么要A类."""

from collections.abc import Sequence
from functools import cache

from ...schema.need import Need
from ..language.atom import atoms
from ..language.lexicon import LANGUAGES, load
from ..language.phrases import Meaning, Phrases
from ..tokens.found import Gathered
from ..tokens.token import Token

CONDITIONS = "conditions"
"""What such a message asks about, before the fields that it names."""


@cache
def _phrases() -> Phrases:
    phrases = Phrases()
    for kind, words in load("conditions").items():
        for word in (word for language in LANGUAGES for word in words[language]):
            phrases.add(word, Meaning(kind))
    return phrases


def questioned(text: str, tokens: Sequence[Token], gathered: Gathered, need: Need | None) -> tuple[str, ...]:
    """`conditions` and the fields whose conditions are asked about; empty where the message asks of none.

    "Why" asks of a condition where it says so or says one again, and points at no product.
    """
    if need is None:
        return ()
    pieces = atoms(text)
    said = {meaning.kind for place in range(len(pieces)) for meaning in _phrases().longest(pieces, place)[1]}
    valued = {each.field for each in gathered.conditions}
    named = {*gathered.dropped, *named_in(tokens, gathered)}
    standing = tuple(dict.fromkeys(each.field for each in need.active if each.field in named))
    why = "why" in said and not gathered.references and ("condition" in said or bool(valued & set(standing)))
    return (CONDITIONS, *standing) if why or "which" in said else ()


def named_in(tokens: Sequence[Token], gathered: Gathered) -> tuple[str, ...]:
    """The fields that the message names, or says values of."""
    return tuple(dict.fromkeys((*(each.field for each in gathered.conditions), *(field for token in tokens for field in fields_of(token)))))


def fields_of(token: Token) -> list[str]:
    """Those that it names."""
    named = [str(name) for kind in ("field", "named") for name in token.values(kind)]
    return [*named, *(f"attr.{name}" for names in token.values("attribute") for name in names)]
