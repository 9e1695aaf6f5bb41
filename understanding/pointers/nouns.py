"""Nouns for what was shown: "the sleeping bags" names the list whose products they are."""

from ..language.atom import keys
from ..tokens.cursor import Message
from ..tokens.token import Token


def noun(token: Token | None, message: Message) -> str | None:
    """The name of the list whose products the word names, the newest first: its category, else the end of that or of its query."""
    if token is None or token.has("break", "one", "filler", "stop") or not any(char.isalpha() for char in token.text):
        return None
    named = {token.value("category"), *(head.category for head in token.values("head"))} - {None}
    said = () if token.has("value") else keys(token.text)
    for one, called in message.listed:
        if one.category is not None and one.category in named:
            return one.category
        if said and any(name[-len(said) :] == said for name in called):
            return one.category or one.query
    return None


def plural(token: Token) -> bool:
    """Ones, bags: more than one by its form."""
    text = token.text.lower()
    return text.isascii() and text.endswith("s") and not text.endswith(("ss", "'s"))
