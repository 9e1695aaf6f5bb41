"""Nouns for what was shown: "the sleeping bags" names the list whose products they are."""

from ...schema.reference import Place
from ..language.atom import keys
from ..tokens.cursor import Cursor, Message
from ..tokens.token import Token

_LONGEST = 4
"""Tokens of a list's name."""


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


def past_noun(cursor: Cursor) -> str | None:
    """As `noun`, of the words from here on: past all of them that name the list ("yoga mats")."""
    tokens, text = cursor.message.tokens, cursor.message.text
    for end in range(min(cursor.place + _LONGEST, len(tokens)), cursor.place + 1, -1):
        said = keys(text[tokens[cursor.place].start : tokens[end - 1].end])
        about = next((one.category or one.query for one, called in cursor.message.listed if said in called), None)
        if about is not None:
            cursor.place = end
            return about
    about = noun(cursor.token, cursor.message)
    cursor.place += about is not None
    return about


def elsewhere(about: str | None, message: Message) -> Place | None:
    """The list that a noun beside a pointer names, where it isn't the one shown last."""
    return Place(about=about) if about is not None and about not in (message.shown[-1].category, message.shown[-1].query) else None


def plural(token: Token) -> bool:
    """Ones, bags: more than one by its form."""
    text = token.text.lower()
    return text.isascii() and text.endswith("s") and not text.endswith(("ss", "'s"))
