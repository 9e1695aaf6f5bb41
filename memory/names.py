"""What a conversation or a buyer may be called, and by which name a conversation is kept."""

from ..schema.errors import InputError

LONGEST = 200
APART = "\0"
"""Between a conversation's id and its store; no id holds it."""
LETTERS = "\0letters"
"""In place of a store's name, by which letters to sellers are kept: no conversation is kept so."""
CODES = {"thread id": "thread_id_bad", "turn id": "turn_id_bad", "buyer": "buyer_id_bad"}


def checked(name: str, what: str) -> str:
    """`name` as it is. Raises InputError where it is too long, holds NUL, or half a surrogate pair, which has no UTF-8 form."""
    if len(name) > LONGEST:
        raise InputError(f"The {what} has {len(name):,} characters; {LONGEST} are the most.", CODES.get(what))
    return plain(name, what)


def plain(name: str, what: str) -> str:
    """`name` as it is. Raises InputError where it holds NUL, or half a surrogate pair."""
    if "\0" in name:
        raise InputError(f"The {what} {name!r} holds the character NUL; use other characters.", CODES.get(what))
    try:
        name.encode()
    except UnicodeEncodeError:
        raise InputError(f"The {what} {name!r} is no valid UTF-8; use other characters.", CODES.get(what)) from None
    return name


class Key(str):
    """By which a conversation is kept: its id, or where another store has a conversation of that id, with the store's name."""

    __slots__ = ()

    @classmethod
    def of(cls, thread: str, store: str) -> "Key":
        """Of a store that is not the first to have a conversation of this id."""
        return cls(f"{thread}{APART}{store}")


def id_of(key: str) -> str:
    """The id of the conversation that is kept so."""
    return key.partition(APART)[0]
