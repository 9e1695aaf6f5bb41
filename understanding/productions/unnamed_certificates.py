"""Unnamed certificates: any certificate in force, or any test report (catalogue/certificates.yaml, `unnamed`)."""

from functools import cache

from ...catalogue.certificates import certificates
from ...schema.condition import Condition
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition


def unnamed_certificate(cursor: Cursor) -> Found | None:
    """必须有证书, "with a test report". After a supplier word it gives no condition."""
    if cursor.back("not", "supplier_kind", "verified", skipping=("filler", "stop", "must", "soft"), most=3) is not None:
        return None
    denied = cursor.denied()
    cursor.skip("filler", most=1)
    token = cursor.take("certificate_word")
    wanted = _unnamed().get(token.text.lower()) if token is not None else None
    if wanted is None or not (denied or _required(cursor)):
        return None
    if denied:
        return Found(cursor.place, refused=True)
    return Found(cursor.place, conditions=(_wanted(cursor, wanted),))


def _required(cursor: Cursor) -> bool:
    """True if a verb of having, or "must", precedes."""
    before = [token.text.lower() for token in cursor.message.tokens[max(0, cursor.start - 3) : cursor.start]]
    return any(text in _having() for text in before)


def _wanted(cursor: Cursor, words: tuple[str, ...]) -> Condition:
    if not words:
        return condition("certification", "=", True, hard=cursor.hard, text=cursor.words)
    return condition("certification", "contains", words, hard=cursor.hard, text=cursor.words)


@cache
def _having() -> frozenset[str]:
    return frozenset(map(str, certificates()["having"]))


@cache
def _unnamed() -> dict[str, tuple[str, ...]]:
    """Name of a paper -> words of which the certificate must have one; () accepts any certificate."""
    return {says: tuple(row["words"]) for row in certificates()["unnamed"] for says in row["says"]}
