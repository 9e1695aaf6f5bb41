"""Secrets: what a key may be, and texts for people and logs without those that this process was given, in whatever form they stand."""

import json
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlsplit

from pydantic import AfterValidator, SecretStr
from pydantic_core import PydanticCustomError

_SHORTEST = 6
"""Characters of what is masked wherever it stands: shorter ones are words ("none", "k"), and would hide half of a log."""
_QUOTED = 3
"""How often a text that holds it may have been put in quotes, one in the other."""
_MARK = "…"
_known: set[str] = set()


def _key(written: SecretStr) -> SecretStr:
    """Without the spaces around it. What can't stand in a header of HTTP is refused here: a client would fail with it, and quote it."""
    key = written.get_secret_value().strip()
    if not key.isascii() or not key.isprintable():
        raise PydanticCustomError("key", "it has a character that no key has (a curly quote, a full-width space, a line break): copy it anew")
    return SecretStr(key)


Key = Annotated[SecretStr, AfterValidator(_key)]
"""A key that is sent to a server."""
NO_KEY = SecretStr("none")
"""Sent where none is set: a server that wants none looks at none."""


def note(given: SecretStr | str) -> None:
    """From now on this secret, or the password of this address, stands in no text that `masked` gives."""
    written = given if isinstance(given, str) else given.get_secret_value()
    if "://" in written:
        written = _password(written)
    elif isinstance(given, str):
        return
    _known.update(secret for secret in (written, unquote(written)) if len(secret) >= _SHORTEST)


def masked(text: str, key: SecretStr | None = None) -> str:
    """Without the secrets that are known, and without `key`, however short that is."""
    own = {key.get_secret_value()} if key and key != NO_KEY else set[str]()
    for secret in sorted({*tuple(_known), *own} - {""}, key=len, reverse=True):
        for form in _forms(secret):
            text = text.replace(form, _MARK)
    return text


def unsecret(_: Any, __: str, line: Any) -> str:
    """For structlog, the last of its processors: a line as it is written, whichever field a secret came in."""
    return masked(line)


def _password(address: str) -> str:
    try:
        return urlsplit(address).password or ""
    except ValueError:
        return ""


@lru_cache
def _forms(secret: str) -> tuple[str, ...]:
    """As it is, in a URL, and as `repr` and JSON write it, of an error of an error of a header too; the longest first."""
    forms = {secret, quote(secret, safe="", errors="replace")}
    for _ in range(_QUOTED):
        forms |= {written for form in forms for written in _written(form)}
    return tuple(sorted(forms, key=len, reverse=True))


def _written(text: str) -> tuple[str, ...]:
    literals = repr(text), ascii(text), json.dumps(text), json.dumps(text, ensure_ascii=False)
    return (*(literal[1:-1] for literal in literals), repr(text.encode("utf-8", "replace"))[2:-1])
