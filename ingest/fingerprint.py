"""Fingerprints of raw rows, to skip unchanged ones before mapping and validation."""

import hashlib
from collections.abc import Callable

import orjson

from .row import Raw

_RULES = b"1"  # raise it when the same row should give another record


def fingerprints(kind: str, mapping: bytes = b"") -> Callable[[Raw], bytes]:
    """A function that hashes a row, columns sorted, to 16 bytes of BLAKE2b; it depends on the mapping."""
    start = hashlib.blake2b(_RULES + kind.encode() + mapping, digest_size=16)

    def fingerprint(raw: Raw) -> bytes:
        digest = start.copy()
        digest.update(_canonical(raw))
        return digest.digest()

    return fingerprint


def _canonical(raw: Raw) -> bytes:
    try:
        return orjson.dumps(raw, default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    except orjson.JSONEncodeError:  # a lone surrogate, or a number beyond 64 bits
        return repr(sorted(raw.items(), key=lambda item: str(item[0]))).encode("utf-8", "backslashreplace")
