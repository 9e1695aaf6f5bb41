"""Labels: what a conversation or buyer is called in a log, from which nobody without the key can tell who it was."""

import hmac
import os
import secrets
from pathlib import Path

KEY = "turn-log.key"


class Labels:
    """The same name has the same label, for whoever shares the state folder, where the key lies and the log doesn't."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def kept_in(cls, folder: Path) -> "Labels":
        """Made at first use, readable by its owner alone."""
        file = folder / KEY
        try:
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            key = file.read_bytes()
            return cls(key) if len(key) == 32 else cls(secrets.token_bytes(32))  # another process is writing it: labels of its own, this once
        key = secrets.token_bytes(32)
        with os.fdopen(descriptor, "wb") as out:
            out.write(key)
        return cls(key)

    def of(self, name: str) -> str:
        return hmac.digest(self._key, name.encode("utf-8", "replace"), "sha256").hex()[:16]
