"""What a conversation or a buyer may be called."""

from ..schema.errors import InputError

LONGEST = 200
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
