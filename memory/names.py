"""Validates ids of threads and buyers, and forms the storage keys of threads."""

from ..schema.errors import InputError

LONGEST = 200
APART = "\0"
"""Separates a thread's id from its store; ids can't contain it."""
LETTERS = "\0letters"
"""Pseudo-store of letters to sellers; no store has this name."""
CODES = {"thread id": "thread_id_bad", "turn id": "turn_id_bad", "buyer": "buyer_id_bad"}


def checked(name: str, what: str) -> str:
    """Return `name`. Raises InputError if it is too long, or contains NUL or a lone surrogate."""
    if len(name) > LONGEST:
        raise InputError(f"The {what} has {len(name):,} characters; {LONGEST} are the most.", CODES.get(what))
    return plain(name, what)


def plain(name: str, what: str) -> str:
    """Return `name`. Raises InputError if it contains NUL or a lone surrogate."""
    if "\0" in name:
        raise InputError(f"The {what} {name!r} holds the character NUL; use other characters.", CODES.get(what))
    try:
        name.encode()
    except UnicodeEncodeError:
        raise InputError(f"The {what} {name!r} isn't valid UTF-8; use other characters.", CODES.get(what)) from None
    return name


class Key(str):
    """Storage key of a thread: its id, or its id and store if another store has a thread of that id."""

    __slots__ = ()

    @classmethod
    def of(cls, thread: str, store: str) -> "Key":
        """Key of a thread whose id another store used first."""
        return cls(f"{thread}{APART}{store}")


def id_of(key: str) -> str:
    """The id of the thread with this key."""
    return key.partition(APART)[0]
