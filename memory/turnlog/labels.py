"""Pseudonyms of conversations and buyers in a log, irreversible without the key."""

import hmac
import os
import secrets
from pathlib import Path

KEY = "turn-log.key"


class Labels:
    """Keyed hash of names. The key lies in the state folder, apart from the log."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def kept_in(cls, folder: Path) -> "Labels":
        """Load the key, or create it readable by the owner only."""
        file = folder / KEY
        try:
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            key = file.read_bytes()
            return cls(key) if len(key) == 32 else cls(secrets.token_bytes(32))  # another process is writing it: use a temporary key this once
        key = secrets.token_bytes(32)
        with os.fdopen(descriptor, "wb") as out:
            out.write(key)
        return cls(key)

    def of(self, name: str) -> str:
        return hmac.digest(self._key, name.encode("utf-8", "replace"), "sha256").hex()[:16]
