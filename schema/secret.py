"""Validates keys, and masks known secrets in texts for people and logs."""

import json
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlsplit

from pydantic import AfterValidator, SecretStr
from pydantic_core import PydanticCustomError

_SHORTEST = 6
"""Shortest secret masked everywhere: shorter ones are words ("none", "k") and would hide half of a log."""
_QUOTED = 3
"""Levels of nested quoting at which a secret is still recognised."""
_MARK = "…"
_known: set[str] = set()


def _key(written: SecretStr) -> SecretStr:
    """Strip the key. Refuses characters that HTTP headers can't carry: the client would fail and quote the key in its error."""
    key = written.get_secret_value().strip()
    if not key.isascii() or not key.isprintable():
        raise PydanticCustomError("key", "it has a character that no key has (a curly quote, a full-width space, a line break): copy it again")
    return SecretStr(key)


Key = Annotated[SecretStr, AfterValidator(_key)]
"""An API key that is sent to a server."""
NO_KEY = SecretStr("none")
"""Sent if no key is set; a server without authentication ignores it."""


def note(given: SecretStr | str) -> None:
    """Register a secret, or the password in a URL, to be masked from now on."""
    written = given if isinstance(given, str) else given.get_secret_value()
    if "://" in written:
        written = _password(written)
    elif isinstance(given, str):
        return
    _known.update(secret for secret in (written, unquote(written)) if len(secret) >= _SHORTEST)


def masked(text: str, key: SecretStr | None = None) -> str:
    """Return `text` without the registered secrets and without `key`, whatever its length."""
    own = {key.get_secret_value()} if key and key != NO_KEY else set[str]()
    for secret in sorted({*tuple(_known), *own} - {""}, key=len, reverse=True):
        for form in _forms(secret):
            text = text.replace(form, _MARK)
    return text


def unsecret(_: Any, __: str, line: Any) -> str:
    """Last structlog processor: mask secrets in the rendered line."""
    return masked(line)


def _password(address: str) -> str:
    try:
        return urlsplit(address).password or ""
    except ValueError:
        return ""


@lru_cache
def _forms(secret: str) -> tuple[str, ...]:
    """The secret as written, URL-quoted, and as nested `repr` and JSON write it; longest first."""
    forms = {secret, quote(secret, safe="", errors="replace")}
    for _ in range(_QUOTED):
        forms |= {written for form in forms for written in _written(form)}
    return tuple(sorted(forms, key=len, reverse=True))


def _written(text: str) -> tuple[str, ...]:
    literals = repr(text), ascii(text), json.dumps(text), json.dumps(text, ensure_ascii=False)
    return (*(literal[1:-1] for literal in literals), repr(text.encode("utf-8", "replace"))[2:-1])
