"""Where comparisons keep what they made: code trees, stores and plays in a cache that may be deleted, runs under reports/."""

import hashlib
import os
from pathlib import Path

import platformdirs

RUNS = Path("reports") / "compare"


def cache() -> Path:
    """`DAOGOU_EVAL_CACHE`, else the user's cache folder."""
    found = os.environ.get("DAOGOU_EVAL_CACHE") or platformdirs.user_cache_dir("daogou-eval", appauthor=False)
    folder = Path(found)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def hashed(*parts: str | bytes) -> str:
    digest = hashlib.blake2b(digest_size=10)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()


def noted(note: Path) -> str:
    """ "" where nothing is."""
    return note.read_text("utf-8").strip() if note.is_file() else ""


def write_note(note: Path, text: str) -> None:
    """Whole or not at all."""
    new = note.with_name(f"{note.name}.{os.getpid()}")
    new.write_text(text, "utf-8")
    new.replace(note)
