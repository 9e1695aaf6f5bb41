"""API keys, stored as hashes, so that reading the file gives no access."""

import hashlib
import secrets
from pathlib import Path
from typing import NamedTuple

import structlog
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ...schema.errors import InputError
from .caller import DEFAULT, Caller

log = structlog.get_logger("daogou")


class Key(BaseModel):
    """`hash`: SHA-256 of a key of 256 random bits, which needs no salt. `service`: may act for any buyer; otherwise the key is `buyer`'s."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hash: str
    service: bool = False
    buyer: str | None = None
    tenant: str = DEFAULT


class Made(NamedTuple):
    key: str
    row: Key


class Keys:
    """Reads the file again when it changes, so that keys can be added or revoked while the server runs."""

    def __init__(self, path: Path) -> None:
        """Raise InputError if the file can't be read."""
        self.path = path
        self._stamp: int | None = None
        self._keys: dict[str, tuple[str, Key]] = {}
        rows(path)

    def caller(self, key: str) -> Caller | None:
        self._read()
        found = self._keys.get(_hash(key))
        if found is None:
            return None
        name, row = found
        return Caller(row.tenant, None if row.service else row.buyer or f"key-{name}", trusted=row.service)

    def _read(self) -> None:
        """Reload a changed file; an unreadable one revokes all keys."""
        stamp = _stamp(self.path)
        if stamp != self._stamp:
            try:
                self._keys = {row.hash: (name, row) for name, row in rows(self.path).items()}
            except InputError as error:
                self._keys = {}
                log.error("no key is good", error=str(error))
            self._stamp = stamp


def rows(path: Path) -> dict[str, Key]:
    """The keys by name. Raises InputError if the file is invalid."""
    try:
        told = yaml.safe_load(path.read_text("utf-8")) or {}
        return {str(name): Key.model_validate(row) for name, row in told.items()}
    except (OSError, yaml.YAMLError, ValidationError, AttributeError) as error:
        raise InputError(f"The keys in {path} can't be read; make one by `daogou keys add NAME`, or unset DAOGOU_API_KEYS.") from error


def write(path: Path, rows: dict[str, Key]) -> None:
    """Write the file atomically, readable by its owner only."""
    new = path.with_name(f"{path.name}.new")
    new.touch(0o600)
    new.write_text(yaml.safe_dump({name: row.model_dump(exclude_defaults=True) for name, row in rows.items()}, allow_unicode=True), "utf-8")
    new.replace(path)


def make(service: bool, buyer: str | None, tenant: str) -> Made:
    key = f"dg-{secrets.token_urlsafe(32)}"
    return Made(key, Key(hash=_hash(key), service=service, buyer=buyer, tenant=tenant))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _stamp(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None
