"""Papers asked for without a name: any certificate in force, or any that is a report (catalogue/certificates.yaml, `unnamed`)."""

from functools import cache

from ...catalogue.certificates import certificates
from ...schema.condition import Condition
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition


def paper(cursor: Cursor) -> Found | None:
    """必须有证书, with a test report. A question about the papers of what is shown asks for nothing, nor does a
    word of them behind a supplier."""
    if cursor.back("not", "supplier_kind", "verified", skipping=("filler", "stop", "must", "soft"), most=3) is not None:
        return None
    if cursor.message.told.question and not _sought(cursor):
        return None
    denied = cursor.denied()
    cursor.skip("filler", most=1)
    token = cursor.take("certificate_word")
    wanted = _unnamed().get(token.text.lower()) if token is not None else None
    if wanted is None or not (denied or _had(cursor)):
        return None
    if denied:
        return Found(cursor.place, notes=(("unchecked", cursor.words),))
    return Found(cursor.place, conditions=(_wanted(cursor, wanted),))


def unnamed(condition: Condition) -> bool:
    """Whether it asks for papers without a name: no record of them contradicts what somebody says of such."""
    return condition.field == "certification" and (condition.value is True or condition.value in _unnamed().values())


def _had(cursor: Cursor) -> bool:
    """Whether it stands behind a word of having it, or of must."""
    before = [token.text.lower() for token in cursor.message.tokens[max(0, cursor.start - 3) : cursor.start]]
    return any(text in _having() for text in before)


def _sought(cursor: Cursor) -> bool:
    """Whether the question is whether there are goods with it: any with a certificate? 有没有带证书的?"""
    before = cursor.message.tokens[: max(0, cursor.start - 1)]
    return any(token.has("seeking", "exists") and token.text != "有" for token in before)


def _wanted(cursor: Cursor, words: tuple[str, ...]) -> Condition:
    if not words:
        return condition("certification", "=", True, hard=cursor.hard, text=cursor.words)
    return condition("certification", "contains", words, hard=cursor.hard, text=cursor.words)


@cache
def _having() -> frozenset[str]:
    return frozenset(map(str, certificates()["having"]))


@cache
def _unnamed() -> dict[str, tuple[str, ...]]:
    """What a paper is called -> the words of which a certificate carries one; none: any certificate will do."""
    return {says: tuple(row["words"]) for row in certificates()["unnamed"] for says in row["says"]}
