"""A value denied by its telling word: "not clicky" where Blue clicky is recorded, "without a straw" where the lid is a Straw lid."""

from ...schema.condition import Condition
from ..language.atom import keys
from ..tokens.cursor import Cursor
from ..tokens.found import condition
from ..tokens.token import Token

_UNLIKE = frozenset({"no", "non", "not", "without", "semi", "half"})


def denied_part(cursor: Cursor, token: Token) -> tuple[Condition, ...]:
    """The exclusion of two-word values of one attribute that end in the word, or have it before the attribute's own name; () if several attributes
    have such values."""
    word, vocabulary = keys(token.text), cursor.message.vocabulary
    if len(word) != 1 or not token.text.isascii() or not token.text.isalpha():
        return ()
    found: dict[str, tuple[str, ...]] = {}
    for name in cursor.message.shelf.counts:
        last = keys(name.replace("_", " "))[-1]
        spelled = vocabulary.values(name).spelled if vocabulary.attributes[name].kind == "text" else {}
        said = [key for key in spelled if len(key) == 2 and key[0] not in _UNLIKE and (key[1] == word[0] or key == (word[0], last))]
        if said:
            found[name] = tuple(dict.fromkeys(value for key in said for value in spelled[key]))
    if len(found) != 1:
        return ()
    name, values = next(iter(found.items()))
    several = len(values) > 1
    return (condition(f"attr.{name}", "not_in" if several else "!=", values if several else values[0], hard=cursor.hard, text=cursor.words),)
