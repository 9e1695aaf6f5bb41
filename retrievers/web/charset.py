"""Bytes as text, in the encoding that is named, else in the one that fits."""

import codecs

_PYTHONS_OWN = {"undefined", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "utf-7", "mbcs", "oem"}
"""Codecs of text that no page is written in, and that make other text of it."""
_ISOLATED = ["utf_16", "utf_32", "gb18030", "big5", "cp1252"]


def decoded(body: bytes, charset: str | None = None) -> str:
    """UTF-8 where it is that; else what charset-normalizer finds likeliest among a few. A byte that fits nothing becomes U+FFFD."""
    for name in (_usable(charset), "utf-8-sig"):
        try:
            return body.decode(name or "utf-8-sig")
        except UnicodeError:
            continue
    from charset_normalizer import from_bytes

    found = from_bytes(body, cp_isolation=_ISOLATED).best()
    return str(found).removeprefix("\ufeff") if found is not None else body.decode("utf-8", "replace")


def _usable(charset: str | None) -> str | None:
    try:
        known = codecs.lookup(charset or "")
    except (LookupError, ValueError):
        return None
    return known.name if known._is_text_encoding and known.name not in _PYTHONS_OWN else None
